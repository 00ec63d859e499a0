import { describe, expect, it } from 'vitest';
import { evaluateConversations } from './evaluate-conversations.ts';
import { evaluateFacts, factAgrees } from './evaluate-facts.ts';
import { evaluateMessages, type ScoredMessage } from './evaluate-messages.ts';
import { exactMatch, expectedCalibrationError, macroF1, microF1, perLabel, quadraticWeightedKappa } from './metrics.ts';
import { labelled } from '../../../models/testing/read-lead.ts';

describe('metrics', () => {
  const decisions = { gold: [['a'], ['a', 'b'], []], predicted: [['a'], ['b'], ['b']] };

  it('count precision, recall and F1 a label', () => {
    const labels = perLabel(['a', 'b', 'c'], decisions);
    expect(labels.a).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3, support: 2 });
    expect(labels.b).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3, support: 1 });
    expect(labels.c).toEqual({ precision: null, recall: null, f1: null, support: 0 });
    expect(macroF1(labels)).toBeCloseTo(2 / 3);
    expect(microF1(decisions)).toBeCloseTo(4 / 6);
    expect(exactMatch(decisions)).toBeCloseTo(1 / 3);
  });

  it('say nothing of nothing', () => {
    expect(microF1({ gold: [], predicted: [] })).toBeNull();
    expect(exactMatch({ gold: [], predicted: [] })).toBeNull();
    expect(macroF1({})).toBeNull();
    expect(expectedCalibrationError([])).toBeNull();
    expect(quadraticWeightedKappa([], [], 4)).toBeNull();
  });

  it('measure calibration as the gap between confidence and accuracy', () => {
    const half = Array.from({ length: 10 }, (_, i) => ({ p: 0.7, right: i < 7 }));
    expect(expectedCalibrationError(half)).toBeCloseTo(0);
    expect(expectedCalibrationError([{ p: 1, right: false }])).toBe(1);
  });

  it('weigh ordinal errors by the square of their distance', () => {
    expect(quadraticWeightedKappa([0, 1, 2, 3], [0, 1, 2, 3], 4)).toBe(1);
    expect(quadraticWeightedKappa([0, 1, 2, 3], [3, 2, 1, 0], 4)).toBeCloseTo(-1);
    // By hand: observed 1/9; expected (14 + 6 + 2·6) / 9 / 4 = 8/9.
    expect(quadraticWeightedKappa([0, 1, 2, 3], [0, 1, 2, 2], 4)).toBeCloseTo(1 - 1 / 8, 5);
    expect(quadraticWeightedKappa([1, 1], [1, 1], 4)).toBe(1);
  });
});

describe('evaluation of messages', () => {
  const row = (gold: ScoredMessage['gold'], predicted: Parameters<typeof labelled>[0]): ScoredMessage => ({
    gold,
    predicted: labelled(predicted),
  });

  it('reports each head that has gold labels, and no other', () => {
    const report = evaluateMessages([
      row({ sentiment: 'neutral', intents: ['buy'] }, { intents: ['buy'] }),
      row({ sentiment: 'positive' }, { sentiment: 'negative' }),
    ]);
    expect(Object.keys(report)).toEqual(['sentiment', 'intents']);
    expect(report.sentiment).toMatchObject({ n: 2, accuracy: 0.5 });
    expect(report.intents).toMatchObject({ n: 1, accuracy: 1, microF1: 1 });
    expect(report.intents!.labels['buy']!.support).toBe(1);
  });

  it('gives ordinal heads a weighted kappa', () => {
    const report = evaluateMessages([
      row({ urgency: 'high', readiness: 'ready' }, { urgency: 'high', readiness: 'none' }),
      row({ urgency: 'none', readiness: 'none' }, { urgency: 'none', readiness: 'ready' }),
    ]);
    expect(report.urgency!.qwk).toBe(1);
    expect(report.readiness!.qwk).toBeLessThan(0);
    expect(report.urgency!.ece).toBeCloseTo(0.1);
  });
});

describe('evaluation of facts', () => {
  it('counts a wrong value as a miss and as a false claim', () => {
    const report = evaluateFacts([
      { gold: { beds_min: 3 }, found: { beds_min: 2 } },
      { gold: { beds_min: 2, locations: ['Troy'] }, found: { beds_min: 2, locations: ['troy'] } },
    ]);
    expect(report['beds_min']).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5, support: 2 });
    expect(report['locations']!.f1).toBe(1);
  });

  it('lets free words agree when one holds the other, and numbers within a little', () => {
    expect(factAgrees('appointment', 'Thursday at 6', 'thursday at 6 pm')).toBe(true);
    expect(factAgrees('motivation', 'new job', 'baby')).toBe(false);
    expect(factAgrees('timeline_days_max', 30, 32)).toBe(true);
    expect(factAgrees('budget_max', 400000, 450000)).toBe(false);
    expect(factAgrees('financing', 'va', 'va')).toBe(true);
  });
});

describe('evaluation of conversations', () => {
  it('scores level, momentum, actions, facts and the order of leads', () => {
    const analysis = (level: string, priority: number) =>
      ({
        level,
        momentum: 'steady',
        actions: [{ kind: 'nurture' }],
        scores: { priority: { value: priority } },
        facts: { beds_min: 2 },
      }) as never;
    const report = evaluateConversations([
      {
        expected: { level: 'hot', momentum: 'steady', top_actions: ['call_now'], facts: { beds_min: 2 }, heat: 90 },
        analysis: analysis('hot', 80),
      },
      {
        expected: { level: 'cold', momentum: 'stalled', top_actions: ['nurture'], heat: 5 },
        analysis: analysis('warming', 10),
      },
    ]);
    expect(report.level).toMatchObject({ n: 2, accuracy: 0.5 });
    expect(report.level.qwk).toBeGreaterThan(0.8);
    expect(report.momentum).toMatchObject({ n: 2, accuracy: 0.5 });
    expect(report.actions).toEqual({ n: 2, goodAmongFirst3: 0.5 });
    expect(report.heatOrder).toBe(1);
    expect(report.facts['beds_min']!.f1).toBe(1);
  });

  it('copes with expectations that name only some things', () => {
    const report = evaluateConversations([
      { expected: {}, analysis: { level: 'cold', actions: [], scores: { priority: { value: null } } } as never },
    ]);
    expect(report.heatOrder).toBeNull();
    expect(report.actions.goodAmongFirst3).toBeNull();
    expect(report.level.qwk).toBeNull();
  });
});
