import { sentenceAround } from '../../facts/clauses.ts';
import type { Plain } from '../../sentences.ts';
import { findFramed, type Framed } from './fair-housing-frames.ts';
import { PLACE_RULES } from './fair-housing-places.ts';
import { FEDERAL_RULES, STATE_CLASSES } from './fair-housing-words.ts';
import { stateCode } from './us-zones.ts';

/** Words that state a preference, a limitation, or steer: `[start, end)` in the text. */
export interface FairHousingFinding {
  class: string;
  start: number;
  end: number;
  /** What to write instead. */
  advice: Plain;
}

const OBJECTIVE: Plain = 'Describe the home, and point to public sources (school reports, crime maps, census) instead.';

/** Housing for older persons may be named as such (42 USC 3607(b)): of age and of children only. */
const OLDER_PERSONS =
  /\b(?:55|62)(?:\+| ?plus\b| (?:and|or|&) (?:over|older|better|above|up)\b)|\bhopa\b|\bhousing for older persons\b/i;
const OF_AGE = new Set(['familial status', 'age (some states)']);

/** One finding for words of one class that two rules see. */
const covers = (one: Framed, other: Framed, first: boolean): boolean =>
  one !== other &&
  one.class === other.class &&
  one.start <= other.start &&
  one.end >= other.end &&
  (first || one.end - one.start > other.end - other.start);

/**
 * Wordings in `text` (an agent's draft or template) that state a preference by protected class or steer (42 USC
 * 3604(c)), and by the classes that the state adds, of all states where none is given; empty when none is found. Words
 * and frames find the usual wordings, not every one; a help for the writer, not legal advice.
 */
export function checkFairHousing(text: string, state?: string): FairHousingFinding[] {
  const code = stateCode(state);
  const added = STATE_CLASSES.classes.filter(({ states }) => code === undefined || states.includes(code));
  const worded = [...FEDERAL_RULES, ...PLACE_RULES, ...added].flatMap((rule) =>
    [...text.matchAll(rule.pattern)].map((match) => ({
      class: rule.class,
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  const framed = findFramed(
    text,
    added.map((each) => each.class),
  );
  const found = [...worded, ...framed].filter(
    (each) => !(OF_AGE.has(each.class) && OLDER_PERSONS.test(sentenceAround(text, each.start).text)),
  );
  return found
    .filter((each, index) => !found.some((other, at) => covers(other, each, at < index)))
    .map((each) => ({ ...each, advice: OBJECTIVE }))
    .sort((a, b) => a.start - b.start);
}
