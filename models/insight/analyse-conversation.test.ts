import { describe, expect, it } from 'vitest';
import { talk, START, type LineOfTalk } from '../testing/read-lead.ts';
import { analyseConversation, textInputs } from './analyse-conversation.ts';
import type { ConversationAnalysis } from './types.ts';

function analysed(lines: LineOfTalk[], nowHours: number): ConversationAnalysis {
  const { conversation, texts } = talk(lines);
  const now = new Date(START + nowHours * 3_600_000).toISOString();
  return analyseConversation({ conversation, texts, now }).analysis;
}

describe('the pipeline', () => {
  const lines: LineOfTalk[] = [
    [
      'lead',
      0,
      'pre-approved for 410k, our lease ends March 20',
      { intents: ['buy', 'financing'], readiness: 'ready', urgency: 'high' },
    ],
    ['agent', 1, 'Great. Want to see Oak St today at 5?'],
    [
      'lead',
      2,
      'yes. 410 is a lot though, zillow says 380',
      { intents: ['showing', 'objection'], objections: ['price'], readiness: 'considering', urgency: 'high' },
    ],
  ];

  it('finds several insights, the strongest first, each with its words', () => {
    const { insights } = analysed(lines, 3);
    const kinds = insights.map((i) => i.kind);
    expect(kinds).toEqual(
      expect.arrayContaining([
        'urgency',
        'objection',
        'price_sensitivity',
        'timeline',
        'buying_intent',
        'competitive',
        'engagement',
      ]),
    );
    expect(insights.map((i) => i.priorityScore)).toEqual(
      insights.map((i) => i.priorityScore).toSorted((a, b) => b - a),
    );
    for (const insight of insights) {
      expect(insight.confidence).toBeGreaterThan(0);
      expect(insight.confidence).toBeLessThanOrEqual(1);
      expect(insight.id).toBe(`c:${insight.kind}`);
    }
    const competitive = insights.find((i) => i.kind === 'competitive')!;
    const { start, end } = competitive.evidence[0]!;
    expect(lines[2]![2].slice(start, end)).toBe('zillow');
  });

  it('says in one sentence why now, and what to do', () => {
    expect(analysed(lines, 3).headline).toMatch(
      /^18 days left, pre-approved, meets today at 5\. (Call|Confirm the time)\.$/,
    );
    expect(analysed([], 1).headline).toBe('Not enough to tell yet.');
    expect(analysed([['lead', 0, 'stop', { intents: ['opt_out'] }]], 1).headline).toBe('Asked not to be contacted.');
    expect(analysed([['lead', 0, 'we bought elsewhere', { intents: ['opt_out'] }]], 1).headline).toBe(
      'Has gone elsewhere or ended it.',
    );
  });

  it('predicts no outcome without evidence, and loss after an opt-out', () => {
    const outcome = (a: ConversationAnalysis) => new Set(a.insights.map((i) => i.predictedOutcome));
    const left = analysed([['lead', 0, 'went with another agent', { intents: ['opt_out'] }]], 1);
    expect(outcome(left)).toEqual(new Set(['lost']));
    expect(left.health).toMatchObject({ level: 'cold', overall: 0, conversion: null });
    expect(left.actions.map((a) => a.kind)).toEqual(['stop_contact']);
    const stalled = analysed(
      [
        ['lead', 0, 'maybe', { intents: ['research'], readiness: 'early' }],
        ['agent', 1, 'Shall we talk?'],
      ],
      200,
    );
    expect(outcome(stalled)).toEqual(new Set(['needs_nurturing']));
    expect(stalled.headline).toContain('No answer for 8 days');
  });

  it('judges a text by the four messages before it', () => {
    const { conversation } = talk([...lines, ...lines]);
    const inputs = textInputs(conversation, '2026-03-02T20:00:00Z');
    expect(inputs.map((i) => i.input.context.length)).toEqual([0, 1, 4, 4]);
    expect(inputs.at(-1)!.input).toMatchObject({ channel: 'sms' });
  });

  it('shows the later of two contradicting facts and keeps the earlier', () => {
    const two = analysed(
      [
        ['lead', 0, 'looking for 3 bedrooms in Troy', { intents: ['property_question'], readiness: 'considering' }],
        ['lead', 5, 'actually we need 2 bedrooms', { intents: ['property_question'], readiness: 'considering' }],
      ],
      6,
    );
    expect(two.facts).toMatchObject({ beds_min: 2, locations: ['Troy'] });
    expect(two.knownFacts.beds_min!.overruled.map((o) => o.value)).toEqual([3]);
  });
});
