import { beforeAll, describe, expect, it } from 'vitest';
import { RULE_DECODER } from '../../../../models/text/decode.ts';
import { HEAD_NAMES } from '../../../../models/text/labels.ts';
import { messages } from '../../messages/messages.svelte.ts';
import { runWords } from './model-words.ts';
import {
  correctionWords,
  driftWords,
  measureWords,
  nameFrom,
  parseThresholds,
  retrainedWords,
  typedThresholds,
  verdictWords,
} from './tuning-words.ts';

beforeAll(() => messages.load(['common', 'errors', 'models']));

describe('the words of the Models screen', () => {
  it('say how the model runs, and leave out what is not known', () => {
    const cache = { memoryHits: 60, storeHits: 30, misses: 10, entries: 40, bytes: 3.2e6, budget: 24e6, hitRate: 0.9 };
    const rest = { thresholds: RULE_DECODER.thresholds, custom: [], learnedProblem: null };
    const status = {
      ...rest,
      cache,
      threads: 2,
      loadMillis: 412.4,
      selfTest: { inputs: 6, apart: 0.01234, millis: 80 },
      latency: { runs: 200, median: 6.14, p95: 12.3 },
    };
    expect(Object.fromEntries(runWords(status))).toEqual({
      Threads: '2',
      'Ready after': '0.4 s',
      'Self-test': 'passed: 6 messages in 80 ms, no probability off by more than 0.012',
      'A message takes': '6.1 ms (median), 12 ms (95 of 100), over the latest 200',
      'Read before': '90 % of 100 look-ups: 60 in memory, 30 on this device, 10 new',
      Memory: '3 MB of 24 MB for 40 messages',
    });
    const none = { ...cache, memoryHits: 0, storeHits: 0, misses: 0, hitRate: null, bytes: 0, entries: 0 };
    const rules = { ...rest, cache: none, threads: null, loadMillis: null, selfTest: null, latency: null };
    expect(runWords(rules).map(([name]) => name)).toEqual(['Read before', 'Memory']);
  });

  it('take thresholds in percent, keep shipped values for empty fields, and name the field that is wrong', () => {
    const parsed = parseThresholds({
      'intents.opt_out': ' 40 ',
      'insights.competitive': '62,5',
      'actions.nurture': '',
    });
    expect(parsed).toEqual({ ok: true, thresholds: { intents: { opt_out: 0.4 }, insights: { competitive: 0.625 } } });
    if (parsed.ok) {
      expect(typedThresholds(parsed.thresholds)).toEqual({ 'intents.opt_out': '40', 'insights.competitive': '62.5' });
    }
    for (const wrong of ['101', '-1', 'much']) {
      expect(parseThresholds({ 'objections.price': wrong })).toEqual({
        ok: false,
        sentence: 'Objections, price objection: a number from 0 to 100, please. Nothing was changed.',
      });
    }
  });

  it('say what a retraining came to', () => {
    const head = { head: 'intents', corrections: 9, kept: true, reason: 'Kept.' } as const;
    const base = { ok: true, actions: [], unused: 0, version: null } as const;
    expect(retrainedWords({ ...base, heads: [head] })).toBe('Learnt; better at: what they want.');
    const call = { action: 'call_now', accepted: 0, dismissed: 6, factor: 0.8 };
    expect(retrainedWords({ ...base, heads: [{ ...head, kept: false }], actions: [call], unused: 1 })).toBe(
      'Learnt; 1 kind of action ranked anew. 1 correction left out: the model does not read those messages.',
    );
    expect(retrainedWords({ ...base, heads: [] })).toBe('Nothing was changed yet.');
    expect(retrainedWords({ ok: false, code: 'no_reference', reason: 'try again' })).toMatch(/try again/);
  });

  it('say a correction and drift in words', () => {
    const one = { kind: 'label', leadId: 'l', messageId: 'm', at: '' } as const;
    expect(
      correctionWords({ ...one, head: 'intents', was: ['showing', 'objection'], gold: ['buy', 'objection'] }),
    ).toBe('What they want: viewing → buying');
    expect(correctionWords({ ...one, head: 'objections', was: ['price'], gold: [] })).toBe(
      'Objections: price objection → nothing',
    );
    for (const verdict of ['steady', 'watch', 'moved', 'not_enough'] as const) {
      expect(driftWords({ verdict, messages: 321, measures: [] })).toContain('321');
      expect(verdictWords(verdict)).not.toBe('');
    }
    const names = HEAD_NAMES.map((head) =>
      measureWords({ measure: 'labels', head, verdict: 'steady', value: 0, advice: '' }),
    );
    expect(new Set(names).size).toBe(HEAD_NAMES.length);
  });

  it('make a model’s name of a folder’s', () => {
    expect(nameFrom('My Pets_v2')).toBe('my-pets-v2');
    expect(nameFrom('2024-pets-')).toBe('pets');
  });
});
