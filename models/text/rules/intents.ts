import type { Span } from '../types.ts';
import { Tally } from './cue.ts';
import type { ObjectionReading } from './objections.ts';
import type { Side, Situation } from './situation.ts';
import { courtesyOnly } from './courtesy.ts';
import { INTENT_CUES, INTENT_SIGNS } from './vocabulary/intents.ts';
import { OPT_OUT_CUES } from './vocabulary/opt-out.ts';

/** Evidence needed before a label is more likely than not. */
const BIAS: Record<string, number> = {
  buy: -1.5,
  sell: -1.5,
  rent: -1.5,
  research: -1.6,
  property_question: -1.5,
  showing: -1.6,
  financing: -1.5,
  offer: -1.7,
  objection: 0,
  opt_out: -1.8,
  courtesy: -1.5,
};

const whole = (s: Situation) => ({ start: 0, end: s.text.length });

const TABLED =
  /\b(?:offer\w*|counter\w*|accept\w*|they'?d|they'?ll (?:take|do|cover|leave|throw|knock|pay)|they (?:said|want|asked|agreed|took|put)|came (?:back|in|up|down)|sellers?|buyers?|said|says|wants?|agreed|landlord|take|firm|credit|repairs?|owner|best and final|highest and best|no lower|bid\w*|stay at|go (?:to|up|back))\b/i;
const BARGAIN =
  /\b(?:tell (?:them|him|her|em)|they can|he can|she can|(?:and|n) (?:they|he|she|the)|firm|lower|meet|split|go to|do it|accept\w*|stays?|no repairs|as is|deal|take it|yes to|say yes|suits|lock it in|sign|done)\b/i;

/** Lead figures, yes and no to a price on the table. */
function offerInContext(s: Situation, tally: Tally): void {
  if (s.agent === null || !TABLED.test(s.agent.text) || !(s.asked('price') || /\d{2,}/.test(s.agent.text))) return;
  if (s.asked('represent') && !s.asked('price')) return;
  const figure = s.hasMoney || /^\W*(?:the )?\$?\d[\d.,]*k?\b/i.test(s.text);
  const visiting = s.asked('visit') && s.asked('time') && !s.hasMoney;
  if (visiting) return;
  if (figure && s.words <= 45 && !/\bhow (?:much|many|old)\b/i.test(s.text)) tally.add('offer', 2.2, whole(s));
  if (BARGAIN.test(s.text) && s.words <= 60) tally.add('offer', 1.8, whole(s));
  if (s.reply === 'yes' && s.words <= 25) tally.add('offer', 2.2, whole(s));
  if (s.reply === 'no' && figure) tally.add('offer', 1, whole(s));
  if (s.reply === 'choice' && s.asked('price')) tally.add('offer', 1.2, whole(s));
}

function showingInContext(s: Situation, tally: Tally): void {
  if (s.agent === null) return;
  const time = s.asked('time');
  const visit = s.asked('visit');
  if (!time && !visit) return;
  const priceTalk = s.asked('price') && !visit;
  const takes = s.reply === 'yes' || s.reply === 'choice' || s.reply === 'time';
  if (takes && s.words <= 30 && !priceTalk) {
    const other = !visit && (s.asked('financing') || s.asked('list') || s.asked('represent') || s.asked('detail'));
    tally.add('showing', other && s.reply !== 'time' ? 0.6 : time ? 2.6 : 2, whole(s));
  }
  if (time && s.hasTime && s.words <= 40 && !priceTalk) tally.add('showing', 2, whole(s));
  if (time && s.reply === 'no' && s.hasTime) tally.add('showing', 1.6, whole(s));
  if (
    time &&
    visit &&
    s.words <= 14 &&
    s.reply === 'none' &&
    !s.question &&
    /\b(?:after|before|around|at|by|any ?time|lunch|work|late|early|free|works?|fine|there)\b|\d/i.test(s.text)
  ) {
    tally.add('showing', 1.6, whole(s));
  }
}

function financingInContext(s: Situation, tally: Tally): void {
  if (!s.asked('financing') || s.agent === null || s.words > 40) return;
  if (s.asked('visit') && s.asked('time')) return;
  const money = s.hasMoney || /\d/.test(s.text);
  if (s.reply === 'yes' || s.reply === 'no' || s.reply === 'choice' || money || s.words <= 8) {
    tally.add('financing', s.agent.question ? 2 : money ? 1.2 : 0.6, whole(s));
  }
}

