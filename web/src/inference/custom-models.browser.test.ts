import { describe, expect, it } from 'vitest';
import { files as modelFiles } from 'virtual:text-model';
import { openCustomModel } from '../../../models/custom/open-custom-model.ts';
import { readSums } from '../../../models/custom/read-sums.ts';
import type { Conversation } from '../../../models/conversation.ts';
import { LeadIntelligence } from '../../../models/insight/lead-intelligence.ts';
import closingConfig from '../../../test/fixtures/custom-models/closing/config.json?raw';
import closingGraph from '../../../test/fixtures/custom-models/closing/onnx/model.onnx?url&no-inline';
import closingSums from '../../../test/fixtures/custom-models/closing/SHA256SUMS?raw';
import petsConfig from '../../../test/fixtures/custom-models/pets/config.json?raw';
import petsGraph from '../../../test/fixtures/custom-models/pets/onnx/model.onnx?url&no-inline';
import petsSums from '../../../test/fixtures/custom-models/pets/SHA256SUMS?raw';
import petsTokenizer from '../../../test/fixtures/custom-models/pets/tokenizer.json?raw';
import { blobFolder, filesByPath } from './blob-folder.ts';
import { webModelRuntime } from './model-runtime.ts';
import { ModelStore } from './model-store.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const conversation: Conversation = {
  id: 'c',
  leadId: 'l',
  channel: 'sms',
  messages: [{ id: 'm', from: 'lead', text: 'Dogs?', sentAt: '2026-11-20T10:00:00Z' }],
};

/** A file as a chosen folder holds it. */
function fileIn(folder: string, path: string, content: BlobPart): File {
  const file = new File([content], path.split('/').at(-1)!);
  Object.defineProperty(file, 'webkitRelativePath', { value: `${folder}/${path}` });
  return file;
}

const bytesAt = async (url: string) => (await fetch(url)).arrayBuffer();
const pets = async () => [
  fileIn('pets', 'config.json', petsConfig),
  fileIn('pets', 'tokenizer.json', petsTokenizer),
  fileIn('pets', 'onnx/model.onnx', await bytesAt(petsGraph)),
  fileIn('pets', 'SHA256SUMS', petsSums),
];
const closing = async () => [
  fileIn('closing', 'config.json', closingConfig),
  fileIn('closing', 'onnx/model.onnx', await bytesAt(closingGraph)),
  fileIn('closing', 'SHA256SUMS', closingSums),
];

const store = new ModelStore({
  caches,
  fetcher: (input) => fetch(input),
  crypto,
  exclusive: async (work) => await navigator.locks.request('leadlight-model-files', work),
});
const modelRuntime = webModelRuntime({
  crypto,
  runtime: async () => {
    const loaded = await store.load(modelFiles, () => undefined);
    if (!loaded.ok) throw new Error(loaded.code);
    return loaded.value.get('runtime')!;
  },
});
const service = () =>
  new LeadIntelligence({
    clock: { now: () => NOW, millis: () => 0 },
    openModel: (registration) => openCustomModel(registration, modelRuntime),
  });

async function register(intelligence: LeadIntelligence, name: string, files: readonly File[]) {
  const folder = blobFolder(filesByPath(files));
  const sums = await readSums(folder, modelRuntime);
  return sums.ok ? intelligence.registerModel({ name, folder, sha256: sums.sha256 }) : sums;
}

describe('custom models from chosen files', () => {
  it('give the numbers that they give on a server', { timeout: 30_000 }, async () => {
    const intelligence = service();
    expect(await register(intelligence, 'pets', await pets())).toMatchObject({ ok: true, model: { head: 'text' } });
    expect(await register(intelligence, 'closing', await closing())).toMatchObject({ ok: true });
    const { customSignals, messages, scores } = await intelligence.analyseConversation(conversation);
    // [CLS] dogs ? [SEP]: 30 / 4 - 2, against 0.
    expect(messages[0]!.custom!['pets']!['pets']).toBeCloseTo(1 / (1 + Math.exp(-5.5)), 6);
    const closes = customSignals.find(({ model }) => model === 'closing')!.values['closes_soon'];
    expect(closes).toBeCloseTo(1 / (1 + Math.exp(5 - 0.1 * scores.engagement.value!)), 5);
    expect(await intelligence.unregisterModel('pets')).toBe(true);
    expect((await intelligence.analyseConversation(conversation)).customSignals).toHaveLength(1);
  });

  it(
    'are refused with the reason when a file is missing, is another, or is no model',
    { timeout: 30_000 },
    async () => {
      const intelligence = service();
      const [config, tokenizer, graph, sums] = await pets();
      expect(await register(intelligence, 'a', [config!, tokenizer!, graph!])).toMatchObject({ code: 'hash_missing' });
      expect(await register(intelligence, 'a', [config!, graph!, sums!])).toMatchObject({ code: 'file_missing' });
      const other = fileIn('pets', 'onnx/model.onnx', 'graph');
      expect(await register(intelligence, 'a', [config!, tokenizer!, other, sums!])).toMatchObject({
        ok: false,
        code: 'hash_mismatch',
        reason: 'onnx/model.onnx is not the file that its sha256 names',
      });
      const bytes = new Map<string, Blob>([
        ['config.json', new Blob([petsConfig])],
        ['tokenizer.json', tokenizer!],
        ['model.onnx', other],
      ]);
      const sha256 = Object.fromEntries(
        await Promise.all(
          [...bytes].map(async ([path, blob]) => {
            return [path, await modelRuntime.sha256(new Uint8Array(await blob.arrayBuffer()))] as const;
          }),
        ),
      );
      expect(await intelligence.registerModel({ name: 'a', folder: blobFolder(bytes), sha256 })).toMatchObject({
        ok: false,
        code: 'graph_unreadable',
      });
      expect(filesByPath([new File([], 'model.onnx')]).has('model.onnx')).toBe(true);
    },
  );
});
