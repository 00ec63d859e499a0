import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownFacts, sameValue, toFacts } from './known-facts.ts';
import { qualification } from './qualification.ts';
import type { FoundFact } from './types.ts';

const at = (day: number) => `2026-05-${String(day).padStart(2, '0')}T10:00:00-05:00`;
const fact = (found: { key: FoundFact['key']; value: unknown }) => ({ start: 0, end: 4, ...found }) as FoundFact;
const said = (day: number, ...found: { key: FoundFact['key']; value: unknown }[]) => ({
  messageId: `m${day}`,
  sentAt: at(day),
  found: found.map(fact),
});

describe('known facts', () => {
  it('keeps the later of two contradicting facts and shows the one it overruled', () => {
    const known = knownFacts([
      said(1, { key: 'budget_max', value: 400_000 }),
      said(3, { key: 'budget_max', value: 450_000 }),
    ]);
    expect(known.budget_max).toMatchObject({
      value: 450_000,
      statedAt: at(3),
      evidence: { messageId: 'm3' },
      overruled: [{ value: 400_000, statedAt: at(1), evidence: { messageId: 'm1' } }],
    });
  });

  it('overrules nothing when the same is said again, in another order or case', () => {
    const known = knownFacts([
      said(1, { key: 'locations', value: ['Elmhurst', 'Lombard'] }),
      said(2, { key: 'locations', value: ['lombard', 'elmhurst'] }),
    ]);
    expect(known.locations?.overruled).toEqual([]);
    expect(known.locations?.evidence?.messageId).toBe('m2');
  });

  it('adds places up, and replaces them only where the lead corrects themselves', () => {
    const added = [
      said(1, { key: 'locations', value: ['Modesto'] }),
      said(2, { key: 'locations', value: ['modesto', 'Manteca'] }),
    ];
    expect(knownFacts(added).locations).toMatchObject({ value: ['Modesto', 'Manteca'], overruled: [] });
    const corrected = { key: 'locations', value: ['Tracy'], start: 0, end: 4, replaces: true } as const;
    const known = knownFacts([
      ...added,
      { messageId: 'm3', sentAt: at(3), found: [{ ...corrected, value: ['Tracy'] }] },
    ]);
    expect(known.locations?.value).toEqual(['Tracy']);
    expect(known.locations?.overruled.map(({ value }) => value)).toEqual([['Modesto', 'Manteca']]);
  });

  it('takes the same date, told in fewer days later on, as the same', () => {
    const same = knownFacts([
      said(1, { key: 'timeline_days_max', value: 60 }),
      said(11, { key: 'timeline_days_max', value: 50 }),
    ]);
    const moved = knownFacts([
      said(1, { key: 'timeline_days_max', value: 60 }),
      said(11, { key: 'timeline_days_max', value: 120 }),
    ]);
    expect(same.timeline_days_max?.overruled).toEqual([]);
    expect(moved.timeline_days_max?.overruled).toHaveLength(1);
  });

  it('hangs on the times, not on the order of the input', () => {
    const messages = [1, 2, 3, 4].map((day) => said(day, { key: 'beds_min', value: day }));
    fc.assert(
      fc.property(fc.shuffledSubarray(messages, { minLength: 4 }), (shuffled) => {
        expect(knownFacts(shuffled)).toEqual(knownFacts(messages));
      }),
    );
  });

  it('orders messages of the same or no readable time by their ids', () => {
    const broken = ['b', 'a', 'a'].map((messageId, n) => ({
      messageId,
      sentAt: 'never',
      found: [fact({ key: 'beds_min', value: n + 1 })],
    }));
    expect(knownFacts(broken).beds_min?.value).toBe(1);
  });

  it('prints the facts of one message by key', () => {
    expect(toFacts([fact({ key: 'beds_min', value: 2 }), fact({ key: 'financing', value: 'cash' })])).toEqual({
      beds_min: 2,
      financing: 'cash',
    });
    expect(sameValue('a', 'b')).toBe(false);
  });
});

