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
    String.raw`\b(?:people like us|our kind|fit in(?! (?:an?|the)\b))\b|\braise (?:a family|kids|our kids|children)\b|\bis it (?:diverse|ghetto|sketchy)\b`,
  ].join('|'),
  'i',
);

const WHERE = String.raw`(?:areas?|neighbou?rhoods?|towns?|suburbs?|pockets?|streets?|blocks?|zip(?: ?codes?)?|communit(?:y|ies)|villages?|(?:part|side|end)s? of (?:the )?(?:town|city)|(?:part|side|end)s?(?=\W*$|,| or\b))`;
const FOLKS = String.raw`(?:people|folks|neighbou?rs|families|couples|residents|locals|crowd|renters|tenants|kids|parents|owners)`;
const OF_GROUP = String.raw`(?:white|black|brown|asian|hispanic|latin[oax]|african[- ]american|indian|chinese|korean|vietnamese|filipino|mexican|arab|african|russian|muslim|jewish|christian|catholic|mormon|hindu|sikh|gay|lesbian|lgbt\w*|immigrant|single|young|old(?:er)?|retired|religious|spanish[- ]speaking)`;
const AGES = String.raw`(?:retirees|retired (?:people|folks|couples)|seniors|old (?:people|folks)|renters|students|college kids|young (?:people|families|couples)|singles|families|professionals|immigrants|minorities|locals|people (?:our|my) age)`;
const SCHOOL = String.raw`(?:schools?|elementary|middle school|high school|school district|districts?|teachers)`;
const GOOD = String.raw`(?:any good|good|decent|better|best|nice(?:r|st)?|great|top|strong|ok|okay|bad|worse|worst|rough(?:er)?|safe(?:r|st)?|sketchy|shady|dangerous|trashy|classy|upscale|snobby|friendly|weird|respectable)`;
const NIGHT = String.raw`(?:at night|after dark|late(?: at night)?|in the dark|alone|by (?:her|him|my|them)sel(?:f|ves)|on (?:her|his|my|their) own)`;
const US = String.raw`(?:we|i|us|they|my (?:\w+ )?(?:family|wife|husband|kids|son|daughter|parents|partner)|an? (?:\w+ ){1,2}(?:couple|family|woman|man|girl|guy))`;

/** By what is asked about, in words that were not seen before. */
const ASKS_TO_JUDGE = [
  // Crime and safety of persons
  String.raw`\b(?:(?<!on )drugs(?! ?stores?)|shootings|(?<=\b(?:a|was|about) )shooting(?! (?:range|star))|shooting (?:on|near|last)|break[- ]?ins?|broken into|burglar(?:ies|ized)|(?:get|got|gets|getting|been|be) (?:robbed|mugged|jumped) (?:at|there|near|on|around|in)\b|robberies|muggings?|(?:cars?|trucks?|bikes?|packages?|catalytics?) (?:\w+ ){0,2}stolen|thefts?|stabbings?|carjack\w*|homeless (?:people|camps?|encampments?|folks)|junkies|(?:the|one of (?:the|those)) projects)\b`,
  String.raw`\b(?:ok(?:ay)?|safe|fine|alright|scared|afraid|worr(?:y|ied)|comfortable)\b[^.?!]{0,20}\b(?:walk|jog|run|bik|out|go(?:ing)? home)\w*\b[^.?!]{0,25}\b${NIGHT}`,
  String.raw`\b(?:walk|walking|jog|jogging|run|running) (?:\w+ ){0,3}${NIGHT}[^.?!]{0,20}\b(?:ok(?:ay)?|safe|fine)\b`,
  // People: what they are like, who they are
  String.raw`\b(?:what|how)(?:[’']?s| is| are|re)? (?:the |your |those )?(?:\w+ ){0,2}${FOLKS}\b[^.?!]{0,25}\blike\b(?! to\b)|\b(?:know|tell (?:me|us)|say|hear[d]?) (?:\w+ )?about (?:the |your |those )?(?:${FOLKS}|area|neighbou?rhood)\b(?![’']| codes?)`,
  String.raw`\bvibes?\b[^.?!]{0,20}\b(?:${FOLKS}|${WHERE})|\b${WHERE} vibes?\b|\b${GOOD} (?:enough )?${FOLKS}\b(?= (?:next|around|there|here|near|in|on)\b|\W*$)`,
  String.raw`\b(?:${OF_GROUP}|other) ${OF_GROUP} ${FOLKS}\b|\b(?:any|other|more|many|lots? of|mostly|mainly|all) (?:\w+ )?${OF_GROUP} ${FOLKS}\b`,
  String.raw`(?<!how )\b(?:mostly|mainly|mainly just|more|all|lots? of|a bunch of|many|too many|just) ${AGES}\b|\b${AGES} or ${AGES}\b`,
  String.raw`\b(?:mixed|integrated|gentrif\w+|working class|blue[- ]collar|upper class|low[- ]income|upscale|affluent) (?:${WHERE}|${FOLKS}|or)\b|\b(?:one|what|which) (?:race|religion|ethnicit\w+|nationalit\w+)\b|\bracial\w*|\bethnic\w*|\bgentrif\w+`,
  String.raw`\b(?:some(?:one|body)|people|families|folks|couples|others|a family|a couple) like (?:us|me|ours) (?:\w+ ){0,2}(?:live|living|there|around|fit|welcome|accepted)\b|\b${US}\b[^.?!]{0,20}\b(?:comfortable|welcome|fit in|accepted|at home|stick out|belong|treated)\b[^.?!]{0,12}\b(?:there|around|in (?:that|this)|on (?:that|this))\b`,
  // Schools
  String.raw`\b${SCHOOL}\b (?:\w+ ){0,3}?(?:any good|good|decent|better|bad|rated|rankings?|ranked|worth|ok|okay|strong|rough|well regarded|reputation)\b(?! (?:for|with|to|time|way|distance)\b)|\b(?:good|better|best|decent|nicest|top|strong|bad|worst|worse) (?:\w+ )?${SCHOOL}\b(?= (?:there|here|nearby|around|in|for|or|and|near|system)\b|\W*$)`,
  String.raw`\bwould your (?:own )?(?:\w+ )?(?:kids?|children|family|wife|husband|daughter|son|mother|mom)\b|\bwould you (?:\w+ )?(?:send|let|feel|walk|move|buy) (?:your|safe|there|here|in that|around|alone)\b`,
  // Places, one against the other
  String.raw`\b${GOOD} ${WHERE}\b(?! (?:rugs?|lights?|parking|signs?|pool|center|codes?|for (?:the|my|our|a)))|\b(?:which|what) ${WHERE} (?:\w+ ){0,3}(?:${GOOD}|recommend|avoid|suggest|stay away)\b`,
];
const JUDGES = new RegExp(ASKS_TO_JUDGE.join('|'), 'i');

/** Whether the lead's words ask the agent to judge an area, its schools or its people. */
export const invitesSteering = (leadText: string): boolean => INVITES_STEERING.test(leadText) || JUDGES.test(leadText);

/** A note for the agent when the lead's words invite steering, else null. */
export function steeringNote(leadText: string): Plain | null {
  return invitesSteering(leadText)
    ? 'The lead asks about safety, schools or people. Don’t judge the area: ask what matters to them, and send public sources (crime maps, school reports, census) so that they decide.'
    : null;
}

/** The answer to such a question: no judgement, public sources, and the lead's own criteria. */
export const NEUTRAL_ANSWER =
  'That’s yours to judge, so I’ll send the public sources: police crime map, school report cards, census. What matters most to you?';
