import type { Span } from '../types.ts';
import { Tally } from './cue.ts';
import type { Situation } from './situation.ts';
import { PAST, URGENCY_CUES } from './vocabulary/urgency.ts';

const SOON =
  /\b(?:today|tonight|tomorrow|tmrw|this (?:afternoon|evening|morning)|right now|in an hour|asap|in (?:\d+|a few) (?:min|hours?))\b/i;
const NAMED =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|next week|this week|(?:mon|tue|wed|thu|fri|sat|sun)s?)\b|\bthe \d{1,2}(?:st|nd|rd|th)\b|\b(?:january|february|march|april|june|july|august|september|october|november|december) \d/i;

/** Evidence for each urgency; `none` holds the threshold. */
export function readUrgency(
  s: Situation,
  intents: Map<string, number>,
): { scores: Map<string, number>; spans: Span[] } {
  const tally = new Tally('urgency');
  tally.addCues(s.text, URGENCY_CUES);
  const timed = Math.max(tally.get('high'), tally.get('medium'), tally.get('low'));
  // A confirmation inherits the time that it confirms.
  const takes = s.reply === 'yes' || s.reply === 'choice' || s.reply === 'time' || s.reply === 'no';
  if (timed < 1.5 && takes && s.agent !== null && (intents.get('showing') ?? -1) > 0) {
    if (SOON.test(s.agent.text)) tally.add('high', 2.4);
    else if (NAMED.test(s.agent.text)) tally.add('medium', 2.2);
    else if (s.reply === 'time' || s.hasTime) tally.add('medium', 1.8);
  } else if (s.reply === 'time' && timed < 1.5) {
    tally.add(s.agent !== null && SOON.test(s.agent.text) ? 'high' : 'medium', 1.8);
  } else if (
    timed < 1.5 &&
    takes &&
    s.reply !== 'no' &&
    s.agent !== null &&
    SOON.test(s.agent.text) &&
    (intents.get('offer') ?? -1) > 0
  ) {
    tally.add('high', 2);
  } else if (
    timed < 2.2 &&
    tally.get('high') < 1 &&
    s.hasTime &&
    s.agent !== null &&
    s.asked('time') &&
    /\btoday\b/i.test(s.agent.text)
  ) {
    tally.add('high', 1.5);
  }
  if (PAST.test(s.text) && timed <= 2.2) tally.add('none', 1.1);
  // Nothing is urgent for those who leave, greet or grieve over the past.
  if ((intents.get('opt_out') ?? -1) > 0 || (intents.get('courtesy') ?? -1) > 1) tally.add('none', 3);
  // Said to be no hurry: that beats the date beside it.
  if (tally.get('low') >= 3 && !/\bjk\b/i.test(s.text)) tally.add('low', 0.7);
  const scores = new Map([
    ['none', 1.4 + tally.get('none')],
    ['low', tally.get('low')],
    ['medium', tally.get('medium')],
    ['high', tally.get('high')],
  ]);
  return { scores, spans: tally.spans };
}
