import type { Plain } from '../../sentences.ts';
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

/**
 * Wordings in `text` (an agent's draft or template) that state a preference by protected class or steer (42 USC
 * 3604(c)), and by the classes that the state adds, of all states where none is given; empty when none is found. A word
 * list finds the usual wordings, not every one; it is a help for the writer, not legal advice.
 */
export function checkFairHousing(text: string, state?: string): FairHousingFinding[] {
  const code = stateCode(state);
  const added = STATE_CLASSES.classes.filter(({ states }) => code === undefined || states.includes(code));
  return [...FEDERAL_RULES, ...added]
    .flatMap((rule) =>
      [...text.matchAll(rule.pattern)].map((match) => ({
        class: rule.class,
        start: match.index,
        end: match.index + match[0].length,
        advice: OBJECTIVE,
      })),
    )
    .sort((a, b) => a.start - b.start);
}
