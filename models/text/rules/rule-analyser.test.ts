import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, RULE_DECODER } from '../decode.ts';
import { normaliseMessage } from '../normalise.ts';
import type { TextAnalysis, Turn } from '../types.ts';
import { ruleAnalyser } from './rule-analyser.ts';

async function read(text: string, context: readonly Turn[] = []): Promise<TextAnalysis> {
  const [raw] = await ruleAnalyser.analyse([{ text, context }]);
  return decode(raw!, RULE_DECODER);
}
const asked = (text: string): Turn[] => [{ role: 'agent', text }];

type Case = readonly [said: string, expected: Partial<TextAnalysis>, askedBefore?: string];
const run = (cases: readonly Case[]) =>
  it.each(cases.map(([said, expected, before]) => ({ said, expected, before })))(
    '$before > $said',
    async ({ said, expected, before }) => {
      expect(await read(said, before === undefined ? [] : asked(before))).toMatchObject(expected);
    },
  );

describe('what the lead says', () => {
  run([
    ['we want to buy a house this spring', { intents: ['buy'] }],
    ['looking to sell my condo', { intents: ['sell'] }],
    ['need a 2 bed to rent under 1500', { intents: ['rent', 'property_question'], readiness: 'considering' }],
    ['does it have a garage?', { intents: ['property_question'], urgency: 'none' }],
    ['can we see it tomorrow', { intents: ['showing'], urgency: 'high', readiness: 'considering' }],
    ['how do closing costs work', { intents: ['research', 'financing'] }],
    ['thanks so much!', { intents: ['courtesy'], readiness: 'none' }],
    ['please take me off your list', { intents: ['opt_out'], readiness: 'none' }],
    ['the commute is too far from my work', { intents: ['objection'], objections: ['location'] }],
    ['no rush, maybe next year', { urgency: 'low', readiness: 'early' }],
    ['just got pre-approved, ready to make an offer', { readiness: 'ready' }],
    ['I am so disappointed and frustrated', { sentiment: 'negative' }],
    ['we absolutely love this house 😍', { sentiment: 'positive' }],
    ['I do not love it', { sentiment: 'neutral' }],
    ['what time is it open', { sentiment: 'neutral' }],
  ]);
});

describe('what the agent asked before', () => {
  run([
    ['yes', { intents: ['showing'], urgency: 'high' }, 'Want to tour it tomorrow at 4?'],
    ['saturday', { intents: ['showing'], urgency: 'medium' }, 'What day works for the showing?'],
    ['430', { intents: ['showing'] }, 'I can show you at 3 or 4:30 today, which works?'],
    ['2', { intents: ['property_question'] }, 'How many bedrooms do you need?'],
    ['rent', { intents: ['rent'], readiness: 'early' }, 'Are you looking to buy or rent?'],
    ['nah', { intents: ['opt_out'], readiness: 'none' }, 'Hi! Are you still looking for a home?'],
    [
      '398 and they leave the fridge',
      { intents: ['buy', 'offer'], readiness: 'ready' },
      'The sellers countered at 402.',
    ],
    ['deal', { intents: ['buy', 'offer'] }, 'Seller will take 310, do you accept?'],
    ['not yet', { intents: ['objection'], objections: ['timing'] }, 'Ready to move forward?'],
    ['my wife needs to see it first', { objections: ['decision'] }, 'What did you think of the house?'],
    ['Marisol Deleon', { intents: [] }, 'What is your full name?'],
    ['got both', { intents: ['financing'] }, 'The landlord needs first month and a deposit for the lease?'],
  ]);

  it('takes no yes from a question that was answered already', async () => {
    const analysis = await read('ok', [...asked('Want to see it tomorrow?'), { role: 'lead', text: 'no' }]);
    expect(analysis.intents).toEqual(['courtesy']);
  });
});

