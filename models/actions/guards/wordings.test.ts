import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFairHousing } from './fair-housing.ts';
import { invitesSteering } from './steering.ts';

/** What an agent drafts or a lead asks: the class that it touches, null where it is an innocent look-alike. */
interface Wording {
  of: 'draft' | 'question';
  fault: string | null;
  text: string;
}

/**
 * One lot of sentences by one writer, written before the rules for how statements are built, then shuffled into two halves. The rules
 * were improved by `tuning` alone; nobody looks into `held-out`, so that it says what is found in words not seen before.
 */
const wordings = (half: 'tuning' | 'held-out'): Wording[] =>
  readFileSync(new URL(`./wordings/${half}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Wording);

const FINDS = { draft: (text: string) => checkFairHousing(text).length > 0, question: invitesSteering };

function measure(half: 'tuning' | 'held-out', of: Wording['of']) {
  const [find, all] = [FINDS[of], wordings(half).filter((wording) => wording.of === of)];
  const faulty = all.filter(({ fault }) => fault !== null);
  const hits = faulty.filter(({ text }) => find(text)).length;
  const alarms = all.filter(({ fault, text }) => fault === null && find(text)).length;
  return { n: all.length, recall: hits / faulty.length, precision: hits / (hits + alarms) };
}

describe('Fair Housing in words that no rule was written for', () => {
  // Before rules for frames: recall 0.10 of drafts, 0.20 of questions. Measured: 0.80 and 1, with no false alarm.
  it.each([
    ['draft', 60, 0.76],
    ['question', 20, 0.9],
  ] as const)('finds most of a held-out %s and raises few false alarms', (of, n, bar) => {
    const { recall, precision, ...size } = measure('held-out', of);
    expect(size.n).toBe(n);
    expect(recall).toBeGreaterThanOrEqual(bar);
    expect(precision).toBeGreaterThanOrEqual(0.95);
  });

  it.each(['draft', 'question'] as const)(
    'finds each %s that the rules were improved by, and no innocent one',
    (of) => {
      expect(measure('tuning', of)).toMatchObject({ recall: 1, precision: 1 });
    },
  );

  it('names the class by whom a statement wants, bars, judges or counts', () => {
    const classes = (text: string, state?: string) => checkFairHousing(text, state).map((found) => found.class);
    expect(classes('Seller hopes it goes to believers')).toEqual(['religion']);
    expect(classes('They only want to rent to women')).toEqual(['sex']);
    expect(classes('He won’t take anyone in a wheelchair')).toEqual(['handicap']);
    expect(classes('The board is not keen on toddlers')).toEqual(['familial status']);
    expect(classes('No one on public assistance', 'NJ')).toEqual(['source of income (many states)']);
    expect(classes('No one on public assistance', 'TX')).toEqual([]);
  });

  it('lets housing for older persons be named as such, and nothing else with it', () => {
    expect(checkFairHousing('Adults 55 and over only, no children: housing for older persons.')).toEqual([]);
    expect(checkFairHousing('A 55+ community, no children. Females only.').map((found) => found.class)).toEqual([
      'sex',
    ]);
    expect(checkFairHousing('A 55+ building. No children in the other one.')).not.toEqual([]);
  });

  it('comes to an end on a long text of half-made statements', () => {
    const long = ['the only people who ', 'housing choice rental ', 'would never let my ', 'not for a '].map((part) =>
      part.repeat(2000),
    );
    for (const text of long) expect(checkFairHousing(text).length).toBeLessThan(text.length);
  });
});
