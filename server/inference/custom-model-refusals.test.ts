import { describe, expect, it } from 'vitest';
import type { ModelRegistration } from '../../models/custom/types.ts';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import { SHIPPED_MODEL } from '../cli/text-stack.ts';
import { bytesOf, CONFIG, configOf, GRAPH, readFixture, TOKENIZER, variant } from '../testing/custom-model-variants.ts';
import { diskFolder } from './disk-folder.ts';
import { nodeModelRuntime, openModelInNode } from './model-runtime.ts';

const clock = { now: () => '2026-03-02T12:00:00-06:00', millis: () => 0 };
const service = () => new LeadIntelligence({ clock, openModel: openModelInNode });

describe('a model is refused', () => {
  const refusals: [string, string, () => Promise<ModelRegistration>, RegExp][] = [
    [
      'whose name is not kebab-case',
      'name_invalid',
      async () => ({ ...(await variant('pets')), name: 'Pets' }),
      /kebab/,
    ],
    ['without a config', 'hash_missing', async () => variant('pets', { [CONFIG]: undefined }), /config\.json/],
    [
      'whose config has no hash',
      'hash_missing',
      async () => ({ ...(await variant('pets')), sha256: {} }),
      /sha256 .* config\.json/,
    ],
    [
      'whose tokeniser has no hash',
      'hash_missing',
      async () => {
        const whole = await variant('pets');
        const { [TOKENIZER]: _, ...sha256 } = whole.sha256;
        return { ...whole, sha256 };
      },
      /tokenizer\.json/,
    ],
    ['whose graph has no hash', 'hash_missing', async () => variant('pets', { [GRAPH]: undefined }), /model\.onnx/],
    [
      'that lacks a file',
      'file_missing',
      async () => ({
        ...(await variant('pets', { [GRAPH]: undefined })),
        sha256: (await variant('pets')).sha256,
      }),
      /onnx\/model\.onnx is missing/,
    ],
    ...[CONFIG, TOKENIZER, GRAPH].map((file): [string, string, () => Promise<ModelRegistration>, RegExp] => [
      `whose ${file} is another`,
      'hash_mismatch',
      async () => {
        const whole = await variant('pets');
        return { ...whole, sha256: { ...whole.sha256, [file]: '0'.repeat(64) } };
      },
      new RegExp(file),
    ]),
    ['whose config is not JSON', 'config_invalid', () => variant('pets', { [CONFIG]: bytesOf('{') }), /config\.json/],
    [
      'that is no classifier',
      'config_invalid',
      async () => variant('pets', { [CONFIG]: bytesOf({ model_type: 'bert' }) }),
      /id2label/,
    ],
    [
      'that is of the other kind',
      'head_mismatch',
      async () => ({ ...(await variant('pets')), head: 'tabular' }),
      /a text model, not a tabular/,
    ],
    [
      'that asks for a feature that does not exist',
      'features_unknown',
      async () => variant('closing', { [CONFIG]: await configOf('closing', { features: ['engagement', 'zip'] }) }),
      /zip/,
    ],
    [
      'whose tokeniser is none',
      'tokenizer_invalid',
      () => variant('pets', { [TOKENIZER]: bytesOf('{}') }),
      /tokenizer/,
    ],
    [
      'whose tokeniser is no JSON',
      'tokenizer_invalid',
      () => variant('pets', { [TOKENIZER]: bytesOf('') }),
      /not JSON/,
    ],
    ['whose graph is none', 'graph_unreadable', () => variant('pets', { [GRAPH]: bytesOf('graph') }), /can’t be run/],
    [
      'whose graph asks for something else',
      'graph_inputs',
      async () => variant('pets', { [GRAPH]: await readFixture('broken/position-ids.onnx') }),
      /position_ids/,
    ],
    [
      'whose graph reads no text',
      'graph_inputs',
      async () => variant('pets', { [GRAPH]: await readFixture(`closing/${GRAPH}`) }),
      /features \(float32\)/,
    ],
    [
      'whose graph reads no numbers',
      'graph_inputs',
      async () => variant('closing', { [GRAPH]: await readFixture(`pets/${GRAPH}`) }),
      /one input/,
    ],
    [
      'whose graph takes another number of features',
      'graph_inputs',
      async () => variant('closing', { [CONFIG]: await configOf('closing', { features: ['engagement'] }) }),
      /takes 2 feature\(s\), config.json names 1/,
    ],
    [
      'whose graph gives no logits',
      'graph_outputs',
      async () => variant('pets', { [GRAPH]: await readFixture('broken/other-output.onnx') }),
      /no output logits/,
    ],
    [
      'whose graph gives more than one table',
      'graph_outputs',
      async () => variant('closing', { [GRAPH]: await readFixture('broken/two-outputs.onnx') }),
      /more1/,
    ],
    [
      'with more labels than its graph has',
      'label_mismatch',
      async () => variant('pets', { [CONFIG]: await configOf('pets', { id2label: { '0': 'a', '1': 'b', '2': 'c' } }) }),
      /gives \[1, 2\] numbers, config\.json names 3/,
    ],
    [
      'with fewer labels than its graph has',
      'label_mismatch',
      async () => variant('pets', { [CONFIG]: await configOf('pets', { id2label: { '0': 'a' } }) }),
      /names 1/,
    ],
    [
      'that fails on a long message',
      'run_failed',
      async () => variant('pets', { [CONFIG]: await configOf('pets', { max_position_embeddings: 64 }) }),
      /fails on a message of/,
    ],
    [
      'that gives no finite numbers',
      'not_finite',
      async () => variant('pets', { [GRAPH]: await readFixture('broken/not-finite.onnx') }),
      /finite/,
    ],
  ];

  it.each(refusals)('%s (%s)', async (_, code, make, reason) => {
    const intelligence = service();
    const refusal = await intelligence.registerModel(await make());
    expect(refusal).toMatchObject({ ok: false, code });
    expect(refusal).toHaveProperty('reason', expect.stringMatching(reason));
    expect(intelligence.registeredModels).toEqual([]);
  });

  it('whose name is taken, also while the other is being opened; it may come again when that is gone', async () => {
    const intelligence = service();
    const pets = await variant('pets');
    const both = await Promise.all([intelligence.registerModel(pets), intelligence.registerModel(pets)]);
    expect(both).toMatchObject([{ ok: true }, { ok: false, code: 'name_taken' }]);
    expect(await intelligence.registerModel(await variant('closing'))).toMatchObject({ ok: true });
    expect(intelligence.registeredModels.map(({ name }) => name)).toEqual(['pets', 'closing']);
    expect([await intelligence.unregisterModel('pets'), await intelligence.unregisterModel('pets')]).toEqual([
      true,
      false,
    ]);
    expect(await intelligence.registerModel(pets)).toMatchObject({ ok: true });
  });

  it('where nothing can run it', async () => {
    const bare = new LeadIntelligence({ clock });
    expect(await bare.registerModel(await variant('pets'))).toMatchObject({ ok: false, code: 'no_runtime' });
  });

  it('when its folder is the shipped model’s, which is of another kind', async () => {
    const folder = diskFolder(SHIPPED_MODEL);
    const sha256 = { [CONFIG]: await nodeModelRuntime.sha256((await folder.read(CONFIG))!) };
    expect(await service().registerModel({ name: 'own', folder, sha256 })).toMatchObject({ code: 'config_invalid' });
  });
});
