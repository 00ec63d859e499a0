import { describe, expect, it } from 'vitest';
import { markedReading } from '../../testing/marked-reading.ts';
import type { FactReading } from '../../text/fact-reading.ts';
import type { Turn } from '../../text/types.ts';
import { extractFacts, toFacts } from '../extract.ts';

const said = (source: string, more: Partial<FactReading> = {}, context: Turn[] = []) => {
  const { text, reading } = markedReading(source);
  const found = extractFacts({ text, context, sentAt: '2026-05-12T18:00:00-05:00', reading: { ...reading, ...more } });
  return { facts: toFacts(found), words: Object.fromEntries(found.map((f) => [f.key, text.slice(f.start, f.end)])) };
};

describe('facts by the reading of the text model', () => {
  it.each([
    ['we top out at [385k|budget_max], they ask 410k', { budget_max: 385_000 }],
    ['a house for [around 400k|budget_min budget_max] in all', { budget_min: 400_000, budget_max: 400_000 }],
    ['buying, [350|budget_min]-[420k|budget_max] is us', { budget_min: 350_000, budget_max: 420_000 }],
    [
      'buying, [400|budget_min budget_max] to [450k|budget_min budget_max] is us',
      { budget_min: 400_000, budget_max: 450_000 },
    ],
    ['rent of [14|budget_min] to [1,600|budget_max] a month', { budget_min: 1400, budget_max: 1600 }],
    ['homes in the [upper threes|budget_max] please', { budget_min: 390_000, budget_max: 390_000 }],
    ['I make 95k, can do [two thousand|budget_max] a month in rent', { budget_max: 2000 }],
    ['min [500k|budget_min] max [400k|budget_max]', { budget_max: 400_000 }],
  ])('reads the budget of %s', (source, facts) => {
    expect(said(source).facts).toEqual(facts);
  });

  it.each([
    ['the 2br on Elm is out, need [three beds|beds_min] and [2 baths|baths_min]', { beds_min: 3, baths_min: 2 }],
    ['[3/2|beds_min baths_min], fenced', { beds_min: 3, baths_min: 2 }],
    ['[4|beds_min]', { beds_min: 4 }],
    ['a [third bedroom|beds_min] and [two and a half baths|baths_min]', { beds_min: 3, baths_min: 2.5 }],
    ['[rooms|beds_min] for all', {}],
  ])('reads the rooms of %s', (source, facts) => {
    expect(said(source).facts).toEqual(facts);
  });

  it('takes the last of the times that the lead acts by, and no other', () => {
    const found = said(
      'saw it May 3. out by [June 14|timeline_days_max], [two months|timeline_days_max] if we must, tour May 20',
    );
    expect(found).toEqual({ facts: { timeline_days_max: 60 }, words: { timeline_days_max: 'two months' } });
    expect(said('we move [June 14|timeline_days_max]').facts).toEqual({ timeline_days_max: 33 });
  });

  it('quotes places, times and reasons as written, each place once', () => {
    expect(
      said('[Oak Park,|locations] [Cedar Hills|locations] or [oak park|locations], [Sat at 2|appointment]?'),
    ).toEqual({
      facts: { locations: ['Oak Park', 'Cedar Hills'], appointment: 'Sat at 2' },
      words: { locations: 'Oak Park, Cedar Hills', appointment: 'Sat at 2' },
    });
    expect(said('[baby due in May!|motivation]').facts).toEqual({ motivation: 'baby due in May' });
    expect(said('[Elm and Oak|locations]').facts).toEqual({ locations: ['Elm', 'Oak'] });
  });

  it('takes the likeliest value, with the words that state it or the whole message', () => {
    const values = [
      { key: 'financing', value: 'cash', probability: 0.6 },
      { key: 'financing', value: 'preapproved', probability: 0.8 },
      { key: 'has_agent', value: false, probability: 0.7 },
      { key: 'must_sell_first', value: true, probability: 0.3 },
    ] as const;
    expect(said('yes, [the letter|financing] came', { values })).toEqual({
      facts: { financing: 'preapproved', has_agent: false },
      words: { financing: 'the letter', has_agent: 'yes, the letter came' },
    });
  });

  it('keeps what the rules found where the reading has some doubt, and takes the value it is surer of', () => {
    const { text, reading } = markedReading('need [3 beds|beds_min] or is it the [4 beds|beds_min] one');
    const doubt = (first: number, second: number) => ({
      words: reading.words.map((word) => ({ ...word, probability: word.start < 12 ? first : second })),
      values: [],
    });
    const beds = (of: FactReading) => toFacts(extractFacts({ text, context: [], reading: of })).beds_min;
    expect(beds(doubt(0.2, 0.1))).toBe(3);
    expect(beds(doubt(0.3, 0.8))).toBe(4);
    expect(beds({ words: [], values: [] })).toBeUndefined();
  });

  it('takes a whole name where only a part of it is marked, and leaves the state away', () => {
    expect(said('how pretty is Mount [Juliet|locations] these days').facts).toEqual({ locations: ['Mount Juliet'] });
    expect(said('moving to [Georgetown TX|locations] soon').facts).toEqual({ locations: ['Georgetown'] });
  });

  it('states nothing where the reading marks nothing', () => {
    expect(said('3 bed house in Tracy under 500k by June, pre-approved').facts).toEqual({});
  });
});
