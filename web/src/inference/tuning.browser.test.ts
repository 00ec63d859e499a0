import { afterEach, describe, expect, it, vi } from 'vitest';
import { config, reference } from 'virtual:text-model';
import type { Conversation } from '../../../models/conversation.ts';
import { JARGON } from '../../../server/testing/jargon.ts';
import petsConfig from '../../../test/fixtures/custom-models/pets/config.json?raw';
import petsGraph from '../../../test/fixtures/custom-models/pets/onnx/model.onnx?url&no-inline';
import petsSums from '../../../test/fixtures/custom-models/pets/SHA256SUMS?raw';
import petsTokenizer from '../../../test/fixtures/custom-models/pets/tokenizer.json?raw';
import { newKeys, storageOn } from '../../testing/test-storage.ts';
import type { Storage } from '../storage/storage-port.ts';
import type { AnalyserInUse } from './analysis-api.ts';
import { AnalysisClient } from './analysis-client.ts';
import type { CorrectedConversation } from './tuned-intelligence.ts';
import { TuningStore } from './tuning-store.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const { name, version } = (config as { leadlight: { name: string; version: string } }).leadlight;
const SHIPPED = `${name}@${version}`;
const makeWorker = () => new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module' });
const saying = (text: string, id = 'c'): Conversation => ({
  id,
  leadId: id,
  channel: 'sms',
  messages: [{ id: `m-${id}`, from: 'lead', text, sentAt: '2026-11-20T10:00:00Z' }],
});
const fresh = () => new AbortController().signal;
const petsFiles = async () =>
  new Map<string, Blob>([
    ['config.json', new Blob([petsConfig])],
    ['tokenizer.json', new Blob([petsTokenizer])],
    ['onnx/model.onnx', new Blob([await (await fetch(petsGraph)).arrayBuffer()])],
    ['SHA256SUMS', new Blob([petsSums])],
  ]);
const corrected = (items: readonly { text: string; gold: readonly string[] }[]): CorrectedConversation[] =>
  items.map(({ text, gold }, at) => ({
    conversation: saying(text, `c${at}`),
    now: NOW,
    labels: [{ messageId: `m-c${at}`, head: 'intents', gold }],
  }));

