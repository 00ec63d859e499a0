import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseMessage } from '../text/normalise.ts';
import type { Turn } from '../text/types.ts';
import { extractFacts, toFacts } from './extract.ts';
import type { Facts } from './types.ts';

const agent = (text: string): Turn[] => [{ role: 'agent', text }];

function factsOf(text: string, context: Turn[] = [], sentAt = '2026-05-12T18:00:00-05:00'): Facts {
  return toFacts(extractFacts({ text, context, sentAt }));
}

/** Cases: what is said (to what), and the facts that must be found or must be absent (null). */
type Case = readonly [said: string, expected: { [K in keyof Facts]?: Facts[K] | null }, asked?: string];

const run = (cases: readonly Case[]) =>
  it.each(cases.map(([said, expected, asked]) => ({ said, expected, asked })))('$said', ({ said, expected, asked }) => {
    const found = factsOf(said, asked === undefined ? [] : agent(asked));
    for (const [key, value] of Object.entries(expected)) {
      expect(found[key as keyof Facts] ?? null, key).toEqual(value);
    }
  });

describe('budget', () => {
  run([
    ['looking for a house under 400k', { budget_max: 400_000, budget_min: null }],
    ['we want to buy, 4-5 hundred thousand', { budget_min: 400_000, budget_max: 500_000 }],
    ['hoping to buy around 350k', { budget_min: 350_000, budget_max: 350_000 }],
    ['need a place to rent, $2,100/mo max', { budget_max: 2100 }],
    ['rent under 1800 please', { budget_max: 1800 }],
    ['2br to rent, 1450 tops', { budget_max: 1450 }],
    ['like 2400 max', { budget_max: 2400 }, 'What is your budget for the rent?'],
    ['380', { budget_max: 380_000 }, 'What price range are you looking to buy in?'],
    ['want to buy a condo between 250 and 300', { budget_min: 250_000, budget_max: 300_000 }],
    ['buying, 180-220k', { budget_min: 180_000, budget_max: 220_000 }],
    ['preapproved for 410k with my credit union', { budget_max: 410_000 }],
    ['trying to buy, up to a million two hundred thousand', { budget_max: 1_200_000 }],
    ['can we do 12 fifty a month to rent? no more than twelve fifty', { budget_max: 1250 }],
    ['we want to buy near 1204 Maple, is it 2,300 square feet', { budget_max: null }],
    ['my score is 640, lease is fine', { budget_max: null }],
    ['they want 450k for that?', { budget_max: null }],
    ['what about the 1998 flood, do we tell buyers of the house', { budget_max: null }],
    ['call me at 555 010 2000', { budget_max: null }],
    ['around 400k in Troy', { budget_max: 400_000, budget_min: 400_000, locations: ['Troy'] }],
    ['looking to buy, up to half a million', { budget_max: 500_000 }],
    ['we will not sell below 700', { budget_max: null }],
    ['hello', { budget_max: null }],
  ]);
});

describe('rooms', () => {
  run([
    ['looking for a 3 bed 2 bath', { beds_min: 3, baths_min: 2 }],
    ['need a two-bedroom with one and a half baths', { beds_min: 2 }],
    ['we need 2 baths n a half bed', { beds_min: null, baths_min: 2 }],
    ['at least two n a half baths, looking to buy', { baths_min: 2.5 }],
    ['looking for a 3/2 in town', { beds_min: 3, baths_min: 2 }],
    ['2', { beds_min: 2 }, 'How many bedrooms do you need?'],
    ['one', { baths_min: 1 }, 'How many bathrooms?'],
    ['make it 2, kids are gone', { beds_min: 2 }, 'I can send some 3 bed options'],
    ['make it 2', { beds_min: 2, appointment: null }, 'I have some 3 bed options near there, want to see them?'],
    ['make it 2', { beds_min: null, appointment: '2' }, 'Can you see the 3 bed on Elm Thursday at 3?'],
    ['looking for one bedroom and a bath and a half', { beds_min: 1, baths_min: 1.5 }],
    ['is the 3 bedroom on Elm still available?', { beds_min: null }],
    ['4 bedrooms and one bathroom, no thanks', { beds_min: null }],
    ['2', { beds_min: null }, 'Should I book 2 or 4?'],
  ]);
});

describe('a bare number', () => {
  run([
    ['make it 2', { appointment: null }, 'I have three options under 400k, want to tour?'],
    ['two is fine', { appointment: null }, 'Want to tour 3 places Saturday?'],
    ['make it 2 on saturday', { appointment: '2 on saturday' }, 'Want to see 4 homes this weekend?'],
    ['make it 2', { appointment: '2' }, 'What time suits you to see the 3 bed?'],
    ['make it 2', { appointment: '2' }, 'See you Saturday at 1'],
    ['two is fine', { appointment: 'two' }, 'I could do one or two on Saturday, which works?'],
  ]);
});

