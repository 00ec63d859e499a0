import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../conversation.ts';
import type { RawAnalysis, TextAnalyser } from '../text/types.ts';
import { ruleAnalyser } from '../text/rules/rule-analyser.ts';
import type { AnalysisCache } from './cache.ts';
import { Cancelled } from './cancelled.ts';
import { LeadIntelligence } from './lead-intelligence.ts';
import type { LeadIntelligenceDeps } from './lead-intelligence-deps.ts';
import { Lru } from './lru.ts';

const conversation: Conversation = {
  id: 'c',
  leadId: 'l',
  channel: 'sms',
  messages: [
    { id: '1', from: 'lead', text: 'is the condo on Elm still available?', sentAt: '2026-03-02T10:00:00-06:00' },
    { id: '2', from: 'agent', text: 'Yes! Want to see it Saturday?', sentAt: '2026-03-02T10:05:00-06:00' },
    { id: '3', from: 'lead', text: 'saturday works', sentAt: '2026-03-02T10:06:00-06:00' },
  ],
};

let time = 0;
const clock = { now: () => '2026-03-02T12:00:00-06:00', millis: () => (time += 2) };

class MapCache implements AnalysisCache {
  readonly entries = new Map<string, RawAnalysis>();
  async get(keys: readonly string[]) {
    return keys.map((key) => this.entries.get(key));
  }
  async set(entries: readonly (readonly [string, RawAnalysis])[]) {
    for (const [key, raw] of entries) this.entries.set(key, raw);
  }
}

function service(deps: Partial<LeadIntelligenceDeps> = {}) {
  return new LeadIntelligence({ clock, ...deps });
}

beforeEach(() => {
  time = 0;
});

