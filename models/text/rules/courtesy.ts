import type { Situation } from './situation.ts';
import { COURTESY_WORDS, WARMTH } from './vocabulary/courtesy.ts';

const QUESTION_OK =
  /\bhow (?:are|r|is|was|s) (?:you|u|ya|it going|everything|your (?:week|day|weekend))|how's it going|hows (?:it|your)/i;

/** A yes that answers an open proposal is more than courtesy. */
const answers = (s: Situation) =>
  (s.reply === 'yes' || s.reply === 'no' || s.reply === 'choice') &&
  (s.agent?.question ?? false) &&
  [
    'time',
    'visit',
    'features',
    'beds',
    'side',
    'financing',
    'price',
    'proceed',
    'still',
    'verdict',
    'list',
    'represent',
    'detail',
    'budget',
  ].some((ask) => s.asked(ask as Parameters<Situation['asked']>[0])) &&
  !/\b(?:thank|thx|ty|thanks)\b/i.test(s.text);

/** Whether the message only greets, thanks, acknowledges or rejoices. */
export function courtesyOnly(s: Situation): boolean {
  const words = s.text.toLowerCase().match(/[\p{L}\p{N}'-]+/gu) ?? [];
  if (words.length === 0) return /\p{Extended_Pictographic}/u.test(s.text) && !answers(s);
  if (/\?/.test(s.text) && !QUESTION_OK.test(s.text)) return false;
  if (answers(s)) return false;
  const known = words.filter((word) => COURTESY_WORDS.has(word)).length;
  const share = known / words.length;
  if (words.length <= 4) return share >= 0.75;
  if (words.length <= 12 && share >= 0.7) return true;
  // Longer: gratitude fills it, and nothing is asked or reasoned.
  return WARMTH.test(s.text) && (share >= 0.25 || words.length <= 40) && !s.question;
}
