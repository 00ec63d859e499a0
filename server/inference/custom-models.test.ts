import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCustomModel } from '../../models/custom/open-custom-model.ts';
import type { CustomTokenise, ModelFolder, ModelRegistration, ModelRuntime } from '../../models/custom/types.ts';
import { Cancelled, LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import type { Conversation } from '../../models/conversation.ts';
import { SHIPPED_MODEL } from '../cli/text-stack.ts';
import { diskFolder } from './disk-folder.ts';
import { nodeModelRuntime } from './model-runtime.ts';
import { registerFolder } from './register-folder.ts';

const FIXTURES = fileURLToPath(new URL('../../test/fixtures/custom-models', import.meta.url));
const CONFIG = 'config.json';
const GRAPH = 'onnx/model.onnx';
const TOKENIZER = 'tokenizer.json';
type Files = Record<string, Uint8Array | undefined>;

const read = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(`${FIXTURES}/${path}`));
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const folderOf = (files: Files): ModelFolder => ({ read: (path) => Promise.resolve(files[path] ?? null) });

async function sumsOf(files: Files): Promise<Record<string, string>> {
  const entries = Object.entries(files).flatMap(([path, bytes]) => (bytes ? [{ path, bytes }] : []));
  return Object.fromEntries(
    await Promise.all(entries.map(async ({ path, bytes }) => [path, await nodeModelRuntime.sha256(bytes)] as const)),
  );
}

/** A fixture with some files replaced (undefined: removed) and right hashes. */
async function variant(fixture: 'pets' | 'closing', changed: Files = {}): Promise<ModelRegistration> {
  const names = fixture === 'pets' ? [CONFIG, TOKENIZER, GRAPH] : [CONFIG, GRAPH];
  const whole = await Promise.all(names.map(async (name) => [name, await read(`${fixture}/${name}`)] as const));
  const files = { ...Object.fromEntries(whole), ...changed };
  return { name: fixture, folder: folderOf(files), sha256: await sumsOf(files) };
}

/** The fixture's config with some fields replaced. */
async function configOf(fixture: 'pets' | 'closing', more: object): Promise<Uint8Array> {
  const config = JSON.parse(await readFile(`${FIXTURES}/${fixture}/${CONFIG}`, 'utf8')) as { leadlight?: object };
  const changed = config.leadlight ? { leadlight: { ...config.leadlight, ...more } } : { ...config, ...more };
  return bytesOf(changed);
}

let millis = 0;
const clock = { now: () => '2026-03-02T12:00:00-06:00', millis: () => millis };
const service = (runtime: ModelRuntime = nodeModelRuntime) =>
  new LeadIntelligence({ clock, openModel: (registration) => openCustomModel(registration, runtime) });

const conversation = (...texts: string[]): Conversation => ({
  id: 'c',
  leadId: 'l',
  channel: 'sms',
  messages: texts.map((text, at) => ({
    id: `m${at}`,
    from: at % 2 ? 'agent' : 'lead',
    text,
    sentAt: `2026-03-02T10:0${at}:00-06:00`,
  })),
});
const talk = conversation(
  'can we see the house? we have two dogs',
  'Yes! Saturday?',
  'saturday works, see you there and thanks a lot',
);

