import { NO, YES } from './answers.ts';
import { sentenceAround } from './clauses.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

const AGENT = String.raw`(?:agent|realtor|broker|listing agent|buyer'?s agent|real estate (?:agent|person|lady|guy))`;
const SOMEONE = String.raw`(?:someone|somebody)(?: else)?`;
const KIN = String.raw`(?:niece|nephew|cousin|sister|brother|aunt|uncle|son|daughter|grandson|granddaughter|friend|tia|tio|mom|dad|wife|husband|in-law|neighbor|buddy)(?:'s (?:wife|husband))?`;

const NO_AGENT = new RegExp(
  [
    String.raw`\b(?:don'?t|dont|do not|doesn'?t) (?:currently |yet |even )?have (?:an? |our own |my own |any )?${AGENT}`,
    String.raw`\b(?:no|without an?) ${AGENT}\b(?! (?:signs?|fees?|commission|involved in))|\bnot (?:working|signed|represented)\b(?: (?:with|by) (?:an?|any|another|anyone|anybody)(?: ?(?:agent|realtor|else))?)?`,
    String.raw`(?<!not |n't |dont )\b(?:need|looking for|want|find) (?:an? |my own |our own |a good )${AGENT}\b|\bunrepresented\b`,
    String.raw`\bhaven'?t (?:got|signed with|picked|hired|found) (?:an? |any )?(?:${AGENT}|anyone|anybody|one)`,
  ].join('|'),
  'i',
);

/** Someone who works for the lead: «with another agent», «with Mrs. Tolland», «with somebody». */
const WITH = String.raw`(?:with|w|thru|through)(?:/)? (?!you\b|u\b|it\b|that\b|this\b)(?:(?:an?|another|a different|our|my|the same) (?:\w+ )?(?:${AGENT}|guy|lady|gal|fella|friend|company|firm|brokerage|team)|${SOMEONE}|her|him|them|(?:mr|mrs|ms)\b\.?|another|${KIN}|my ${KIN}|our ${KIN}|redfin|zillow|compass|keller|remax|the (?:other|neighbor)\w*)`;
const HAS_AGENT = new RegExp(
  [
    String.raw`\b(?:already )?(?:working|signed(?: up| on)?|listed|going|gone|went|sticking|stuck|under contract|list(?:ing)?|represented|staying|settled) (?:\w+ )?${WITH}`,
    String.raw`\b(?:have|has|got|found|hired|engaged|retained|use|using|chose|picked|assigned (?:me|us)|gave (?:me|us)|set (?:me|us) up with)(?: already)? (?:an? |our own |my own |another |our |my )?(?:\w+ )?${AGENT}\b`,
    String.raw`\b(?:already |kinda |have |we )+(?:have|got|found|hired) (?:${SOMEONE}|a (?:guy|lady|gal)|one\b)|\b(?:assigned|gave|got|found|hooked) (?:me|us)(?: up)?(?: already)? (?:with )?${SOMEONE}`,
    String.raw`\b(?:retained|hired|engaged) (?:${SOMEONE}|(?:mr|mrs|ms)\b)|\bjoined another agent\b|^\W*(?:already )?(?:got|have|found) (?:one|${SOMEONE})\b`,
    String.raw`\b${AGENT} of (?:my|our) own\b|\b(?:my|our) (?:own )?(?:agent|realtor|buyer'?s agent)\b|\brepresents (?:us|me)\b`,
    String.raw`\b${KIN} (?:\w+ ){0,3}(?:sells (?:houses|homes|real estate)|is (?:my|our|an?) (?:${AGENT})|(?:holds|has|got|just got) (?:an?|her|his|their) (?:\w+ )?licen[sc]e|does real estate|is in real estate|is handling|will handle)`,
    String.raw`\b(?:who'?s|is) (?:an?|our|my) (?:realtor|agent)\b|\bwe(?:'re| are) represented|\balready (?:represented|spoken for)\b`,
    String.raw`\b(?:has|have) (?:been |always )?(?:handl(?:ed|ing)|represent(?:ed|ing)|sold|listed) (?:all )?(?:my|our)\b|\b(?:went|going|gone) with (?:another|a different)`,
    String.raw`\bgoing to let (?:her|him|them) handle\b`,
  ].join('|'),
  'i',
);
const WITH_NAME = /\b(?:working|signed(?: up)?|listed|going|went|list(?:ing)?) (?:with|w) \p{Lu}\p{Ll}+/u;