describe('what a person taught, set and added', { timeout: 60_000 }, () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  /** A page over this storage; a second one is what a reload makes. */
  function open(storage: Storage, model: boolean) {
    const tuning = new TuningStore(storage);
    const client = new AnalysisClient(makeWorker, storage.textCache, { model, tuning });
    stops.push(() => client.stop());
    let inUse: AnalyserInUse | null = null;
    client.subscribe((analyser) => (inUse = analyser));
    const read = async (text: string) => {
      const answer = await client.analyse(saying(text), NOW, fresh());
      if (!answer.ok) throw new Error(answer.code);
      return answer.analysis.messages[0]!;
    };
    const byModel = () =>
      vi.waitFor(
        () => expect(inUse).toMatchObject({ source: 'model', model: expect.stringContaining(SHIPPED) }),
        40_000,
      );
    return { client, tuning, read, byModel };
  }
  async function withPets(storage: Storage) {
    const page = open(storage, true);
    const files = await petsFiles();
    const added = await page.client.addModel('pets', files);
    if (!added.ok || !('sha256' in added)) throw new Error(JSON.stringify(added));
    await page.tuning.addModel({ name: 'pets', sha256: added.sha256! }, files);
    return page;
  }

  it('an added model speaks at once, after the model swap, and after a reload', async () => {
    const storage = storageOn(await newKeys());
    const first = open(storage, false);
    const files = await petsFiles();
    const added = await first.client.addModel('pets', files);
    expect(added).toMatchObject({ ok: true, model: { name: 'pets', head: 'text' } });
    if (!added.ok || !('sha256' in added)) return;
    expect(Object.keys(added.sha256!).sort()).toEqual(['config.json', 'onnx/model.onnx', 'tokenizer.json']);
    await first.tuning.addModel({ name: 'pets', sha256: added.sha256! }, files);
    const said = (await first.read('Dogs?')).custom!['pets']!['pets']!;
    first.client.stop();

    const reloaded = open(storage, true);
    await reloaded.client.warm();
    await reloaded.byModel();
    expect((await reloaded.read('Dogs?')).custom!['pets']!['pets']).toBeCloseTo(said, 6);
    expect((await reloaded.client.status())?.custom).toMatchObject([{ kind: 'ready', info: { name: 'pets' } }]);
  });

  it('an added model that is removed says nothing more, and its files are gone', async () => {
    const storage = storageOn(await newKeys());
    const page = await withPets(storage);
    const { sha256 } = (await page.tuning.load()).models[0]!;
    const hashes = Object.values(sha256);
    expect(await storage.file(hashes[0]!)).not.toBeNull();
    await page.tuning.removeModel('pets');
    expect(await page.client.tune(await page.tuning.load())).toEqual({ ok: true });
    expect(await page.read('Dogs?')).not.toHaveProperty('custom');
    expect(await storage.file(hashes[0]!)).toBeNull();
  });

  it('a wrong model is refused with its reason, and one whose kept file is damaged is named after a reload', async () => {
    const storage = storageOn(await newKeys());
    const page = open(storage, false);
    const files = await petsFiles();
    files.set('onnx/model.onnx', new Blob(['no graph']));
    expect(await page.client.addModel('pets', files)).toEqual({
      ok: false,
      code: 'hash_mismatch',
      reason: 'onnx/model.onnx is not the file that its sha256 names',
    });
    files.delete('SHA256SUMS');
    expect(await page.client.addModel('pets', files)).toMatchObject({ code: 'hash_missing' });
    expect((await page.client.status())?.custom).toEqual([]);

    const good = await withPets(storage);
    const { sha256 } = (await good.tuning.load()).models[0]!;
    await storage.putFile(sha256['config.json']!, new TextEncoder().encode('{}'));
    const reloaded = open(storage, true);
    await reloaded.client.warm();
    await reloaded.byModel();
    expect((await reloaded.client.status())?.custom).toMatchObject([
      { kind: 'failed', name: 'pets', code: 'hash_mismatch' },
    ]);
  });

  it('learns from corrections, keeps it over a reload, fetches the reference only then, and undoes it', async () => {
    const storage = storageOn(await newKeys());
    const page = open(storage, true);
    await page.client.warm();
    await page.byModel();
    const heldBack = JARGON.heldBack;
    const right = async (read: typeof page.read) => {
      let count = 0;
      for (const { text, gold } of heldBack) {
        const { intents } = await read(text);
        if (gold.length === intents.length && gold.every((one) => intents.includes(one as never))) count += 1;
      }
      return count;
    };
    const before = await right(page.read);
    await caches.delete('leadlight-model-files');
    const kept = async () => {
      const keys = await (await caches.open('leadlight-model-files')).keys();
      return keys.some((key) => key.url.endsWith(reference.parts[0]!.sha256));
    };
    expect(await kept()).toBe(false);
    const answer = await page.client.retrain(corrected(JARGON.corrections), [{ action: 'call_now', accepted: false }]);
    if ('ok' in answer) throw new Error(answer.code);
    expect(answer.retrained).toMatchObject({ ok: true, heads: [{ head: 'intents', kept: true }] });
    expect(await kept()).toBe(true);
    await page.tuning.learn(answer.learned);
    const after = await right(page.read);
    expect(after).toBeGreaterThan(before);
    expect((await page.read('CMA please')).model).toMatch(/\+a\./);
    page.client.stop();

    const reloaded = open(storage, true);
    await reloaded.client.warm();
    await reloaded.byModel();
    expect(await right(reloaded.read)).toBe(after);
    await reloaded.tuning.undoLearning();
    await reloaded.client.tune(await reloaded.tuning.load());
    expect(await right(reloaded.read)).toBe(before);
    expect((await reloaded.read('CMA please')).model).toBe(SHIPPED);
  });

  it('what was learnt over another model is not used, and says so', async () => {
    const storage = storageOn(await newKeys());
    const tuning = new TuningStore(storage);
    await tuning.learn({
      adapter: {
        model: 'leadlight-text@0',
        heads: {
          sentiment: [
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        },
      },
      verdicts: { call_now: { accepted: 0, dismissed: 9 } },
    });
    const page = open(storage, true);
    await page.client.warm();
    await page.byModel();
    expect((await page.client.status())?.learnedProblem).toContain('leadlight-text@0');
    expect((await page.read('hi there')).model).toBe(SHIPPED);
  });

  it('thresholds and the memory budget hold after a reload; wrong thresholds are refused and change nothing', async () => {
    const storage = storageOn(await newKeys());
    const page = open(storage, false);
    const asked = 'Can we see Oak St today?';
    expect((await page.read(asked)).intents).toContain('showing');
    const kept = await page.tuning.load();
    const bad = await page.client.tune({ ...kept, thresholds: { intents: { showing: 2 } } });
    expect(bad).toMatchObject({ ok: false, code: 'thresholds_invalid' });
    expect((await page.read(asked)).intents).toContain('showing');
    await page.tuning.setThresholds({ intents: { showing: 1 } });
    await page.tuning.setMemory(123_456);
    await page.client.tune(await page.tuning.load());
    expect((await page.read(asked)).intents).not.toContain('showing');
    page.client.stop();

    const reloaded = open(storage, true);
    await reloaded.client.warm();
    await reloaded.byModel();
    expect((await reloaded.read(asked)).intents).not.toContain('showing');
    expect((await reloaded.client.status())?.cache.budget).toBe(123_456);
    await reloaded.tuning.revertThresholds();
    await reloaded.client.tune(await reloaded.tuning.load());
    expect((await reloaded.read(asked)).intents).toContain('showing');
  });

  it('says what runs and how fast, and drops what has outlived its time from the store', async () => {
    const storage = storageOn(await newKeys());
    const drop = vi.spyOn(storage.textCache, 'dropOlderThan');
    const page = open(storage, true);
    expect(await page.client.status()).toBeNull();
    await page.client.warm();
    await page.byModel();
    await page.read('Can we see Oak St today?');
    await page.read('Can we see Oak St today?');
    const status = (await page.client.status())!;
    expect(status.latency!.p95).toBeGreaterThanOrEqual(status.latency!.median);
    expect(status.selfTest).toMatchObject({ inputs: expect.any(Number), apart: expect.any(Number) });
    expect(status.selfTest!.inputs).toBeGreaterThan(0);
    expect(status.threads).toBeGreaterThanOrEqual(1);
    expect(status.loadMillis).toBeGreaterThan(0);
    expect(status.cache).toMatchObject({ memoryHits: 1, misses: 1 });
    expect(await page.client.health()).toMatchObject({ status: 'ok' });
    const drift = await page.client.drift([]);
    expect(drift).toMatchObject({ verdict: 'not_enough', messages: 1 });
    await vi.waitFor(() => expect(drop).toHaveBeenCalledWith(30 * 86_400_000));
  });
});
