import type { FactReading } from '../text/fact-reading.ts';
import type { Turn } from '../text/types.ts';
import { findAgreedTime, findAppointment } from './appointment.ts';
import { findBudget } from './budget.ts';
import { findFinancing } from './financing.ts';
import { leaves } from './leaving.ts';
import { findMotivation } from './motivation.ts';
import { findPlaces } from './places.ts';
import { findPropertyType } from './property-type.ts';
import { factsOfReading } from './reading/facts-of-reading.ts';
import { findRooms } from './rooms.ts';
import { readSetting, type Setting } from './setting.ts';
import { findHasAgent } from './has-agent.ts';
import { findMustSellFirst } from './must-sell-first.ts';
import { findTimeline } from './timeline.ts';
import type { FoundFact } from './types.ts';

/** What stands in for the text model where it read nothing. */
const EXTRACTORS: readonly ((setting: Setting) => FoundFact[])[] = [
  findBudget,
  findRooms,
  findPropertyType,
  findTimeline,
  findPlaces,
  findFinancing,
  findHasAgent,
  findMustSellFirst,
  findMotivation,
  findAppointment,
];

/** With a reading places are looked for name by name (`readPlaces`), not as a fact. */
const BESIDE_READING = EXTRACTORS.filter((extract) => extract !== findPlaces);

function byRules(setting: Setting, extractors: typeof EXTRACTORS): FoundFact[] {
  // Who ends it has no needs any more; that another agent serves them stands.
  return (leaves(setting.text) ? [findHasAgent] : extractors).flatMap((extract) => extract(setting));
}

/**
 * What a lead's message states about their need, by the label guide's facts, with the words that state it: by rules,
 * with the text model's reading where there is one. `text` and the context are normalised; dates count from `sentAt` in its
 * own offset. At most one fact a key.
 */
export function extractFacts(message: {
  text: string;
  context: readonly Turn[];
  /** ISO 8601; without it dates are left out, spans of time («in 3 months») are not. */
  sentAt?: string | undefined;
  reading?: FactReading | undefined;
}): FoundFact[] {
  const setting = readSetting(message);
  return message.reading
    ? factsOfReading(setting, message.reading, byRules(setting, BESIDE_READING))
    : byRules(setting, EXTRACTORS);
}

/** As `extractFacts`, with the time that a bare «yes» agrees to in the conversation. */
export function factsInConversation(message: Parameters<typeof extractFacts>[0]): FoundFact[] {
  const found = extractFacts(message);
  return found.some(({ key }) => key === 'appointment') ? found : [...found, ...findAgreedTime(readSetting(message))];
}

export { toFacts } from './known-facts.ts';
