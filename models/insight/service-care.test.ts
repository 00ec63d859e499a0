import { describe, expect, it } from 'vitest';
import type { Conversation } from '../conversation.ts';
import { MadeAnalyser } from '../testing/made-analyser.ts';
import { madeReference } from '../testing/made-reference.ts';
import { encodeReference } from '../text/adapter/reference.ts';
import { RULE_DECODER } from '../text/decode.ts';
import { INTENTS } from '../text/labels.ts';
import type { RawAnalysis } from '../text/types.ts';
import { LeadIntelligence } from './lead-intelligence.ts';
import type { LeadIntelligenceDeps } from './lead-intelligence-deps.ts';
import { STAGES } from './profile.ts';

let time = 0;
const clock = { now: () => '2026-03-02T12:00:00Z', millis: () => time };
const service = (deps: Partial<LeadIntelligenceDeps> = {}) =>
  new LeadIntelligence({ clock, analyser: new MadeAnalyser(), decoder: RULE_DECODER, ...deps });
const inputs = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ text: `is the condo number ${at} still there?`, context: [] }));
const talk: Conversation = {
  id: 'c',
  leadId: 'l',
  messages: [
    { id: '1', from: 'lead', text: 'can we see the condo tomorrow, it is urgent', sentAt: '2026-03-02T11:00:00Z' },
  ],
};

describe('thresholds', () => {
  it('change labels without a new inference, are named in the version, and are reverted', async () => {
    const analyser = new MadeAnalyser();
    const intelligence = service({ analyser });
    const [before] = await intelligence.analyseTexts(inputs(1));
    const all = Object.fromEntries(INTENTS.map((intent) => [intent, intent === 'courtesy' ? 1 : 0]));
    expect(intelligence.updateConfidenceThresholds({ intents: all })).toMatchObject({ ok: true });
    const [after] = await intelligence.analyseTexts(inputs(1));
    expect(after!.intents).toHaveLength(INTENTS.length - 1);
    expect(after!.model).toMatch(/^made@1\+t\.[0-9a-f]{16}$/);
    expect(analyser.asked).toBe(1);
    expect(intelligence.revertConfidenceThresholds()).toBe(true);
    expect((await intelligence.analyseTexts(inputs(1)))[0]).toEqual(before);
    expect(intelligence.revertConfidenceThresholds()).toBe(false);
  });

  it('hide insights and actions that are less sure', async () => {
    const intelligence = service({ analyser: undefined });
    const before = await intelligence.analyseConversation(talk);
    const [insight] = before.insights;
    const [action] = before.actions;
    intelligence.updateConfidenceThresholds({ insights: { [insight!.kind]: 1 }, actions: { [action!.kind]: 1 } });
    const after = await intelligence.analyseConversation(talk);
    expect(after.insights.map(({ kind }) => kind)).not.toContain(insight!.kind);
    expect(after.actions.map(({ kind }) => kind)).not.toContain(action!.kind);
    expect(after.insights).toHaveLength(before.insights.length - 1);
    expect(after.actions[0]!.priority).toBe(1);
  });

  it('are refused whole when a name or a number is wrong', async () => {
    const intelligence = service();
    const wrong = [
      { intents: { buy: 0.1, buyer: 0.2 } },
      { intents: { buy: 1.1 } },
      { objections: { price: NaN } },
      { insights: { own_kind: 0.5 } },
      { colours: {} },
      null,
    ];
    for (const one of wrong) {
      const refused = intelligence.updateConfidenceThresholds(one as object);
      expect(refused).toMatchObject({ ok: false, code: 'thresholds_invalid' });
    }
    expect(intelligence.model).toBe('made@1');
    intelligence.registerInsightHandler('own_kind', () => null);
    expect(intelligence.updateConfidenceThresholds({ insights: { own_kind: 0.5 } })).toMatchObject({ ok: true });
  });
});

describe('the memory cache', () => {
  it('stays within its bytes, and shrinks at once', async () => {
    const analyser = new MadeAnalyser();
    const intelligence = service({ analyser });
    await intelligence.analyseTexts(inputs(50));
    const { bytes, entries } = intelligence.getCacheStats();
    expect(entries).toBe(50);
    expect(intelligence.setMemoryBudget(bytes / 5)).toEqual({ ok: true });
    const shrunk = intelligence.getCacheStats();
    expect(shrunk.bytes).toBeLessThanOrEqual(bytes / 5);
    expect(shrunk.entries).toBeGreaterThan(5);
    await intelligence.analyseTexts(inputs(50).slice(-5));
    expect(analyser.asked).toBe(50);
    intelligence.setMemoryBudget(0);
    await intelligence.analyseTexts(inputs(3));
    expect(intelligence.getCacheStats()).toMatchObject({ entries: 0, bytes: 0 });
    for (const wrong of [-1, NaN, Infinity]) {
      expect(intelligence.setMemoryBudget(wrong)).toMatchObject({ ok: false, code: 'budget_invalid' });
    }
  });

  it('drops what has expired, in memory and in the store, and reads it anew', async () => {
    const analyser = new MadeAnalyser();
    const ages: number[] = [];
    const cache = {
      get: async (keys: readonly string[]) => keys.map(() => undefined),
      set: async () => undefined,
      dropOlderThan: async (millis: number) => ages.push(millis) + 6,
    };
    const intelligence = service({ analyser, cache, ttlMillis: 1000 });
    time = 0;
    await intelligence.analyseTexts(inputs(2));
    time = 800;
    await intelligence.analyseTexts([{ text: 'later', context: [] }]);
    time = 1500;
    expect(await intelligence.clearExpiredCache()).toBe(9);
    expect(ages).toEqual([1000]);
    expect(intelligence.getCacheStats().entries).toBe(1);
    time = 2500;
    await intelligence.analyseTexts([{ text: 'later', context: [] }]);
    expect(analyser.asked).toBe(4);
  });
});

