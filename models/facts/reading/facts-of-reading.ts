import type { FactReading } from '../../text/fact-reading.ts';
import { isNoDeadline } from '../due.ts';
import type { Setting } from '../setting.ts';
import { findTimeline } from '../timeline.ts';
import type { FoundFact } from '../types.ts';
import { readBudget, readRooms } from './read-figures.ts';
import { readPlaces, readValues, readWords } from './read-words.ts';
import { statedIn, states } from './stated.ts';

/** How surely the reading states a fact that was found: by its words, or by its value where it is one of few. */
function sureOf(reading: FactReading, { key, value, start, end }: FoundFact): number {
  const valued = reading.values.find((each) => each.key === key && each.value === value)?.probability ?? 0;
  return Math.max(valued, statedIn(reading, key, start, end));
}

/** «around 400k»: by the rules one figure is both bounds, and the reading has to be sure of the ceiling alone. */
const bothBounds = (fact: FoundFact, ruled: readonly FoundFact[]): FoundFact | undefined =>
  fact.key === 'budget_min' ? ruled.find(({ key, start }) => key === 'budget_max' && start === fact.start) : undefined;

/**
 * The facts of a message by the text model's reading: it says which words state what, the grammar of amounts, counts and
 * dates says what their value is. What the rules found as well stays unless the reading rules it out; of two values the one
 * that the reading is surer of stands. At most one fact a key; `ruled` holds no places.
 */
export function factsOfReading(setting: Setting, reading: FactReading, ruled: readonly FoundFact[]): FoundFact[] {
  const read = [
    ...readBudget(setting, reading),
    ...readRooms(setting, reading),
    ...findTimeline(setting, (_, words) =>
      states(reading, 'timeline_days_max', words.start, words.end) && !isNoDeadline(setting, words) ? 2 : 0,
    ),
    ...readValues(setting.text, reading),
    ...readWords(setting.text, reading),
  ];
  const best = new Map(read.map((fact) => [fact.key, fact]));
  for (const fact of ruled) {
    const other = best.get(fact.key);
    const sure = sureOf(reading, bothBounds(fact, ruled) ?? fact);
    if (sure > 0 && (!other || sure > sureOf(reading, other))) best.set(fact.key, fact);
  }
  return [...best.values(), ...readPlaces(setting, reading)];
}
