import { segmentAround, sentenceAround } from './clauses.ts';
import { namesHour } from './counted.ts';
import { smallNumber } from './number-words.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

export const COUNT = String.raw`\d{1,2}(?:\.5)?|one|two|three|four|five|six|seven|eight`;
export const NTH: Record<string, number> = { second: 2, third: 3, fourth: 4, fifth: 5 };
export const HALF = String.raw`(?:\s(?:n|and|&)\s(?:a|1|one)\s?(?:-\s?)?half| ?1\/2| ?½)`;
const BED = String.raw`bed(?:room|rm)?s?\b|beds\b|bdrms?\b|brs?\b|bds?\b|br(?=s?\b)`;
const BATH = String.raw`(?:full )?bath(?:room)?s?\b|ba\b|baths\b`;

export const BEDS = new RegExp(
  String.raw`(?<![\d.$/-])\b(?<n>${COUNT})(?:\s?(?:\+|or more|or)?\s?(?:-|–|to|or)?\s?(?:${COUNT}))?\s?(?:\+|or more|plus|min|minimum)?[\s-]{0,3}(?:${BED})`,
  'gid',
);
export const BATHS = new RegExp(
  String.raw`(?<![\d.$/-])\b(?<n>${COUNT})(?<half>${HALF})?(?:\s?(?:-|–|to|or)\s?(?:${COUNT}))?\s?(?:\+|or more|plus|min|minimum)?[\s-]{0,3}(?:${BATH})`,
  'gid',
);
/** «3/2», «4/2.5»: beds and baths, where the words about it speak of a search. */
const BATH_AND_HALF =
  /\b(?:(?:a|an|one|1) )?(?:full )?bath(?:room)? (?:n|and|&|\+|plus) (?:a |1 |one )?(?:half|1\/2|powder room)\b/i;
export const SLASH =
  /(?<![\d/$.])\b(?<beds>[1-6])(?:\s?\/\s?| (?:n|and|&) )(?<baths>[1-4](?:\.5)?)\b(?![\d/%]| ?(?:am|pm|bed|br|kids|dogs|cats|year|month|week|day|people|car))/dgi;

/** «beds: 3, baths: 2», as forms send them. */
const LABELLED = [
  ['beds_min', /\bbed(?:room)?s?\s?[:=]\s?(?<n>\d)\b/i],
  ['baths_min', /\bbath(?:room)?s?\s?[:=]\s?(?<n>\d(?:\.5)?)\b/i],
] as const;
/** «need a third bedroom», «a second bath is a must». */
export const ORDINAL = /\b(?<n>second|third|fourth|fifth) (?<room>bed|bath)(?:room)?\b/i;

/** A listing's own rooms: «the 2br on Loring», «that 3 bedroom», «is the one bedroom still …». */
const LISTED_BEFORE =
  /(?:\bthe|\bthat|\bthis|\byour|\bits|\bit's (?:a|only)|\bit is a|\bhas|\bthere'?s (?:only)|\bur|\bof those|\bwhat do|\bsaw (?:a|your)|\bsays?|\blisted as|\babout (?:a|the)|\b(?:my|our|ours is a|mine is a|i have a|we have a|i own a|we own a|got a)|\bwhich|\bwhat does a|\bwhat would a) (?:\w+ ){0,2}$/i;
const OWN_NEED =
  /\b(?:look(?:ing|in)?|search\w*|need\w*|want\w*|wanna|tryna|trying|find|hop(?:e|ing)|wish|anything|any(?:body|one)?|interested in|buy\w*|rent\w*|purchase|lease|do you have|got any|y'?all got|send|show me|keep|put me|must|bump|change|switch|raise|what else|in the market|would like|should like|prefer\w*|min|minimum|at least|make it|budget|must have|we're after|ideally|voucher|something|gotta have|works? for us|down to|thinking|shopping|hunt\w*|would do|negotiable|is a must|or better|or more|get(?:ting)? (?:me |us )?into|be in a|move into|instead|or (?:my|our) marriage|has to have|gotta be|dream\w*|would be (?:perfect|ideal|great|nice|lovely|best))\b/i;
