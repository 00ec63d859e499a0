import type { Span } from '../types.ts';
import { Tally } from './cue.ts';
import type { ObjectionReading } from './objections.ts';
import type { Situation } from './situation.ts';
import { READINESS_CUES } from './vocabulary/readiness.ts';

const CANCELS =
  /\b(?:cancel|can'?t make|cant make|won'?t make|call(?:ed)? (?:it|that) off|bail|rain ?check|dont come|don'?t come|hold off on)\b/i;
/** Signs of interest add up to no more than that: many of them are still not papers in hand. */
const CONSIDERING_MAX = 2.4;
const PROVES = /\b(?:how (?:do|can|does)|what|which|is|are|do|does|can|would)\b[^.!]*\?/i;

/** Evidence for each readiness, from the words and from the intents that were read. */
export function readReadiness(
  s: Situation,
  intents: Map<string, number>,
  objections: ObjectionReading,
  urgency: Map<string, number>,
): { scores: Map<string, number>; spans: Span[] } {
  const tally = new Tally('readiness');
  tally.addCues(s.text, READINESS_CUES);
  const on = (intent: string) => (intents.get(intent) ?? -1) > 0;
  const cancelled =
    on('showing') &&
    CANCELS.test(s.text) &&
    !(s.hasTime && /\b(?:instead|do|but|fine|works?|push|move|resched\w*|rebook|can we)\b/i.test(s.text));

  if (on('property_question')) tally.add('considering', 2);
  if (on('showing') && !cancelled) tally.add('considering', 2.4);
  if (on('objection')) tally.add('considering', 1.9);
  if (on('financing')) tally.add('considering', 1.7);
  if (on('rent') || on('buy') || on('sell')) {
    tally.add('considering', 1.5);
    if (s.asked('side')) tally.add('early', 2.5);
  }
  if (on('research')) {
    tally.add('early', 2.6);
    tally.add('considering', -0.8);
  }
  if ((urgency.get('low') ?? 0) > 2) tally.add('early', 2);
  if (on('offer')) {
    tally.add('considering', 1.2);
    const own = s.hasMoney || s.reply === 'yes' || /\b(?:accept|deal|take it|sign|yes to)\b/i.test(s.text);
    const asks = PROVES.test(s.text) && !s.hasMoney;
    if (own && !asks) tally.add('ready', 3.2);
    else if (!asks) tally.add('ready', 1.8);
  }
  if (on('sell') && s.reply === 'yes' && (s.asked('list') || s.asked('proceed'))) tally.add('ready', 2.2);
  if (on('financing') && s.reply === 'yes' && s.asked('financing')) tally.add('ready', 1.2);
  if (
    on('objection') &&
    ((objections.kinds.get('financing') ?? -1) > 0 ||
      (objections.kinds.get('timing') ?? -1) > 0 ||
      (objections.kinds.get('decision') ?? -1) > 0)
  ) {
    tally.add('ready', -1.6);
  }
  if ((objections.kinds.get('market') ?? -1) > 0 && on('objection')) tally.add('early', 1.2);
  const working =
    /\b(?:already|have|got|working|signed|found) (?:\w+ ){0,3}(?:agent|realtor|broker|someone|somebody|license|lady|guy)\b|got (?:his|her) license/i.test(
      s.text,
    );
  if (on('objection') && (objections.kinds.get('agent') ?? -1) > 0 && working) tally.add('none', 5);
  // Passing on one home while the search goes on.
  if (
    on('objection') &&
    /\b(?:find me (?:something|another)|keep look\w*|carry on with|what else|others|pass on|we'?ll keep)\b/i.test(
      s.text,
    )
  )
    tally.add('none', 3.2);
  // Somebody who says anything of substance weighs something.
  if (s.words >= 9 || (s.words >= 4 && s.agent !== null)) tally.add('considering', 1.5);
  if (on('opt_out') || on('courtesy')) tally.add('none', 8);
  if (cancelled) tally.add('none', 3);
  const scores = new Map([
    ['none', 1.3 + tally.get('none')],
    ['early', tally.get('early')],
    ['considering', Math.min(CONSIDERING_MAX, tally.get('considering'))],
    ['ready', tally.get('ready')],
  ]);
  return { scores, spans: tally.spans };
}
