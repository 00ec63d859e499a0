import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCustomModel } from '../../models/custom/open-custom-model.ts';
import type { CustomTokenise, ModelRuntime } from '../../models/custom/types.ts';
import { Cancelled } from '../../models/insight/cancelled.ts';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import type { Conversation } from '../../models/conversation.ts';
import { CONFIG, configOf, FIXTURES, GRAPH, readFixture, variant } from '../testing/custom-model-variants.ts';
import { nodeModelRuntime } from './model-runtime.ts';
import { registerFolder } from './register-folder.ts';

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
    const graph = await readFixture('broken/segments.onnx');
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