/** «my agent» said of one of the past or of the other side, and people who are no agents. */
const FORMER =
  /\b(?:you for|be|as) (?:our|my) agent|\b(?:last|former|previous|old|ex|first|your|seller'?s|listing|their|the other|that) (?:agent|realtor|broker)\b|friend'?s agent|\b(?:someone|somebody) on (?:my|our|your)|\bif (?:i|we) (?:get|had|have)\b/i;
const LENDING =
  /\b(?:lenders?|loans?|mortgage|bank|financ\w+|pre-?approv\w*|insurance|inspector|lawyer|attorney|mover)\b/i;

const ASKS_AGENT =
  /\b(?:working with|have|got|represented by) (?:an|another|any)?(?:other)? ?(?:agent|realtor|broker|someone|anyone)|\b(?:agent|realtor) already\b/i;
/** The agent offers to take the lead on; «have one already» answers it. */
const OFFERS_HELP =
  /\b(?:love|happy|glad|like) to (?:help|show|work|represent|assist|list|meet|earn)|\bhelp you\b|\bshow you around\b|\byour agent\b|\brepresent\b/i;
const HAVE_ONE =
  /\b(?:have|got|found|has) (?:one|someone|somebody|it covered)\b|\b(?:already|all) (?:covered|taken care of|set)\b/i;

/** Whether the lead has an agent of their own. */
export function findHasAgent({ text, agent }: Setting): FoundFact[] {
  const whole = { start: 0, end: Math.min(text.length, 40) };
  if (agent?.question && ASKS_AGENT.test(agent.text.slice(-160))) {
    if (YES.test(text) || HAVE_ONE.test(text)) return [{ key: 'has_agent', value: true, ...whole }];
    if (NO.test(text)) return [{ key: 'has_agent', value: false, ...whole }];
  }
  const none = NO_AGENT.exec(text);
  if (none) return [{ key: 'has_agent', value: false, start: none.index, end: none.index + none[0].length }];
  const match = HAS_AGENT.exec(text) ?? WITH_NAME.exec(text);
  if (match) {
    const [start, end] = [match.index, match.index + match[0].length];
    const money = LENDING.test(sentenceAround(text, start).text) || (agent?.asks.has('financing') && agent.question);
    if (!FORMER.test(text.slice(Math.max(0, start - 12), end + 10)) && !money)
      return [{ key: 'has_agent', value: true, start, end }];
  }
  if (agent && OFFERS_HELP.test(agent.text) && HAVE_ONE.test(text) && text.length < 90)
    return [{ key: 'has_agent', value: true, ...whole }];
  return [];
}

const HOME = String.raw`(?:house|home|place|condo\w*|townho\w+|ours|mine|property|sale|farm\w*|one|triplex|duplex)`;
const MUST = String.raw`(?:has to|have to|must|needs? to|gotta|got to|needs)`;
const FREE = new RegExp(
  String.raw`\b(?:(?:don'?t|dont|do not|need not|needn'?t|not|aren'?t|isn'?t) (?:need|have|contingent)?\s?(?:to )?(?:sell|on selling|on a sale)[^.]{0,25}(?:first|before|to buy)|nothing to sell|no (?:house|home|contingency|sale contingency) to sell|need not sell|not contingent on|no (?:home )?sale (?:contingency|needed)|(?<!\b(?:once|after|when|until|till|til|if|get|unless|have) )(?:already sold (?:ours|mine|our (?:house|place|home))|(?:ours|mine) (?:is )?already sold))\b`,
  'i',
);
const BOUND = new RegExp(
  [
    String.raw`\b(?:have|has|need|needs|got|gotta|must|want|wanna|would|'d)(?: to)? (?:have to |need to )?(?:sell|be sold)[^.]{0,40}(?:first|before (?:we|i|buying|moving)|to buy)`,
    String.raw`\b(?:our|my|the|this|it|that|mom's|his|her) ?(?:own )?(?:\w+ ){0,2}?(?:${HOME} )?${MUST} (?:go|sell|be sold|close) (?:first|before (?:we|i)\b)`,
    String.raw`\b(?:can'?t|cant|cannot|can not|won'?t|wont|not able to|couldn'?t|not) (?:\w+ ){0,8}?(?:until|till|til|unless|before) (?:\w+ ){0,5}?(?:sells?|sold|closes?)\b`,
    String.raw`\b(?:buy|purchase|offer|move|look|go) (?:\w+ ){0,6}?(?:until|till|til|once|after|when|as soon as) (?:our|my|ours|mine|this|that|the|grand\w+|nana'?s|mom'?s|it) ?(?:(?!then\b)\w+ ){0,4}?(?:sells|is sold|closes|has sold|sold)\b`,
    String.raw`\b(?:once|after|when|as soon as|until|til|till) (?:our|my|ours|mine|this|that|the|grand\w+|nana'?s|mom'?s) ?(?:(?!then\b)\w+ ){0,4}?(?:sells|is sold|has sold)\b[^.]{0,40}\b(?:buy|purchase|first)?`,
    String.raw`\b${HOME} must go first|\bhas to be sold first|\bcontingent on (?:the |our )?(?:sale|selling)|\bsell (?:first|ours first|mine first|(?:this|that) one first|our \w+ first|my \w+ first)|\btil (?:it|that|ours|mine) sells|\bcondition that our house is sold first`,
    String.raw`\b${HOME}[^.?!]{0,20}${MUST} (?:be sold|sell|close)\b`,
  ].join('|'),
  'i',
);
const ASKS_SALE =
  /\b(?:need|have) to sell\b[^?]{0,60}\b(?:first|before|to buy)|\bcontingent\b|\bsell[^?]{0,30}\bfirst\b/i;
const NEXT_HOME =
  /\bfirst\b|\b(?:buy|buying|purchase|next (?:one|place|house|home)|move on it|offer|build|something|into|condo\w*|apartment)\b/i;

/** Whether a home of the lead's own must be sold before they buy. */
export function findMustSellFirst({ text, agent }: Setting): FoundFact[] {
  const whole = { start: 0, end: Math.min(text.length, 40) };
  if (agent?.question && ASKS_SALE.test(agent.text.slice(-200))) {
    if (NO.test(text)) return [{ key: 'must_sell_first', value: false, ...whole }];
    if (YES.test(text)) return [{ key: 'must_sell_first', value: true, ...whole }];
  }
  for (const [value, pattern] of [
    [false, FREE],
    [true, BOUND],
  ] as const) {
    const match = pattern.exec(text);
    if (match && (!value || NEXT_HOME.test(text)))
      return [{ key: 'must_sell_first', value, start: match.index, end: match.index + match[0].length }];
  }
  return [];
}