/** A search written as a list: «3br under 140 in Rosedale Park». */
const LIST_STYLE = /\b(?:under|below|up to|max|tops|budget|around \$?\d|\$\d)\b/i;
const REFUSED = /\b(?:no|not|never|only|just|scratch the|isn'?t|instead of(?: a)?) (?:a |the )?$/i;

/** Questions about a listing, by their first word; «is there a 2br» asks for one. */
const ASKS_LISTING = /^\W*(?:is|are|does|do|did|was|were|how|which|when|can|could|has|have|will|would)\b/i;
const ASKS_ANY =
  /\b(?:any(?:thing|body|one)?|look(?:ing)?|need|is there|are there|do you have|have you|you got|what else|got any|can you (?:send|find)|could you (?:send|find|set))\b/i;
const WANTS_OTHERS = /^[\w -]{0,14}\bones\b/i;

/** The lead's present home: «we have one bathroom now». */
const PRESENT =
  /\b(?:(?:we|i|ours|mine|this (?:one|place|house)|our \w+|my \w+)(?:'ve)? (?:only |just |all |currently )?(?:have|has|got|had|share|shares)|there'?s|one) (?:only |just |the )?$|\b(?:kids|of us|people|adults|live|living|lived|stuck|crammed|now|still) in an? $/i;
/** Rooms that are an item of a list by themselves: «dunmore or throop, 2 beds, one floor». */
const ITEM = /^\W*(?:(?:and|n|so|w|with|plus|at least|maybe|prob\w*|yes|house|place|needs?) )*$/i;
const ITEM_ENDS =
  /^(?:\s*(?:$|[,.;!\n)])| (?:min\w*|at least|or more|or better|please|pls|ideally|and|n|w|with|or (?:we|i|my|its|it's)|that|would|preferably|in|near|around|under|for|\d)\b)/i;

const SEEKS = /\b(?:approved|somewhere|anywhere|fha|va|conventional)\b/i;

/** An item of a list in a message that asks nothing of a listing and tells nothing of one's own home. */
function isItem({ text, agent, selling, buying, searching, market }: Setting, at: number, end: number): boolean {
  const seeks = searching || buying || market !== 'unknown' || SEEKS.test(text) || agent?.question === true;
  if ((selling && !buying) || !seeks) return false;
  const segment = segmentAround(text, at);
  return (
    segment.start > 0 &&
    ITEM.test(text.slice(segment.start, at)) &&
    ITEM_ENDS.test(text.slice(end)) &&
    !/\b(?:listing|saw|toured|says|listed|asking|they want|my foot|ours|mine)\b/i.test(text)
  );
}

function isNeed(setting: Setting, at: number, end: number, asked: boolean): boolean {
  const { text } = setting;
  const before = text.slice(Math.max(0, at - 40), at);
  if (/\b(?:by|on|before|until|due) $/i.test(before) && /^\d\/\d/.test(text.slice(at, end))) return false;
  const plural = /s$/i.test(text.slice(at, end)) && /\b(?:that|this)\s$/i.test(before);
  if (
    LISTED_BEFORE.test(before) &&
    !plural &&
    !WANTS_OTHERS.test(text.slice(end, end + 20)) &&
    !WANTS_BEFORE.test(before)
  )
    return false;
  if (REFUSED.test(before) && !asked) return false;
  if (PRESENT.test(before) && !/\b(?:voucher|section 8)\b/i.test(text)) return false;
  if (asked) return true;
  if (
    setting.selling &&
    !setting.buying &&
    !/\b(?:wanting|want|need|looking for) (?:me |us )?an? /i.test(text.slice(Math.max(0, at - 90), at))
  )
    return false;
  const sentence = sentenceAround(text, at);
  const question = text[sentence.end] === '?';
  if (question && ASKS_LISTING.test(sentence.text) && !ASKS_ANY.test(sentence.text)) return false;
  return (
    OWN_NEED.test(sentence.text) ||
    LIST_STYLE.test(sentence.text) ||
    setting.buying ||
    isItem(setting, at, end) ||
    (at - sentence.start < 4 && setting.searching) ||
    (OPENS_WISH.test(text.slice(0, end)) && WISH_GOES_ON.test(text.slice(end))) ||
    /\b(?:house|condo|townhouse|apartments?|place|home)s?,? (?:w |with )?$/i.test(before)
  );
}

/** «4 bed house holly springs. preapproved 435»: a message that opens with the rooms is a search. */
const OPENS_WISH =
  /^\W*(?:hi|hello|hey|yes|yeah)?\W*(?:house|condo|apartment|apt|townhouse|rental)?(?: w(?:ith)?)?,? ?(?:an? )?(?:\d|one|two|three|four|five)\+? ?-?(?:bed|br|bd|bdrm)\w*$/i;
const WISH_GOES_ON =
  /^[^?]*?\b(?:\d{3,4}k?|under|pre-?approved|house|condo|apts?|apartments?|townhouse|rental|in|near|or|by)\b(?!.*\bno thanks\b)/i;
const WANTS_BEFORE = /\b(?:need|want|rent|buy|find|looking for|on my|on our|have|got) (?:a|my|the|our)?\s?\w*\s?$/i;

/** The agent asks what the lead looks for. */
const ASKS_WISHES =
  /\b(?:what are you (?:after|looking for)|look(?:ing)? for|what would .{0,30}look like|must[- ]haves?|wish ?list|criteria|hunt(?:ing)? for|search(?:ing)? for|how big|size|room for|smaller place|bigger place|could it be|would you (?:take|consider|be ok)|picture|describe|what do you (?:need|want))\b/i;

/** How many bedrooms and bathrooms the lead needs at least; a listing's own rooms are no need. */
export function findRooms(setting: Setting): FoundFact[] {
  const { text, agent } = setting;
  const asked = agent?.question === true && (agent.asks.has('beds') || ASKS_WISHES.test(agent.text));
  const found: FoundFact[] = [];
  for (const [key, pattern] of [
    ['beds_min', BEDS],
    ['baths_min', BATHS],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const n = smallNumber(match.groups?.n ?? '');
      if (n === null || n < 1 || n > 12 || !isNeed(setting, match.index, match.index + match[0].length, asked))
        continue;
      const value = match.groups?.half ? n + 0.5 : n;
      // The last one stands: people correct themselves («3, well, 2 bedrooms»).
      found.push({ key, value, start: match.index, end: match.index + match[0].length });
      break;
    }
  }
  for (const [key, pattern] of LABELLED) {
    const match = found.some((fact) => fact.key === key) ? null : pattern.exec(text);
    const n = smallNumber(match?.groups?.n ?? '');
    if (match && n !== null && n >= 1 && n <= 12 && !(setting.selling && !setting.buying))
      found.push({ key, value: n, start: match.index, end: match.index + match[0].length });
  }
  const halfBath = BATH_AND_HALF.exec(text);
  if (
    halfBath &&
    !found.some(({ key }) => key === 'baths_min') &&
    isNeed(setting, halfBath.index, halfBath.index + halfBath[0].length, asked)
  ) {
    found.push({ key: 'baths_min', value: 1.5, start: halfBath.index, end: halfBath.index + halfBath[0].length });
  }
  const nth = ORDINAL.exec(text);
  if (nth && OWN_NEED.test(sentenceAround(text, nth.index).text) && !(setting.selling && !setting.buying)) {
    const key = nth.groups?.room?.toLowerCase() === 'bath' ? 'baths_min' : 'beds_min';
    const value = NTH[nth.groups?.n?.toLowerCase() ?? ''];
    if (value !== undefined && !found.some((fact) => fact.key === key))
      found.push({ key, value, start: nth.index, end: nth.index + nth[0].length });
  }
  if (found.length === 0) {
    for (const match of text.matchAll(SLASH)) {
      // «3 n 2» is rooms only where rooms are spoken of.
      if (!match[0].includes('/') && !asked) continue;
      if (!isNeed(setting, match.index, match.index + match[0].length, asked)) continue;
      const end = match.index + match[0].length;
      found.push({ key: 'beds_min', value: Number(match.groups?.beds), start: match.index, end });
      found.push({ key: 'baths_min', value: Number(match.groups?.baths), start: match.index, end });
      break;
    }
  }
  if (found.length === 0) found.push(...bareAnswer(setting));
  return found;
}

const BARE = new RegExp(
  String.raw`^\W{0,8}(?:at least|just|prob(?:ably)?|like|maybe|need|make it|we need|i need|minimum|min|yes|no)?[ ,]{0,4}(?<n>${COUNT})(?<half>${HALF})?(?=$|[\s,.!?+;])`,
  'i',
);

const CONCLUDED = new RegExp(
  String.raw`\b(?:so|need|means|makes|it'?s)\s(?<n>${COUNT})(?<half>${HALF})?(?=$|[.,!?;])`,
  'i',
);

/** «2» to «how many bedrooms», «make it 2» to «some 3 bed options». */
function bareAnswer(setting: Setting): FoundFact[] {
  const { text, agent } = setting;
  if (!agent) return [];
  const last = agent.text.slice(-160);
  const shared = /\b(?:share|own) (?:a )?(?:bed)?rooms?\b/i.test(last);
  // «Will the boys share?» «no. so 4».
  const answer = (shared ? CONCLUDED : BARE).exec(text);
  const n = smallNumber(answer?.groups?.n ?? '');
  if (!answer || n === null || n < 1 || n > 8) return [];
  const askedBeds = /\bhow many (?:bed|room)|\bbed(?:room)?s\b[^?]{0,40}\?|\b(?:need|want)\b.{0,20}\bbed/i.test(last);
  const askedBaths = /\bhow many bath|\bbaths?\b[^?]{0,40}\?/i.test(last) && !askedBeds;
  const corrected = /^\W*make it\b/i.test(text) && /\b\d[ -]?(?:bed|br|bd)/i.test(last) && !namesHour(last);
  if (!askedBeds && !askedBaths && !corrected && !shared && !new RegExp(`\\b${n}[ -]?(?:bed|br)`, 'i').test(last))
    return [];
  const value = answer.groups?.half ? n + 0.5 : n;
  const start = answer.index + answer[0].search(/\d|one|two|three|four|five|six|seven|eight/i);
  return [{ key: askedBaths ? 'baths_min' : 'beds_min', value, start, end: answer.index + answer[0].length }];
}
