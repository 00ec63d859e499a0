import type { FactReading } from '../../text/fact-reading.ts';
import { replacesEarlier } from '../places.ts';
import type { Setting } from '../setting.ts';
import { findTimeline } from '../timeline.ts';
import type { FoundFact } from '../types.ts';
import { readBudget, readRooms } from './read-figures.ts';
import { readPlaces, readValues, readWords } from './read-words.ts';
import { states } from './stated.ts';

/**
 * The facts of a message by the text model's reading: it says which words state what, the grammar of amounts, counts and
 * dates says what their value is. At most one fact a key.
 */
export function factsOfReading(setting: Setting, reading: FactReading): FoundFact[] {
  const { text } = setting;
  return [
    ...readBudget(setting, reading),
    ...readRooms(setting, reading),
    ...findTimeline(setting, (_, { start, end }) => (states(reading, 'timeline_days_max', start, end) ? 2 : 0)),
    ...readPlaces(text, reading, replacesEarlier(text)),
    ...readValues(text, reading),
    ...readWords(text, reading),
  ];
}