describe('a text classifier', () => {
  it('reads each message of the lead, and its word on the newest is a signal of the conversation', async () => {
    const intelligence = service();
    const registered = await intelligence.registerModel(await variant('pets'));
    expect(registered).toMatchObject({ ok: true, model: { name: 'pets', head: 'text', labels: ['pets', 'other'] } });
    const { messages, customSignals } = await intelligence.analyseConversation(talk);
    expect(messages.map((m) => m.custom!['pets']!['pets']! > 0.5)).toEqual([true, false]);
    for (const { custom } of messages) expect(custom!['pets']!['pets']! + custom!['pets']!['other']!).toBeCloseTo(1, 6);
    const { version } = intelligence.registeredModels[0]!;
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    expect(customSignals).toEqual([
      { model: 'pets', head: 'text', version, messageId: 'm2', values: messages[1]!.custom!['pets'] },
    ]);
  });

  it('gives a sigmoid a label when its config says that labels do not exclude each other', async () => {
    const intelligence = service();
    const config = await configOf('pets', { problem_type: 'multi_label_classification' });
    await intelligence.registerModel(await variant('pets', { [CONFIG]: config }));
    const { messages } = await intelligence.analyseConversation(conversation('two dogs'));
    expect(messages[0]!.custom!['pets']!['other']).toBeCloseTo(0.5, 6);
    expect(messages[0]!.custom!['pets']!['pets']).toBeGreaterThan(0.9);
  });

  it('gets token_type_ids where its graph asks for them', async () => {
    const intelligence = service();
    const graph = await read('broken/segments.onnx');
    expect(await intelligence.registerModel(await variant('pets', { [GRAPH]: graph }))).toMatchObject({ ok: true });
  });

  it('reads as much of a long message as it has positions for', async () => {
    const intelligence = service();
    await intelligence.registerModel(await variant('pets'));
    const { messages } = await intelligence.analyseConversation(conversation(`dogs ${'the house is '.repeat(4000)}`));
    // One pet among 16 tokens: 30 / 16 - 2.
    expect(messages[0]!.custom!['pets']!['pets']).toBeCloseTo(1 / (1 + Math.exp(0.125)), 4);
    expect(intelligence.modelFailures).toEqual([]);
  });

  it('reads nothing that is not English', async () => {
    const intelligence = service();
    await intelligence.registerModel(await variant('pets'));
    const analysis = await intelligence.analyseConversation(conversation('¿Todavía está disponible la casa? Gracias'));
    expect(analysis.messages[0]).toMatchObject({ language: 'es' });
    expect(analysis.messages[0]).not.toHaveProperty('custom');
    expect(analysis.customSignals).toEqual([]);
  });

  it('reads a text once, and again for another version of the model', async () => {
    let runs = 0;
    const intelligence = service({
      ...nodeModelRuntime,
      openSession: async (graph) => {
        const session = await nodeModelRuntime.openSession(graph);
        return { ...session, run: (inputs) => ((runs += 1), session.run(inputs)) };
      },
    });
    const counted = async () => {
      runs = 0;
      await intelligence.analyseConversation(talk);
      return runs;
    };
    await intelligence.registerModel(await variant('pets'));
    expect([await counted(), await counted()]).toEqual([2, 0]);
    expect(await intelligence.unregisterModel('pets')).toBe(true);
    const config = await configOf('pets', { id2label: { '0': 'animals', '1': 'none' } });
    await intelligence.registerModel(await variant('pets', { [CONFIG]: config }));
    expect([await counted(), await counted()]).toEqual([2, 0]);
    intelligence.clearCache();
    expect(await counted()).toBe(2);
  });
});