describe('type of home', () => {
  run([
    ['we want to buy a townhouse', { property_type: 'townhouse' }],
    ['looking to rent an apartment', { property_type: 'apartment' }],
    ['need a duplex or fourplex to buy', { property_type: 'multifamily' }],
    ['looking for a few acres of land', { property_type: 'land' }],
    ['I want to sell my condo', { property_type: 'condo' }],
    ["what is my dad's house worth", { property_type: 'house' }],
    ['house', { property_type: 'house' }, 'Apartment or house?'],
    ['I do not want a condo, tired of the condo life', { property_type: null }],
    ['is the open house on', { property_type: null }],
  ]);
});

describe('places', () => {
  run([
    ['looking to rent in Parkville or Overlea', { locations: ['Parkville', 'Overlea'] }],
    ['want to buy near Rosedale Park', { locations: ['Rosedale Park'] }],
    ['need a 2 bed Soulard, cat ok', { locations: ['Soulard'] }],
    ['we are moving to Fort Wayne', { locations: ['Fort Wayne'] }],
    ['looking for a house in ypsi heights under 300k', { locations: ['ypsi heights'] }],
    ['Hayward, or Castro Valley', { locations: ['Hayward', 'Castro Valley'] }, 'Which area are you looking in?'],
    ['thinking the Elmhurst area for a condo', { locations: ['Elmhurst'] }],
    ['want to buy a house on Maple Street', { locations: null }],
    ['want to rent in June', { locations: null }],
    ['my daughter in Portland says we should buy', { locations: null }],
    ['LOOKING IN TULSA', { locations: ['TULSA'] }],
    ['any houses in my budget', { locations: null }],
    ['can we buy somewhere, texas maybe', { locations: ['texas'] }],
  ]);
});

describe('timeline, from Tuesday 12 May 2026', () => {
  run([
    ['want to buy in the next 3 months', { timeline_days_max: 90 }],
    ['we move by June 30', { timeline_days_max: 49 }],
    ['need to be out by the 31st', { timeline_days_max: 19 }],
    ['selling before the end of the year', { timeline_days_max: 233 }],
    ['hope to sell by mid-June', { timeline_days_max: 34 }],
    ['hoping to buy by summer', { timeline_days_max: 133 }],
    ['want to move by Thanksgiving', { timeline_days_max: 198 }],
    ['lease ends 7/15', { timeline_days_max: 64 }],
    ['closing in two weeks', { timeline_days_max: 14 }],
    ['month and a half from now we move', { timeline_days_max: 45 }],
    ['we might sell in a year or two', { timeline_days_max: 730 }],
    ['within sixty days', { timeline_days_max: 60 }, 'When do you want to move?'],
    ['by the twentieth of May we must be out of the house', { timeline_days_max: 8 }],
    ['can I sign friday, moving in friday', { timeline_days_max: 3 }],
    ['moving by the end of next month', { timeline_days_max: 49 }],
    ['want to move by next spring', { timeline_days_max: 404 }],
    ['selling by labor day', { timeline_days_max: 118 }],
    ['buying in 2028', { timeline_days_max: 964 }],
    ['need to rent by early August', { timeline_days_max: 90 }],
    ['moving by year end', { timeline_days_max: 233 }],
    ['need to move by end of month', { timeline_days_max: 19 }],
    ['moving by the middle of next month', { timeline_days_max: 34 }],
    ['moving by the beginning of next month', { timeline_days_max: 29 }],
    ['we sell by the end of next week', { timeline_days_max: 12 }],
    ['buying by mid next year', { timeline_days_max: 414 }],
    ['want to buy by early next year', { timeline_days_max: 323 }],
    ['need to move by the 4th of July', { timeline_days_max: 53 }],
    ['moving by memorial day', { timeline_days_max: 13 }],
    ['selling by christmas', { timeline_days_max: 227 }],
    ['moving by halloween', { timeline_days_max: 172 }],
    ['moving before the new year', { timeline_days_max: 233 }],
    ['the 20th will do', { timeline_days_max: 8 }, 'They ask for closing on the 20th.'],
    ['we want it from the 1st, where do we sign', { timeline_days_max: 20 }],
    ['moving by the first', { timeline_days_max: 20 }],
    ['we are looking to buy a house, see it next month', { timeline_days_max: null }],
    ['want to sign today', { timeline_days_max: null }],
    ['not before next summer, and only if we sell', { timeline_days_max: null }],
    ['the roof was done in 2019', { timeline_days_max: null }],
    ['we have lived here for 20 years', { timeline_days_max: null }],
    ['can we see it Saturday', { timeline_days_max: null }],
    ['he passed away in March', { timeline_days_max: null }],
    ['call me in October about selling', { timeline_days_max: null }],
  ]);

  it("counts in the message's own offset, not in UTC", () => {
    const late = factsOf('we move by May 13', [], '2026-05-12T23:30:00-05:00');
    expect(late.timeline_days_max).toBe(1);
  });

  it('counts spans but no dates when the message has no time', () => {
    expect(toFacts(extractFacts({ text: 'want to buy in 2 months', context: [] })).timeline_days_max).toBe(60);
    expect(toFacts(extractFacts({ text: 'want to buy by June 30', context: [] })).timeline_days_max).toBeUndefined();
    expect(
      toFacts(extractFacts({ text: 'want to buy by June 30', context: [], sentAt: 'soon' })).timeline_days_max,
    ).toBeUndefined();
  });
});

