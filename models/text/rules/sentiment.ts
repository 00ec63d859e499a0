import type { Span } from '../types.ts';
import { Tally } from './cue.ts';
import type { Situation } from './situation.ts';
import { WARMTH } from './vocabulary/courtesy.ts';
import { FORMULA, SARCASM, SENTIMENT_CUES, SENTIMENT_SIGNS } from './vocabulary/sentiment.ts';

/** Evidence for each feeling; `neutral` holds the threshold. */
export function readSentiment(s: Situation): { scores: Map<string, number>; spans: Span[] } {
  const tally = new Tally('sentiment');
  tally.addCues(s.text, SENTIMENT_CUES);
  tally.addCues(s.text, SENTIMENT_SIGNS);
  const warmth = WARMTH.exec(s.text);
  if (warmth) tally.add('positive', 0.8, { start: warmth.index, end: warmth.index + warmth[0].length });
  const sarcasm = SARCASM.exec(s.text);
  if (sarcasm) {
    tally.add('negative', 1.6, { start: sarcasm.index, end: sarcasm.index + sarcasm[0].length });
    tally.add('positive', -1.6);
  }
  // Shouting and stretched letters strengthen whatever feeling there is.
  const shouted =
    /\b(?!ASAP|HOA|FHA|PCS|BAH|CASH|STOP)[A-Z]{4,}(?: [A-Z]{2,})*\b/.test(s.text) || /(\p{L})\1{3,}/u.test(s.text);
  if (shouted) {
    const positive = tally.get('positive');
    const negative = tally.get('negative');
    if (positive > negative) tally.add('positive', 0.8);
    else if (negative > 0) tally.add('negative', 0.8);
    else tally.add(/!/.test(s.text) ? 'positive' : 'negative', 0.5);
  }
  const formula = FORMULA.test(s.text) && s.words <= 6 ? 0.7 : 0;
  const positive = tally.get('positive') - formula;
  const negative = tally.get('negative');
  // A stated negative feeling beats the liking; liking beside a calm objection stays.
  const both = positive > 1.4 && negative > 1.4;
  const scores = new Map([
    ['neutral', 1.55],
    ['positive', both ? positive - 1.2 : positive],
    ['negative', negative],
  ]);
  return { scores, spans: tally.spans };
}