describe('a tabular model', () => {
  it('says what its numbers say of the conversation', async () => {
    const intelligence = service();
    await intelligence.registerModel({ ...(await variant('closing')), head: 'tabular' });
    const { customSignals, scores, signals } = await intelligence.analyseConversation(talk);
    const logit = 0.1 * (scores.engagement.value! - 50) + 0.5 * signals.viewingsAsked;
    expect(customSignals).toMatchObject([{ model: 'closing', head: 'tabular' }]);
    expect(customSignals[0]).not.toHaveProperty('messageId');
    expect(customSignals[0]!.values['closes_soon']).toBeCloseTo(1 / (1 + Math.exp(-logit)), 5);
  });

  it('says nothing where a feature is not known, unless its config says what stands for it', async () => {
    const intelligence = service();
    await intelligence.registerModel(await variant('closing'));
    const config = await configOf('closing', { missing: 50 });
    await intelligence.registerModel({ ...(await variant('closing', { [CONFIG]: config })), name: 'closing-50' });
    const { customSignals } = await intelligence.analyseConversation(conversation());
    expect(customSignals).toMatchObject([{ model: 'closing-50', values: { closes_soon: 0.5 } }]);
    expect(intelligence.modelFailures).toEqual([]);
  });
});

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
      async () => variant('pets', { [GRAPH]: await read('broken/position-ids.onnx') }),
      /position_ids/,
    ],
    [
      'whose graph reads no text',
      'graph_inputs',
      async () => variant('pets', { [GRAPH]: await read(`closing/${GRAPH}`) }),
      /features \(float32\)/,
    ],
    [
      'whose graph reads no numbers',
      'graph_inputs',
      async () => variant('closing', { [GRAPH]: await read(`pets/${GRAPH}`) }),
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
      async () => variant('pets', { [GRAPH]: await read('broken/other-output.onnx') }),
      /no output logits/,
    ],
    [
      'whose graph gives more than one table',
      'graph_outputs',
      async () => variant('closing', { [GRAPH]: await read('broken/two-outputs.onnx') }),
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
      async () => variant('pets', { [GRAPH]: await read('broken/not-finite.onnx') }),
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

describe('a model that fails when it runs', () => {
  /** The runtime with a tokeniser that throws while `broken.now`. */
  const flaky = (broken: { now: boolean; calls: number }): ModelRuntime => ({
    ...nodeModelRuntime,
    openTokeniser: (json): CustomTokenise => {
      const tokenise = nodeModelRuntime.openTokeniser(json);
      return (text, special) => {
        broken.calls += 1;
        if (broken.now) throw new Error('out of memory');
        return tokenise(text, special);
      };
    },
  });

  it('is reported and left out; the rest goes on', async () => {
    const broken = { now: false, calls: 0 };
    const intelligence = service(flaky(broken));
    await intelligence.registerModel(await variant('pets'));
    await intelligence.registerModel(await variant('closing'));
    broken.now = true;
    const { customSignals, messages, insights } = await intelligence.analyseConversation(talk);
    expect(customSignals.map(({ model }) => model)).toEqual(['closing']);
    expect(messages.some((message) => 'custom' in message)).toBe(false);
    expect(insights.length).toBeGreaterThan(0);
    expect(intelligence.modelFailures).toEqual([
      { model: 'pets', message: 'out of memory' },
      { model: 'pets', message: 'out of memory' },
    ]);
  });

  it('is left alone for 30 s after five failures, then tried again', async () => {
    const broken = { now: false, calls: 0 };
    const intelligence = service(flaky(broken));
    await intelligence.registerModel(await variant('pets'));
    Object.assign(broken, { now: true, calls: 0 });
    for (let at = 0; at < 4; at += 1) await intelligence.analyseConversation(talk);
    expect([broken.calls, intelligence.modelFailures.length]).toEqual([5, 5]);
    broken.now = false;
    expect((await intelligence.analyseConversation(talk)).customSignals).toEqual([]);
    millis += 30_000;
    expect((await intelligence.analyseConversation(talk)).customSignals).toHaveLength(1);
  });

  it('stops with the analysis when that is cancelled', async () => {
    const signal = { aborted: false };
    const intelligence = service({
      ...nodeModelRuntime,
      openTokeniser: (json) => {
        const tokenise = nodeModelRuntime.openTokeniser(json);
        return (text, special) => {
          if (text.includes('saturday works')) throw new Error('was to be cancelled');
          signal.aborted = text.includes('dogs');
          return tokenise(text, special);
        };
      },
    });
    await intelligence.registerModel(await variant('pets'));
    await expect(intelligence.analyseConversation(talk, { signal })).rejects.toBeInstanceOf(Cancelled);
    expect(intelligence.modelFailures).toEqual([]);
  });
});

describe('registered models', () => {
  it('change no number of the analysis, whatever is written', async () => {
    const plain = service();
    const intelligence = service();
    for (const name of ['pets', 'closing'] as const) await intelligence.registerModel(await variant(name));
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.constantFrom('STOP', 'we have 2 dogs, $400k, this week?', '', '¿sigue disponible la casa? gracias'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 5 }), async (texts) => {
        const lead = conversation(...texts);
        const expected = await plain.analyseConversation(lead);
        const { customSignals, messages, ...rest } = await intelligence.analyseConversation(lead);
        const bare = messages.map(({ custom: _, ...message }) => message);
        expect({ ...rest, messages: bare, customSignals: [] }).toEqual(expected);
        for (const { values } of customSignals) expect(Object.values(values).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(intelligence.modelFailures).toEqual([]);
  });

  it('may have any name, and say nothing under those of others', async () => {
    const intelligence = service();
    await intelligence.registerModel({ ...(await variant('closing')), name: 'constructor' });
    await intelligence.registerModel({ ...(await variant('pets')), name: 'to-string' });
    const { customSignals } = await intelligence.analyseConversation(talk);
    expect(customSignals.map(({ model, messageId }) => [model, messageId])).toEqual([
      ['constructor', undefined],
      ['to-string', 'm2'],
    ]);
  });

  it('come from a folder with SHA256SUMS', async () => {
    const intelligence = service();
    expect(await registerFolder(intelligence, 'pets', `${FIXTURES}/pets`)).toMatchObject({ ok: true });
    expect(await registerFolder(intelligence, 'closing', `${FIXTURES}/closing`)).toMatchObject({ ok: true });
    expect(await registerFolder(intelligence, 'other', `${FIXTURES}/broken`)).toMatchObject({ code: 'hash_missing' });
    expect(await registerFolder(intelligence, 'other', `${FIXTURES}/nowhere`)).toMatchObject({ code: 'hash_missing' });
  });
});
