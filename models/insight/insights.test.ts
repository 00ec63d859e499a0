import { describe, expect, it } from 'vitest';
import { START, talk, type LineOfTalk } from '../testing/read-lead.ts';
import { analyseConversation } from './analyse-conversation.ts';
import { competitionIn, type Competition } from './competition.ts';
import { INSIGHT_KINDS, type InsightKind } from './types.ts';

function insightsOf(lines: LineOfTalk[], nowHours: number) {
  const { conversation, texts } = talk(lines);
  const now = new Date(START + nowHours * 3_600_000).toISOString();
  return analyseConversation({ conversation, texts, now }).analysis.insights;
}

interface Golden {
  lines: LineOfTalk[];
  now: number;
  title: string;
  /** The words that the first evidence points at. */
  words: string;
}
const asks = { intents: ['property_question' as const], readiness: 'considering' as const };

const GOLDEN: Record<InsightKind, Golden> = {
  urgency: {
    lines: [['lead', 0, 'we need to be out in 10 days', { ...asks, urgency: 'high' }]],
    now: 2,
    title: 'Wants to act soon',
    words: 'we need to be out in 10 days',
  },
  objection: {
    lines: [
      [
        'lead',
        0,
        'the yard is too small',
        { intents: ['objection'], objections: ['property'], readiness: 'considering' },
      ],
    ],
    now: 26,
    title: 'Objection: property',
    words: 'the yard is too small',
  },
  buying_intent: {
    lines: [['lead', 0, 'we want to buy this year', { intents: ['buy'], readiness: 'considering' }]],
    now: 1,
    title: 'Wants to buy',
    words: 'we want to buy this year',
  },
  price_sensitivity: {
    lines: [
      ['lead', 0, 'what are the taxes?', asks],
      ['lead', 1, 'and how much is the HOA?', asks],
    ],
    now: 2,
    title: 'Watches the price',
    words: 'taxes',
  },
  timeline: {
    lines: [['lead', 0, 'we have to move by March 14', { intents: ['rent'], readiness: 'considering' }]],
    now: 48,
    title: '10 days left',
    words: 'March 14',
  },
  engagement: {
    lines: [
      ['lead', 0, 'maybe', { intents: ['research'], readiness: 'early' }],
      ['agent', 1, 'Shall I send some?'],
    ],
    now: 100,
    title: 'Gone quiet',
    words: '',
  },
  competitive: {
    lines: [['lead', 0, 'Lennar offers closing costs on new builds', asks]],
    now: 1,
    title: 'Names a competitor',
    words: 'Lennar',
  },
  closing: {
    lines: [
      [
        'lead',
        0,
        'pre-approved for 410k, our lease ends March 20',
        { intents: ['buy', 'financing'], readiness: 'ready', urgency: 'high' },
      ],
      ['agent', 1, 'Great. Shall we?'],
      ['lead', 2, 'yes, offer 400 today', { intents: ['buy', 'offer'], readiness: 'ready', urgency: 'high' }],
    ],
    now: 3,
    title: 'Ready, with means and a date',
    words: 'yes, offer 400 today',
  },
};

describe('each kind of insight', () => {
  it.each(INSIGHT_KINDS)('%s says what it rests on', (kind) => {
    const { lines, now, title, words } = GOLDEN[kind];
    const insight = insightsOf(lines, now).find((i) => i.kind === kind)!;
    expect(insight.title).toBe(title);
    const { messageId, start, end } = insight.evidence[0] ?? { messageId: 'm0', start: 0, end: 0 };
    expect(lines[Number(messageId.slice(1))]![2].slice(start, end)).toContain(words);
    expect(insight.description).toMatch(/^[A-Z\d].*\.$/);
  });

  it('several come of one conversation, the weightiest first', () => {
    const found = insightsOf(GOLDEN.closing.lines, 3);
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(found[0]!.kind).toBe('closing');
    expect(found.map((i) => i.priorityScore)).toEqual(found.map((i) => i.priorityScore).toSorted((a, b) => b - a));
  });

  it('none comes of a greeting', () => {
    expect(insightsOf([['lead', 0, 'hi there', { intents: ['courtesy'] }]], 1)).toEqual([]);
  });

  it('a price that is spoken of once decides nothing', () => {
    const once = insightsOf([['lead', 0, 'what is the price?', asks]], 1);
    expect(once.map((i) => i.kind)).not.toContain('price_sensitivity');
    const refused = insightsOf(
      [['lead', 0, 'too much for us', { intents: ['objection'], objections: ['price'], readiness: 'considering' }]],
      1,
    );
    expect(refused.find((i) => i.kind === 'price_sensitivity')!.title).toBe('Price decides');
  });
});

describe('competition', () => {
  it.each<[string, Competition[]]>([
    ['another agent says 2 percent', ['agent']],
    ['my cousin is a realtor', ['agent']],
    ['we are interviewing three agents this week', ['agent']],
    ['signed with somebody last week', ['agent']],
    ['zillow says 380', ['portal']],
    ['the Zestimate is higher, and Opendoor offered more', ['portal', 'instant_buyer']],
    ['we have another offer already', ['offer']],
    ['someone else offered 410', ['offer']],
    ['another apartment accepted us', ['offer']],
    ['we might go with new construction', ['builder']],
    ['D.R. Horton pays closing costs', ['builder']],
    ['thinking of selling it ourselves', ['instant_buyer']],
    ['might just do FSBO', ['instant_buyer']],
  ])('is seen in “%s”', (text, kinds) => expect(competitionIn(text).map(({ kind }) => kind)).toEqual(kinds));

  it.each([
    'can the listing agent send disclosures',
    'do I need an agent?',
    'our offer is 398',
    'builder grade cabinets',
    'what other homes do you have?',
    'is there another bathroom',
    'their realtor said the roof is new',
  ])('is not seen in “%s”', (text) => expect(competitionIn(text)).toEqual([]));
});