describe('qualification', () => {
  it('asks for the reason to move first when nothing is known', () => {
    const { panes, nextQuestion } = qualification({});
    expect(Object.values(panes).every(({ state }) => state === 'unknown')).toBe(true);
    expect(nextQuestion?.pane).toBe('motivation');
  });

  it('says each pane in words, cites it, and asks nothing more when all six are known', () => {
    const known = knownFacts([
      said(
        1,
        { key: 'locations', value: ['Tulsa', 'Bixby'] },
        { key: 'budget_min', value: 250_000 },
        { key: 'budget_max', value: 300_000 },
        { key: 'motivation', value: 'new baby' },
        { key: 'timeline_days_max', value: 60 },
        { key: 'has_agent', value: false },
        { key: 'financing', value: 'va' },
        { key: 'must_sell_first', value: true },
        { key: 'appointment', value: 'Saturday at 10' },
      ),
    ]);
    const { panes, nextQuestion } = qualification(known);
    expect(nextQuestion).toBeNull();
    expect(Object.fromEntries(Object.entries(panes).map(([pane, { words }]) => [pane, words]))).toEqual({
      location: 'Tulsa, Bixby',
      price: '$250,000 to $300,000',
      motivation: 'new baby; within 60 days',
      agent: 'no agent yet',
      mortgage: 'VA loan; must sell first',
      appointment: 'Saturday at 10',
    });
    expect(panes.price.evidence).toHaveLength(2);
  });

  it('marks a pane contradicted when a later statement changed it, and shows both', () => {
    const { panes } = qualification(
      knownFacts([said(1, { key: 'budget_max', value: 400_000 }), said(2, { key: 'budget_max', value: 350_000 })]),
    );
    expect(panes.price).toMatchObject({ state: 'contradicted', words: 'up to $350,000 (before: up to $400,000)' });
    expect(panes.price.evidence.map(({ messageId }) => messageId)).toEqual(['m1', 'm2']);
  });

  it('asks again what the lead has said both ways, once nothing else is unknown', () => {
    const all = knownFacts([
      said(
        1,
        { key: 'locations', value: ['Tulsa'] },
        { key: 'budget_max', value: 400_000 },
        { key: 'motivation', value: 'new baby' },
        { key: 'has_agent', value: false },
        { key: 'financing', value: 'va' },
        { key: 'appointment', value: 'Saturday at 10' },
      ),
      said(2, { key: 'budget_max', value: 350_000 }),
    ]);
    expect(qualification(all).nextQuestion).toEqual({
      pane: 'price',
      question: 'Just to be sure I have it right: up to $350,000 (before: up to $400,000)?',
    });
  });

  it('asks sellers and renters in their own terms', () => {
    const moved = knownFacts([said(1, { key: 'motivation', value: 'job' }, { key: 'locations', value: ['Troy'] })]);
    const questions = (['buy', 'sell', 'rent'] as const).map((side) => qualification(moved, side).nextQuestion!);
    expect(questions.map(({ pane }) => pane)).toEqual(['price', 'price', 'price']);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(3);
  });

  it('takes a new time for a viewing as a new time, not as a contradiction', () => {
    const { panes } = qualification(
      knownFacts([said(1, { key: 'appointment', value: 'Friday' }), said(2, { key: 'appointment', value: 'Sunday' })]),
    );
    expect(panes.appointment).toMatchObject({ state: 'known', words: 'Sunday' });
  });

  it.each([
    [{ key: 'budget_min', value: 1200 }, 'price', 'from $1,200'],
    [{ key: 'has_agent', value: true }, 'agent', 'has an agent'],
    [{ key: 'must_sell_first', value: false }, 'mortgage', 'need not sell first'],
  ] as const)('says %j in the words an agent uses', (found, pane, words) => {
    expect(qualification(knownFacts([said(1, found)])).panes[pane].words).toBe(words);
  });

  it('says a single figure as about that figure', () => {
    const both = knownFacts([said(1, { key: 'budget_min', value: 400_000 }, { key: 'budget_max', value: 400_000 })]);
    expect(qualification(both).panes.price.words).toBe('about $400,000');
  });
});