describe('what happens inside', () => {
  it('is profiled by stage with the injected clock, and only while asked', async () => {
    let now = 0;
    const intelligence = service({ clock: { ...clock, millis: () => (now += 1) } });
    const { result, stages } = await intelligence.profile((own) => own.analyseConversation(talk));
    expect(result.id).toBe('c');
    expect(stages.map(({ stage }) => stage)).toEqual([...STAGES]);
    for (const { calls, millis } of stages) {
      expect(calls).toBeGreaterThan(0);
      expect(millis).toBeGreaterThan(0);
    }
    const again = await intelligence.profile(async () => 7);
    expect(again).toEqual({ result: 7, stages: STAGES.map((stage) => ({ stage, calls: 0, millis: 0 })) });
  });

  it('is logged by area, never with words of a message, and a log that throws costs nothing', async () => {
    const lines: string[] = [];
    const log = (...line: unknown[]) => {
      lines.push(JSON.stringify(line));
      throw new Error('disk full');
    };
    const intelligence = service({ log });
    intelligence.registerInsightHandler('broken', (state) => {
      throw new Error(state.lead[0]!.text);
    });
    await intelligence.analyseConversation(talk);
    expect(lines).toEqual([]);
    intelligence.setDebugAreas(['handlers', 'text']);
    await intelligence.analyseConversation({ ...talk, messages: [{ ...talk.messages[0]!, text: 'a new condo' }] });
    expect(lines).toEqual([
      '["text","analysed",{"messages":1,"model":"made@1"}]',
      '["handlers","failed",{"kind":"broken","code":"handler_threw"}]',
    ]);
  });

  it('is told by the health check, part by part', async () => {
    const analyser = new MadeAnalyser();
    const failing = {
      get: () => Promise.reject<(RawAnalysis | undefined)[]>(new Error('closed')),
      set: () => Promise.reject<void>(new Error('closed')),
    };
    const intelligence = service({ analyser, cache: failing });
    expect((await intelligence.healthCheck()).status).toBe('ok');
    intelligence.registerInsightHandler('broken', () => {
      throw new Error();
    });
    await intelligence.analyseConversation(talk);
    analyser.failing = true;
    expect(await intelligence.healthCheck()).toMatchObject({
      status: 'degraded',
      parts: {
        model: { status: 'degraded', reason: 'the text model fails' },
        cache: { status: 'degraded' },
        handlers: { status: 'degraded', reason: 'handlers fail: broken' },
        adapter: { status: 'ok' },
      },
    });
    expect((await service({ analyser: undefined }).healthCheck()).parts.model.status).toBe('degraded');
  });

  it('is compared with the reference on demand', async () => {
    const reference = async () => encodeReference(madeReference(400));
    const intelligence = service({ reference });
    await intelligence.analyseTexts(inputs(300));
    expect(await intelligence.driftReport()).toMatchObject({ messages: 300 });
    expect(await service().driftReport()).toMatchObject({ ok: false, code: 'no_reference' });
  });
});

describe('handlers', () => {
  it('are refused with a code when the name, the limit or the runner is wrong', () => {
    const intelligence = service();
    const none = () => null;
    expect(intelligence.registerInsightHandler('My kind', none)).toMatchObject({ code: 'kind_invalid' });
    expect(intelligence.registerInsightHandler('urgency', none)).toMatchObject({ code: 'kind_taken' });
    expect(intelligence.registerInsightHandler('apart', { url: 'x' })).toMatchObject({ code: 'no_runner' });
    const handlerRunner = { run: () => Promise.reject(), close: () => Promise.resolve() };
    const wrong = { url: 'x', limitMillis: 0 };
    expect(service({ handlerRunner }).registerInsightHandler('apart', wrong)).toMatchObject({ code: 'limit_invalid' });
  });

  it('are paused after five failures in a row, and left out when unregistered', async () => {
    let runs = 0;
    const intelligence = service();
    intelligence.registerInsightHandler('broken', () => {
      runs += 1;
      throw new Error();
    });
    for (let at = 0; at < 8; at++) await intelligence.analyseConversation(talk);
    expect(runs).toBe(5);
    expect(intelligence.unregisterInsightHandler('broken')).toBe(true);
    expect((await intelligence.healthCheck()).parts.handlers.status).toBe('ok');
  });
});