describe('means', () => {
  run([
    ['we are pre-approved and want FHA', { financing: 'preapproved' }],
    ['we would pay cash for the next one, buying now', { financing: 'cash' }],
    ['buying with a va loan', { financing: 'va' }],
    ['fha 3.5 down to buy', { financing: 'fha' }],
    ['buying conventional, 20% down', { financing: 'conventional' }],
    ['we want to buy but need to talk to a lender', { financing: 'needs_loan' }],
    ['yes', { financing: 'preapproved' }, 'Are you pre-approved already?'],
    ['not yet', { financing: 'needs_loan' }, 'Are you pre-approved already?'],
    ['cash', { financing: 'cash' }, 'How would you be paying?'],
    ['a mortgage', { financing: null }, 'How would you be paying?'],
    ['mortgage', { financing: 'needs_loan' }, 'How would you be paying?'],
    ['not preapproved yet', { financing: 'needs_loan' }],
    ['can I pay the rent in cash', { financing: null }],
    ['my cousin used FHA', { financing: null }],
    ['we already have an agent', { has_agent: true }],
    ["we don't have an agent", { has_agent: false }],
    ['yes', { has_agent: true }, 'Are you working with an agent?'],
    ['nope', { has_agent: false }, 'Do you have an agent?'],
    ['your agent never called', { has_agent: null }],
    ['we have to sell our place before we can buy', { must_sell_first: true }],
    ['cant buy til ours sells', { must_sell_first: true }],
    ["we don't need to sell first", { must_sell_first: false }],
  ]);
});

describe('motivation and appointment', () => {
  run([
    ['our landlord sold the building so we need to rent fast', { motivation: 'our landlord sold the building' }],
    ['we want to move to be closer to our grandson', { motivation: 'to be closer to our grandson' }],
    ['marshals come friday n its tuesday', { motivation: 'marshals come' }, "What's driving the move?"],
    ['the roof is old', { motivation: null }],
    ['can we see it Saturday at 10?', { appointment: 'Saturday at 10' }],
    ['Thursday at two, please.', { appointment: 'Thursday at two' }, 'Would Wednesday at 11 or Thursday at 2 suit?'],
    ['430 i get off at 4', { appointment: '430' }, 'I can get you in at 3 or 4:30, which works?'],
    ['yes', { appointment: null }, 'Can you do Monday at 5 or Tuesday at 6?'],
    ['cancel tuesday', { appointment: null }, 'See you Tuesday at 5!'],
    ['we need to close by Friday', { appointment: null }],
    ['push it to thurs', { appointment: 'thurs' }, 'Still good for Wednesday?'],
  ]);
});

describe('any text', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'under',
          '400k',
          '3',
          'bed',
          'in',
          'Tulsa',
          'by',
          'June',
          '30',
          'yes',
          'cash',
          '-',
          '$',
          'two',
          'and',
          'a half',
          '10:30',
          'tomorrow',
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join(' ')),
  );

  it('gives finite values and places inside the text, at most one a key', () => {
    fc.assert(
      fc.property(words, words, (raw, asked) => {
        const text = normaliseMessage(raw);
        const found = extractFacts({ text, context: agent(asked), sentAt: '2026-05-12T18:00:00-05:00' });
        for (const { value, start, end } of found) {
          if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeLessThanOrEqual(end);
        }
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      }),
    );
  });

  it.each([
    ...['a', '1', '1,', '1.5', 'two ', 'in A', 'in a ', '$1 ', '9-', 'by may ', 'thank you ', '. ', 'is 3 bed '],
    ...[
      'approved 300 ',
      'sat ',
      'today or ',
      'we have ',
      'i want to ',
      'my mom is is ',
      'cash,',
      'Oak Ridge, ',
      '🙂 ',
      '(((',
    ],
  ])('reads 100 kB of %j without slowing to a halt', (part) => {
    const text = part.repeat(Math.ceil(100_000 / part.length));
    expect(() => extractFacts({ text, context: agent(text) })).not.toThrow();
  });
});