/** Short answers and questions about the homes that the agent put forward. */
function propertyInContext(s: Situation, tally: Tally): void {
  if (s.agent === null) return;
  const statement = s.asked('listing') && !s.asked('price') && !s.asked('time');
  if (s.question && s.words <= 25 && (s.asked('listing') || s.asked('still')) && !s.hasTime)
    tally.add('property_question', 1.2, whole(s));
  if (statement && !s.agent.question && s.words <= 9 && s.reply === 'none')
    tally.add('property_question', 1.7, whole(s));
  if (statement && s.reply === 'choice') tally.add('property_question', 1.8, whole(s));
  const features =
    (s.asked('features') || s.asked('beds')) &&
    s.agent.question &&
    !s.asked('visit') &&
    !s.asked('verdict') &&
    !s.asked('time');
  if (features && s.words <= 25 && s.reply !== 'no') tally.add('property_question', 2.2, whole(s));
  else if (features && s.words <= 25) tally.add('property_question', 0.8, whole(s));
  if (s.asked('budget') && s.hasMoney) tally.add('property_question', 1.2, whole(s));
  if (/\bmake it (?:\d|two|three|four)\b/i.test(s.text) && s.asked('beds')) tally.add('property_question', 2, whole(s));
}

/** Whose table it is: the agent carries a seller's answer to a buyer, or buyers' offers to a seller. */
function tableSide(s: Situation): Side {
  const text = `${s.agent?.text ?? ''} ${s.text}`;
  if (/\b(?:rent|lease|landlord|a month)\b/i.test(text)) return 'rent';
  if (/\b(?:buyers?|they offered|came in at|submitted|lowball|offers? (?:is|are|came) in|the offer is)\b/i.test(text))
    return 'sell';
  if (
    /\b(?:sellers?|counter(?:ed)?(?: is)?|asking|they'?d take|they'?ll take|accepted|your offer|no lower|highest and best|floor)\b/i.test(
      text,
    )
  )
    return 'buy';
  return null;
}

const ACTS = ['offer', 'financing', 'property_question', 'showing'] as const;

/** Acting on a side that the context shows is stating it (a bid on a rental is `rent`). */
function sideInContext(s: Situation, tally: Tally): void {
  const offer = tally.get('offer') + (BIAS.offer ?? 0);
  const side: Side = s.side ?? (offer > 0 ? tableSide(s) : null);
  if (s.asked('side') && s.words <= 12) {
    for (const [label, words] of [
      ['buy', /\b(?:buy(?:ing)?|purchase|own)\b/i],
      ['rent', /\b(?:rent(?:ing|in)?|leas(?:e|ing))\b/i],
      ['sell', /\b(?:sell(?:ing)?|list)\b/i],
    ] as const) {
      const match = words.exec(s.text);
      if (match && !/\bneither\b|\bnot\b/i.test(s.text))
        tally.add(label, 3, { start: match.index, end: match.index + match[0].length });
    }
  }
  if (side === null) return;
  if (offer > 0) tally.add(side, Math.min(2.2, 1.2 + offer));
  const applies =
    /\b(?:apply|application|sign|lease|take it|put in for|deposit|paperwork|move in)\b/i.test(s.text) &&
    s.reply !== 'no';
  if (applies && side !== 'sell') tally.add(side, 1.8);
  if (
    side === 'sell' &&
    s.asked('list') &&
    (s.reply === 'yes' || /\b(?:sign|list|photographer|ready|go live)\b/i.test(s.text))
  )
    tally.add('sell', 2.4);
  const ownStrong = s.ownSide !== null && s.ownSide !== side;
  if (!ownStrong && tally.get('financing') + (BIAS.financing ?? 0) > 0.5 && side !== 'sell') tally.add(side, 0.9);
}

/** A budget of the size of a price, in a search. */
function budgetSide(s: Situation, tally: Tally): void {
  const search = /\b(?:looking|need|want|find|anything|search\w*|budget|max|under|up to|around)\b/i.test(s.text);
  const sale =
    /\b(?:[1-9]\d{2}|[1-9]\d?\.\d+) ?k\b|\b[1-9]\d{2},000\b|\b\d\.\d+ ?(?:m|mil|million)\b|\$ ?[1-9]\d{2}k|\bbudget\b[^.?!]{0,20}\b[1-9]\d{2}\b/i.test(
      s.text,
    );
  if (search && sale && s.ownSide !== 'sell' && s.side !== 'sell' && tally.get('offer') < 1.7) tally.add('buy', 1.9);
}

