import { describe, expect, it } from 'vitest';
import { START, talk, type LineOfTalk } from '../testing/read-lead.ts';
import { analyseConversation } from './analyse-conversation.ts';
import { explain } from './explanation.ts';

/** Small conversations, each with the hours after the start at which it is judged. */
const TALKS: Readonly<Record<string, readonly [nowHours: number, ...lines: LineOfTalk[]]>> = {
  'a first question': [
    1,
    ['lead', 0, 'is the condo on Elm still available?', { intents: ['property_question'], readiness: 'considering' }],
  ],
  'a hot buyer': [
    3,
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
      'yes! we want to offer 400 if it holds up',
      { intents: ['buy', 'offer', 'showing'], readiness: 'ready', urgency: 'high', sentiment: 'positive' },
    ],
  ],
  'just looking': [
    2,
    ['lead', 0, 'just looking for now, maybe next year', { intents: ['research'], readiness: 'early', urgency: 'low' }],
  ],
  'silent on a question': [
    200,
    ['lead', 0, 'any condos in Troy?', { intents: ['property_question'], readiness: 'considering' }],
    ['agent', 1, 'Which price range feels right?'],
  ],
  'opted out': [1, ['lead', 0, 'STOP', { intents: ['opt_out'] }]],
  'gone elsewhere': [
    30,
    ['lead', 0, 'looking for a 3 bed', { intents: ['property_question'], readiness: 'considering' }],
    ['lead', 24, 'we bought with my cousin, thanks', { intents: ['opt_out'] }],
  ],
  'a price objection': [
    5,
    ['lead', 0, 'looking for 3 bedrooms in Troy', { intents: ['buy', 'property_question'], readiness: 'considering' }],
    ['agent', 1, 'This one is 450.'],
    [
      'lead',
      4,
      '450 is more than we can spend',
      { intents: ['objection'], objections: ['price'], readiness: 'considering' },
    ],
  ],
  'a seller': [
    2,
    [
      'lead',
      0,
      'what is my house worth? thinking of listing in spring',
      { intents: ['sell'], readiness: 'early', urgency: 'low' },
    ],
  ],
  'an agreed time': [
    4,
    ['lead', 0, 'can we see it', { intents: ['showing'], readiness: 'considering' }],
    ['agent', 1, 'Thursday at 5?'],
    ['lead', 3, 'thursday at 5 works', { intents: ['showing'], readiness: 'considering', urgency: 'medium' }],
  ],
  'a question that invites steering': [
    1,
    ['lead', 0, 'is it a safe area, good people?', { intents: ['research'], readiness: 'early' }],
  ],
  signed: [
    2,
    ['agent', 0, 'They accepted! Sign here.'],
    ['lead', 1, 'all signed!!', { intents: ['buy', 'offer'], readiness: 'ready', sentiment: 'positive' }],
  ],
  'needs a loan and must sell': [
    3,
    [
      'lead',
      0,
      'we need a loan and have to sell our house first',
      { intents: ['buy', 'sell', 'financing'], readiness: 'considering' },
    ],
  ],
  'a renter in a hurry': [
    1,
    [
      'lead',
      0,
      'need a 2 bed under $2,100 by March 14, me and my dog',
      { intents: ['rent', 'property_question'], readiness: 'considering', urgency: 'high' },
    ],
  ],
  'only a greeting': [1, ['lead', 0, 'hi there', { intents: ['courtesy'] }]],
};

describe('the explanation', () => {
  it('of each small conversation reads as stored in explanation.golden.txt', async () => {
    const pages = Object.entries(TALKS).map(([name, [nowHours, ...lines]]) => {
      const { conversation, texts } = talk(lines);
      const now = new Date(START + nowHours * 3_600_000).toISOString();
      return [`## ${name}`, ...explain(analyseConversation({ conversation, texts, now }).analysis)].join('\n');
    });
    await expect(`${pages.join('\n\n')}\n`).toMatchFileSnapshot('explanation.golden.txt');
  });
});