describe('LeadIntelligence', () => {
  it('analyses a conversation once and reopens it from memory', async () => {
    const intelligence = service();
    const first = await intelligence.analyseConversation(conversation);
    const again = await intelligence.analyseConversation(conversation);
    expect(again.messages).toEqual(first.messages);
    expect(intelligence.getCacheStats()).toMatchObject({
      memoryHits: 2,
      storeHits: 0,
      misses: 2,
      entries: 2,
      hitRate: 0.5,
    });
    expect(first.insights[0]!.processingMs).toBeGreaterThan(0);
    intelligence.clearCache();
    expect(intelligence.getCacheStats().hitRate).toBeNull();
  });

  it('keeps analyses in the store under keys that say nothing of the words', async () => {
    const cache = new MapCache();
    const hash = async (material: string) => `h${material.length}`;
    await service({ cache, hash }).analyseConversation(conversation);
    expect([...cache.entries.keys()].every((key) => /^h\d+$/.test(key))).toBe(true);
    const other = service({ cache, hash });
    await other.analyseConversation(conversation);
    expect(other.getCacheStats()).toMatchObject({ storeHits: 2, misses: 0 });
  });

  it('writes nothing to the store of words that are only tried out', async () => {
    const cache = new MapCache();
    const intelligence = service({ cache });
    const tried = await intelligence.analyseConversation(conversation, { keep: false });
    expect(cache.entries.size).toBe(0);
    expect(await service({ cache }).analyseConversation(conversation)).toMatchObject({ level: tried.level });
    expect(cache.entries.size).toBe(2);
  });

  it('does not keep what fell back to the rules', async () => {
    const cache = new MapCache();
    const fallen: TextAnalyser = { source: 'model', model: 'm@1', analyse: (inputs) => ruleAnalyser.analyse(inputs) };
    await service({ cache, analyser: fallen }).analyseConversation(conversation);
    expect(cache.entries.size).toBe(0);
  });

  it('answers for a lead by name, from the stored conversation', async () => {
    const intelligence = service({ conversationOf: async (id) => (id === 'l' ? conversation : undefined) });
    expect((await intelligence.assessLeadHealth('l')).level).not.toBe('cold');
    expect((await intelligence.getNextBestActions('l'))[0]!.kind).toBe('confirm_appointment');
    expect(await intelligence.getNextBestActions('unknown')).toEqual([]);
    expect((await intelligence.assessLeadHealth('unknown')).overall).toBeNull();
  });

  it('gives the strongest insight of a conversation, or none', async () => {
    const intelligence = service();
    expect((await intelligence.analyzeLeadRealtime('l', conversation))!.leadId).toBe('l');
    expect(await intelligence.analyzeLeadRealtime('l', { ...conversation, messages: [] })).toBeNull();
  });

  it('works through a batch with progress, and stops when cancelled', async () => {
    const intelligence = service();
    const seen: number[] = [];
    const all = await intelligence.analyzeBatch([conversation, conversation], {
      onProgress: (done) => seen.push(done),
    });
    expect(all).toHaveLength(2);
    expect(seen).toEqual([1, 2]);
    const signal = { aborted: false };
    const stopped = intelligence.analyzeBatch([conversation, conversation, conversation], {
      signal,
      onProgress: () => (signal.aborted = true),
    });
    await expect(stopped).rejects.toBeInstanceOf(Cancelled);
  });

  it('adds registered insights and reports a handler that throws, without losing the rest', async () => {
    const intelligence = service();
    intelligence.registerInsightHandler('pets', (state) =>
      state.lead.some((m) => m.text.includes('saturday'))
        ? {
            title: 'Weekend',
            description: 'Free on Saturday',
            confidence: 0.5,
            priorityScore: 99,
            urgencyLevel: 3,
            impact: 'low',
            evidence: [],
          }
        : null,
    );
    intelligence.registerInsightHandler('broken', () => {
      throw new Error('no luck');
    });
    const { insights } = await intelligence.analyseConversation(conversation);
    expect(insights[0]).toMatchObject({ kind: 'pets', priorityScore: 99 });
    expect(insights.length).toBeGreaterThan(1);
    expect(intelligence.handlerFailures).toEqual([{ kind: 'broken', code: 'handler_threw', message: 'no luck' }]);
  });

  it('answers by rules on demand', async () => {
    const [analysis] = await service().analyzeWithRules([{ text: 'STOP', context: [], channel: 'sms' }]);
    expect(analysis).toMatchObject({ intents: ['opt_out'], source: 'rules' });
  });

  it('never throws and never says NaN, whatever is written', async () => {
    const message = fc.record({
      id: fc.string({ maxLength: 3 }),
      from: fc.constantFrom('lead' as const, 'agent' as const),
      text: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('STOP', '$400k by friday?', '💀'.repeat(50)),
      ),
      sentAt: fc.oneof(
        fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
        fc.constantFrom('', 'yesterday'),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 8 }), async (messages) => {
        const analysis = await service().analyseConversation({ id: 'f', leadId: 'f', messages });
        expect(JSON.stringify(analysis)).not.toMatch(/NaN/);
        expect(JSON.parse(JSON.stringify(analysis))).toBeTruthy();
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same scores whatever the lead is called', async () => {
    const named = (name: string): Conversation => ({
      ...conversation,
      messages: [
        {
          id: '0',
          from: 'lead',
          text: `Hi, this is ${name}. Looking for 3 beds in Troy, 400k.`,
          sentAt: '2026-03-01T10:00:00-06:00',
        },
        ...conversation.messages,
      ],
    });
    const intelligence = service();
    const [first, ...rest] = await Promise.all(
      ['Emily Walsh', 'Lakisha Brown', 'José García', 'Mohammed Khan', 'Wei Chen'].map((name) =>
        intelligence.analyseConversation(named(name)),
      ),
    );
    for (const other of rest) {
      expect(other.level).toBe(first!.level);
      for (const key of ['engagement', 'qualification', 'urgency', 'priority'] as const) {
        expect(other.scores[key].value).toBeCloseTo(first!.scores[key].value!, 10);
      }
    }
  });
});

describe('Lru', () => {
  it('drops what was used least recently', () => {
    const lru = new Lru<number>(2);
    lru.set('a', 1);
    lru.set('b', 2);
    lru.get('a');
    lru.set('c', 3);
    expect([lru.get('a'), lru.get('b'), lru.get('c'), lru.size]).toEqual([1, undefined, 3, 2]);
  });
});