const GENERAL_Q =
  /^\W*(?:is|are|do|does|did|can|could|will|would|how|what|whats|what's|which|who|when|where|why|any)\b/i;

/** The intents' logits as a tally. */
export function readIntents(
  s: Situation,
  objections: ObjectionReading,
): { scores: Map<string, number>; spans: Span[] } {
  const tally = new Tally('intents');
  tally.addCues(s.text, INTENT_CUES);
  tally.addCues(s.text, INTENT_SIGNS);
  tally.addCues(s.text, OPT_OUT_CUES);
  offerInContext(s, tally);
  showingInContext(s, tally);
  financingInContext(s, tally);
  propertyInContext(s, tally);
  budgetSide(s, tally);
  sideInContext(s, tally);
  optOutInContext(s, tally, objections);
  // A question on a listing with no word that the vocabulary knows.
  if (s.question && tally.scores.size === 0 && s.words >= 2 && GENERAL_Q.test(s.text) && !courtesyOnly(s)) {
    tally.add('property_question', 1.7, whole(s));
  }
  if (s.words > 60) for (const act of ACTS) tally.add(act, -0.5);
  const optOut = tally.get('opt_out') + (BIAS.opt_out ?? 0);
  if (optOut > 0)
    for (const label of ['buy', 'sell', 'rent', 'research', 'property_question', 'showing', 'financing', 'offer'])
      tally.add(label, -1.2 - optOut);
  const objection = objections.strength;
  tally.add('objection', optOut > 0 ? objection - 2.2 : objection);
  const others =
    [...tally.scores].some(([label, score]) => label !== 'objection' && score + (BIAS[label] ?? 0) > 0) ||
    objection > 0;
  if (courtesyOnly(s) && !detailOnly(s)) {
    tally.add('courtesy', others ? 1 : 4, whole(s));
  }
  if (!courtesyOnly(s) && !detailOnly(s)) fallBack(s, tally);
  const scores = new Map<string, number>();
  for (const [label, bias] of Object.entries(BIAS)) scores.set(label, tally.get(label) + bias);
  return { scores, spans: [...tally.spans, ...objectionSpans(objections)] };
}

const nothingYet = (tally: Tally) =>
  Object.entries(BIAS).every(([label, bias]) => label === 'courtesy' || tally.get(label) + bias <= 0);

/**
 * What a message most likely is when no word speaks for anything: by what the agent asked, a statement after «what
 * did you think?» is a reason not to, one after a proposed visit is about the visit.
 */
function fallBack(s: Situation, tally: Tally): void {
  if (!nothingYet(tally) || s.words === 0) return;
  const raise = (label: string) => tally.add(label, 0.45 - (BIAS[label] ?? 0) - tally.get(label), whole(s));
  const judged = s.asked('verdict') || s.asked('proceed') || s.asked('list') || s.asked('represent');
  if (s.question && s.words <= 12) return raise('property_question');
  if (s.agent !== null && s.asked('still') && s.words >= 3 && s.reply !== 'yes') return raise('opt_out');
  if (s.asked('detail') && s.words <= 8) return;
  if (s.asked('price') && s.words <= 30) return raise('offer');
  if (s.asked('financing') && !judged && s.words >= 3) return raise('financing');
  if ((s.asked('visit') || s.asked('time')) && s.words <= 8) return raise('showing');
  if (judged && s.reply !== 'yes') return raise('objection');
}

const objectionSpans = (objections: ObjectionReading): Span[] =>
  objections.spans.map((span) => ({ ...span, head: 'intents', label: 'objection' }));

/** A name, number or address given because the agent asked for it. */
const detailOnly = (s: Situation) =>
  s.asked('detail') && s.words <= 6 && s.reply === 'none' && !/\bthank/i.test(s.text);

/** «nah», «nope, all set» to "still looking?" ends it; the same to a plan only puts it off. */
function optOutInContext(s: Situation, tally: Tally, objections: ObjectionReading): void {
  if (!s.asked('still') || s.reply !== 'no' || s.words > 14) return;
  const reason = Math.max(0, ...objections.kinds.values());
  const later = /\b(?:yet|now|until|til|till|right|this|next|later)\b/i.test(s.text);
  tally.add('opt_out', later || reason > 1.5 ? 0.6 : 2.4, whole(s));
}
