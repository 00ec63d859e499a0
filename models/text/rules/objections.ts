import type { Span } from '../types.ts';
import { Tally } from './cue.ts';
import type { Situation } from './situation.ts';
import { OBJECTION_CUES, REFUSAL } from './vocabulary/objections.ts';

export interface ObjectionReading {
  /** Evidence a kind. */
  kinds: Map<string, number>;
  /** Logit of the objection intent. */
  strength: number;
  spans: Span[];
}

const ASKED_VERDICT = ['verdict', 'proceed', 'list', 'represent', 'price'] as const;

/** How far the message refuses, doubts or bargains: without it a reason is a mere remark. */
function refusal(s: Situation): number {
  let weight = 0;
  if (REFUSAL.test(s.text)) weight += 1;
  const verdict = ASKED_VERDICT.some((ask) => s.asked(ask));
  if (s.reply === 'no') weight += verdict ? 1.4 : 0.9;
  if (s.reply === 'unsure') weight += 1.2;
  if (verdict && s.reply === 'none' && !s.question) weight += 0.5;
  if (s.reply === 'yes') weight -= 1.2;
  // A question asks, it does not refuse.
  if (/^[^.!]{0,140}\?\W*$/.test(s.text) && !/\?\?/.test(s.text)) weight -= 1.1;
  return weight;
}

/** The kind that fits a bare refusal, by what was proposed. */
function bareKind(s: Situation): string | null {
  if (s.reply === 'unsure') return 'decision';
  if (s.reply !== 'no' || s.words > 6) return null;
  if (/\b(?:yet|now|today)\b/i.test(s.text)) return 'timing';
  if (s.asked('price')) return 'price';
  if (s.asked('represent')) return 'agent';
  return null;
}

const AGENT_ASKS_KIND = [
  ['represent', 'agent', 1],
  ['area', 'location', 0.4],
  ['financing', 'financing', 0.5],
] as const;

/** The likeliest kind when no word names it. */
function likelyKind(s: Situation): string {
  if (s.asked('represent')) return 'agent';
  if (s.asked('financing')) return 'financing';
  if (s.asked('price')) return 'price';
  if (s.asked('verdict')) return 'property';
  if (s.asked('list')) return 'timing';
  if (s.asked('proceed')) return /\b(?:he|she|him|her|they|we|my|our)\b/i.test(s.text) ? 'decision' : 'timing';
  return 'price';
}

/** The kinds' evidence and the intent's. */
export function readObjections(s: Situation): ObjectionReading {
  const tally = new Tally('objections');
  tally.addCues(s.text, OBJECTION_CUES);
  const bare = bareKind(s);
  if (bare !== null) tally.add(bare, 2.6, { start: 0, end: s.text.length });
  const refused = refusal(s);
  for (const [ask, kind, weight] of AGENT_ASKS_KIND) {
    if (s.asked(ask) && refused > 0.8 && tally.get(kind) > 0) tally.add(kind, weight);
  }
  // A figure against the agent's price, said with a ceiling or as too much, is about the price.
  if (
    s.asked('price') &&
    s.hasMoney &&
    /\b(?:too|max|most|ceiling|only|insult|joke|below|less|can'?t|cant|firm|not)\b/i.test(s.text)
  )
    tally.add('price', 1.6);
  const top = Math.max(0, ...tally.scores.values());
  // Where no word names the kind, what was asked does.
  if (top === 0) tally.add(likelyKind(s), 0.9);
  const strength = top === 0 ? -3 + refused * 0.6 : top * 0.75 + refused - 2;
  const kinds = new Map([...tally.scores].map(([kind, score]) => [kind, score - Math.max(0.9, top * 0.55)] as const));
  return { kinds, strength, spans: strength > 0 ? tally.spans : [] };
}
