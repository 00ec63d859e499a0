import type { Plain } from '../../sentences.ts';
const AREA = String.raw`(?:areas?|neighbou?rhoods?|neighbou?rs|part of town|side of town|blocks?|streets?|community|school districts?|schools|people|families|crowd|place to raise|place for kids)`;
const JUDGED = String.raw`(?:safe|unsafe|sketchy|shady|ok|okay|rough|dangerous|ghetto|good|bad|nice|decent|great|better|best|worst|diverse|family friendly|kid friendly|christian|jewish|muslim|white|black|asian|hispanic|latino)`;
const GROUPS = String.raw`(?:white|black|asian|hispanic|latino|indian|chinese|korean|mexican|arab|muslim|jewish|christian|catholic|mormon|immigrants?|foreigners?|gay|families|kids|children|old people|section 8|renters)`;

const INVITES_STEERING = new RegExp(
  [
    String.raw`\b${JUDGED}[ ,](?:(?!(?:school|time|price|way)s?\b)\w+ ){0,2}?${AREA}\b(?! (?:living|allowed|bidding|coming|looking))`,
    String.raw`\b(?:area|neighbou?rhood|street|block|part of town|side of town|schools|neighbou?rs|there|around here|it)\b (?:\w+ ){0,2}?(?:safe (?:area|there|at night|to walk|for)|sketchy|dangerous|ghetto|diverse|rough (?:area|there))`,
    String.raw`\b(?:area|neighbou?rhood|street|block|part of town|side of town|schools|neighbou?rs)\b (?:\w+ ){0,2}?(?:safe|sketchy|rough|dangerous|good|bad|nice|decent|family)\b(?! (?:for two|zoned))`,
    String.raw`\b(?:what|which) (?:kind|type|sort) of (?:people|neighbou?rs|families|crowd|neighbou?rhood|area)\b|\bwho (?:else )?(?:lives|is living|are the people|are the neighbou?rs)\b|\bhow(?:[’']?s| is| are) (?:the|that|this) (?:area|neighbou?rhood|neighbou?rs|street|block)\b|\b(?:area|neighbou?rhood|street|block|schools)\b (?:\w+ ){0,2}?(?:going (?:downhill|up)|changing|getting (?:better|worse))|\bpeople (?:there|here|around there) (?:\w+ )?(?:our|my|your) (?:age|kind)|\b(?:near|around|by|next to) (?:section 8|projects|immigrants|foreigners|those people)|\bdemographics?\b|\bcrime\b|\bgangs?\b`,
    String.raw`\b(?:many|any|lots? of|mostly|mainly|too many|all|no) (?:\w+ )?${GROUPS}\b(?: (?:people|families|live|around|there|here|nearby|next)\b|\?|$)`,
    String.raw`\bsafe (?:there|at night|to walk|for (?:kids|my|our|a woman|women))|\bwould you (?:live|raise|let your)\b|\b(?:should|do|would) (?:i|we|you) (?:\w+ )?avoid\b|\bhow are the (?:neighbou?rs|people|schools)\b`,
    String.raw`\b(?:people like us|our kind|fit in)\b|\braise (?:a family|kids|our kids|children)\b|\bis it (?:diverse|ghetto|sketchy)\b`,
  ].join('|'),
  'i',
);

/** Whether the lead's words ask the agent to judge an area, its schools or its people. */
export const invitesSteering = (leadText: string): boolean => INVITES_STEERING.test(leadText);

/** A note for the agent when the lead's words invite steering, else null. */
export function steeringNote(leadText: string): Plain | null {
  return invitesSteering(leadText)
    ? 'The lead asks about safety, schools or people. Don’t judge the area: ask what matters to them, and send public sources (crime maps, school reports, census) so that they decide.'
    : null;
}

/** The answer to such a question: no judgement, public sources, and the lead's own criteria. */
export const NEUTRAL_ANSWER =
  'That’s yours to judge, so I’ll send the public sources: police crime map, school report cards, census. What matters most to you?';