describe('time and feeling in context', () => {
  run([
    ['yes', { intents: ['showing'], urgency: 'medium' }, 'Would Saturday the 16th at 2 suit you for the tour?'],
    ['yes, write it up', { urgency: 'high' }, 'The seller will accept 310 if we answer by 5 today, deal?'],
    ['around 1', { urgency: 'medium' }, 'When would you like the viewing to start?'],
    ['11 works', { urgency: 'high' }, 'I have 11 or 2 today for the showing, which works?'],
    ['the roof was replaced last spring', { urgency: 'none' }],
    ['thanks for nothing', { sentiment: 'negative' }],
    ['I LOVE LOVE LOVE THAT KITCHEN', { sentiment: 'positive' }],
    ['THIS IS AWFUL', { sentiment: 'negative' }],
    ['too far, pass, but keep looking', { readiness: 'none' }, 'What did you think?'],
    ['i already have an agent', { intents: ['objection'], objections: ['agent'], readiness: 'none' }],
    [
      'we would want 1,700 tops',
      { intents: ['rent', 'offer'] },
      'The landlord came back at 1,850 a month for the lease.',
    ],
    ['810 and not a cent less', { intents: ['sell', 'offer'] }, 'The buyers came in at 790.'],
    ['maybe', { objections: ['decision'] }, 'Should I draw up the offer?'],
  ]);
});

describe('hard negatives', () => {
  run([
    ["I'll stop by at 5", { intents: ['showing'] }],
    ['cancel the Tuesday showing, do Wednesday', { intents: ['showing'] }],
    ["don't stop sending those", {}],
  ]);

  it.each(["I'll stop by at 5", "don't stop sending those", 'stop sending studios, keep the 2 beds coming'])(
    '%j is no opt-out',
    async (said) => {
      expect((await read(said)).intents).not.toContain('opt_out');
    },
  );
});

describe('evidence', () => {
  it('points at the words, with weights that are shares', async () => {
    const text = 'Great. Can we see it tomorrow? We’d love to buy a house.';
    const { spans } = await read(text);
    const words = spans.filter(({ label }) => label === 'high').map(({ start, end }) => text.slice(start, end));
    expect(words).toEqual(['tomorrow']);
    expect(spans.find(({ label }) => label === 'buy')).toMatchObject({ head: 'intents' });
    for (const { weight } of spans) expect(weight > 0 && weight <= 1).toBe(true);
  });
});

describe('the analyser', () => {
  it('names itself and keeps the order', async () => {
    const analyses = await ruleAnalyser.analyse([
      { text: 'hello', context: [] },
      { text: 'we want to buy', context: [] },
    ]);
    expect(analyses.map(({ source, model }) => [source, model])).toEqual([
      ['rules', 'rules@1'],
      ['rules', 'rules@1'],
    ]);
  });

  it('stops when it is told to', async () => {
    await expect(ruleAnalyser.analyse([{ text: 'hi', context: [] }], { aborted: true })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('gives finite logits and spans inside the text for any text', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (raw, before) => {
        const text = normaliseMessage(raw);
        const [analysis] = await ruleAnalyser.analyse([{ text, context: asked(before) }]);
        for (const logits of Object.values(analysis!.logits)) expect(logits.every(Number.isFinite)).toBe(true);
        for (const { start, end } of analysis!.spans) {
          expect(start >= 0 && start < end && end <= text.length).toBe(true);
        }
      }),
    );
  });

  it.each(['a', 'not ', 'no', '1 ', 'the ', 'is it ', 'stop ', '!', '?', '😀', 'my wife ', 'looking for ', 'can we '])(
    'reads 100 kB of %j without slowing to a halt',
    async (part) => {
      const text = part.repeat(Math.ceil(100_000 / part.length));
      const [analysis] = await ruleAnalyser.analyse([{ text, context: asked(text) }]);
      expect(analysis!.spans.every(({ end }) => end <= text.length)).toBe(true);
    },
  );
});
