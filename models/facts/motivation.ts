import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

const KIN = String.raw`(?:wife|husband|hubby|spouse|partner|boyfriend|girlfriend|fianc\w+|ex|kids?|children|twins|baby|daughter|son|boys?|girls?|mom|mother|mama|ma|dad|father|pops?|papa|parents|folks|in-?laws?|mother-in-law|brother|sister|aunt|uncle|nana|nephew|niece|grand\w+|roommate|roomie)(?:'?s)?`;
const HER = String.raw`(?:my|our|his|her|their)`;
const BODY = String.raw`(?:knees?|hips?|back|legs?|heart|eyes?|lungs|shoulder|health|memory)`;
const JOB = String.raw`(?:job|position|assignment|contract|post|role|transfer|promotion|orders|residency|fellowship|gig|deployment|start date|employer|company|unit|office|boss|hospital|school district|firm)`;
const BUILDING = String.raw`(?:landlord(?:'?s)?|landlady|owners?|building|complex|management|hotel|motel|shelter|agency housing|red cross|city|marshals|bank)`;

/** What makes people move, by kind of event. A clause that tells one is the motivation, as written. */
const EVENTS: readonly string[] = [
  // Losing the home.
  String.raw`\b${BUILDING} (?:\w+ ){0,3}?(?:sold|sells|selling|is selling|being sold|raised|raising|wants?|kick\w*|putting|put us|evict\w*|bailed|fell through|fell thru|converting|going co-?op|turning|clos\w+|condemned|come|coming|won'?t renew|not renewing|passed|moving (?:back )?in|taking it back|gave (?:us|me))\b`,
  String.raw`\b(?:putting|kicking|throwing) (?:us|me|everybody) out\b|\bstop\w* pay\w* (?:for )?(?:the|our|my) (?:hotel|motel|room)|\b(?:evicted|eviction notice|foreclosed|condemned)\b|\bfine us\b|\bwants? (?:us|me) out\b|\bwants? (?:the|their|his|her) (?:house|place|apartment) (?:empty|back)\b`,
  String.raw`\b(?:house|apartment|kitchen|building|place|home|unit|roof)(?:'s)? (?:just |had a |is |was |got |has )*(?:burn\w*|fire|flood\w*|came down|caved|collapsed|condemned|unlivable)|\b(?:lost (?:everything|it all|our (?:house|home))|smoke damage|water damage|kitchen fire|had a fire|house fire|(?:burned|flooded) out)\b`,
  String.raw`\b(?:my|our|the) rent(?:'s)? (?:is |just |keeps |went |going )*(?:going up|up|rais\w*|doubl\w*|jumped)|\b(?:property )?tax(?:es)? (?:\w+ )?(?:going up|went up|doubled)|\bagency housing\b`,
  String.raw`\b${KIN} (?:is |just |finally |are |'?s )*(?:getting|gettin|got) married\b|\b(?:roommate|roomie)s? (?:is |just |are |'?s )*(?:left|moving|bailed|moved|leaving)`,
  // Work.
  String.raw`\b(?:(?:took|taking|accept\w+|landed|offered (?:me|us|him|her)) (?:an? |the |my |our |his |her |new |permanent )*(?:\w+ )?|(?:got|starts?|starting|begin\w*) (?:an? |the |my |our |his |her |new |permanent )*)(?:job|position|post|role|transfer|promotion|assignment|orders|residency|fellowship)\b`,
  String.raw`\b(?:${HER}|the|${KIN}) (?:[\p{L}'-]+ ){0,3}?${JOB} (?:[\p{L}&'-]+ ){0,4}?(?:starts?|begins?|moved|is moving|moving|went|goes|going|wants|transferr\w+|relocat\w+|ends|said|says|lets?|is sending|sending|is clos\w+|is the|is on|up)\b`,
  String.raw`\b${HER} start date\b|\b(?:fully|permanently|going|went|goes|work(?:ing)?) remote\b|\bwork from (?:anywhere|wherever|home now)\b|\b(?:was|were|got|been|being) (?:transferred|relocated|laid off|reassigned)\b|\b(?:relocat\w+|transferr?\w*|pcs\w*) (?:for|to)\b|\bnew job\b|\bretiring\b|\b(?:i|we|he|she|just|husband|wife) (?:just |recently )?retired\b`,
  // Family.
  String.raw`\b${KIN} (?:\w+ )?(?:just |recently |finally |has |have |had |is |'?s |been )*(?:passed(?: away)?|died|pregnant|expecting|due in|diagnosed|graduat\w+|left (?:me|us)|moved? in(?! together)|moving in|moved out|moving out|coming to live|going (?:in|into) (?:a home|assisted|memory|the)|need(?:s|ed)? (?:a place|more|her own|his own|help|somebody|someone)|can'?t (?:live alone|do stairs|manage)|has (?:dementia|alzheimer'?s|parkinson'?s|cancer)|start(?:s|ing) (?:college|kindergarten|kinder|school)|off to college|got a bed)\b`,
  String.raw`\bleft (?:me|us) (?:her|his|their|the|a) (?:[\p{L}-]+ )?(?:house|home|place|row\w*|condo|land|farm)|\binherit\w+\b|\b(?:getting|got|going through|heading for|in the middle of) (?:an? |the )?divorc\w+|\bdivorce (?:is )?final|\bsplit(?:ting)? up\b|\bseparat(?:ing|ed)\b|\bgetting married\b|\b(?:having|expecting) (?:a|our|another|twins|\w+ )?\s?(?:baby|twins|kid|child|grandchild)|\bbaby (?:is )?(?:coming|due|on the way)|\bnew (?:baby|grandbaby|grandchild)\b|\bempty nest\w*|\bwidowed\b`,
  String.raw`\b(?:settled|moved|moving|going|gone) (?:in|into|to) (?:the |an? )?(?:assisted living|nursing home|memory (?:care|unit)|care (?:home|facility)|retirement (?:home|community)|a home)\b|\b(?:assisted living|care facility|nursing home|memory care) (?:\w+ )?(?:wants|needs|opens|costs)`,
  // Body and age.
  String.raw`\b${HER} (?:\w+'s )?${BODY} (?:are|is|have|has|can'?t|cannot|aren'?t|isn'?t|won'?t|ain'?t) (?!listed)|\b(?:surgery|stroke|diagnosis|wheelchair|walker) (?:settled|means|changed|decided)|\b(?:stairs|steps) (?:are|have|is|has|'re|getting|be) (?:\w+ ){0,3}?(?:much|begun|win|hard|killing|beat|getting|a problem)|\b(?:after|since) ${HER} (?:[\p{L}'-]+ )?(?:stroke|surgery|fall|heart attack|death|passing|diagnosis|accident)`,
  // The home no longer fits.
  String.raw`\b(?:outgr(?:own|ew|owing)|running out of (?:space|room)|need(?:ing)? (?:more|a bit more) (?:space|room)|too (?:small|big|much house|many stairs) for (?:us|me|the|my|our)|(?<!not )too close to|(?<!not )too far from|(?:is|are) too hot|too much (?:house|yard|upkeep) for)\b`,
  String.raw`\b(?:tired|sick) of (?:pay\w+|rent\w+|the (?:stairs|snow|cold|commute|drive|heat)|stairs|our|this|commut\w+|shovel\w+|mow\w+|throwing)\b|\bland-?lord-?ing\b|\b(?:last|final) (?:winter|summer|time|one|year)\b[^.]{0,16}\b(?:i|we)(?:'ll| shall| will) (?:\w+ )?(?:shovel|mow|rake|climb|drive)`,
];
const EVENT = new RegExp(EVENTS.join('|'), 'iu');

/** What it is for, or because of; kept from its first word. */
const PURPOSE =
  /\b(?<why>(?:to be|to get|to live|moving|move|so (?:that )?(?:we|i) can be|would like to be|wanna be|want to be|be) (?:near|nearer|close|closer|by)(?: to)? (?:my|our|his|her|where|family|the (?:kids|girls|boys|children|family|grand\w+))[^.,;!?\n]{2,40}|closer to (?:my|our) [^.,;!?\n]{3,30}|on account of (?!the\b|its\b)[^.,;!?\n]{4,40}?(?= (?:we|i|and)\b|[.,;!?\n]|$)|(?:due to|because of)(?<=\b(?:sell|mov|buy|rent|list|downsiz)\w{0,4}(?: \w+){0,4} (?:due to|because of)) [^.,;!?\n]{4,40}|so (?:my |our )?(?:ma|mom|mama|dad|kids?|daughter|son|mother|father|parents|wife|husband) can [^.,;!?\n]{3,50})/diu;

const PLAN =
  /\b(?:sell(?:ing)?|sold|buy(?:ing)?|rent(?:ing|al|als)?|mov(?:e|ing)|look(?:ing|in)?|need(?:s|ed)?|list(?:ing|ed)?|find|market|bounce|relocat\w+|downsiz\w+|lease|worth|get for it|purchase|apply|own|want out|place|settle|sale|sit|want)\b/i;
const OBJECTS =
  /\b(?:not (?:gonna|going|til|until|now|yet)|nope|nah|pass|no thanks|change schools|off the table|unless|turned (?:me|us) down|declin\w+|denied|went with|hold off|no plans|just (?:looking|curious|peeking)|take (?:me|us) off|nothing is decided|(?:shall|will) not be (?:mov|buy|sell)\w+|wo?n'?t be (?:mov|buy|sell)\w+|plan is off)\b/i;
const ASKED =
  /\b(?:what'?s (?:driving|behind|making|prompting|got you)|why (?:are you|the move|now|do you)|what (?:brings|has you|makes|prompted) you (?:to (?:move|sell|buy|rent|want)|into)|what (?:has you|makes|prompted)|reason for)\b/i;
const NO_REASON = /\b(?:curious|nothing|no reason|just looking|none of your|bored)\b/i;

/** Where a clause ends: marks, and the small words that join clauses. */
const CLAUSE =
  /[.,;!?\n():]+\s*|\s(?:so|and|but|n|cause|cuz|bc|because|which|then|plus|since)\s(?!\d)|\s(?=(?:i|we)(?:'d|'re|'m| need| want| wanna| gotta| have to| am| are| would)\b)/gi;
/** Greetings and fillers that open a clause. */
const OPENING =
  /^(?:hi|hey|hello|yes|yeah|uh|um|so|well|and|but|ok|okay|good (?:morning|afternoon|evening)|looks like|turns out|it'?s \w+|(?:this|it) is \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?|that|listen|my name is \w+)\s+/iu;
/** A clause of time tells when, not why. */
const WHEN = /^(?:when|until|till?|once|if|not)\b/i;
const LONGEST = 80;
/** Most clauses that are looked at. */
const MOST = 40;
/** Stretch of a message in which a reason is looked for. */
const READ = 1_200;

interface Clause {
  words: string;
  start: number;
}

function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  const push = (end: number) => {
    let words = text.slice(start, end);
    let at = start;
    for (let count = 0; count < 4; count++) {
      const opening = OPENING.exec(words)?.[0].length ?? 0;
      if (opening === 0) break;
      words = words.slice(opening);
      at += opening;
    }
    const pad = words.length - words.trimStart().length;
    if (words.trim().length > 5) clauses.push({ words: words.trim(), start: at + pad });
  };
  for (const match of text.slice(0, READ).matchAll(CLAUSE)) {
    push(match.index);
    start = match.index + match[0].length;
  }
  push(Math.min(text.length, READ));
  return clauses;
}

const fact = (value: string, start: number): FoundFact[] => {
  const words = value.length <= LONGEST ? value : value.slice(0, LONGEST).replace(/\s\S*$/, '');
  return [{ key: 'motivation', value: words, start, end: start + words.length }];
};

/** Why the lead moves, in a few words as written: the clause that tells what happened, beside a plan. */
export function findMotivation({ text, agent }: Setting): FoundFact[] {
  if (agent?.question && ASKED.test(agent.text.slice(-160)) && !NO_REASON.test(text)) {
    const clause = /^[^.!?\n]{3,70}/
      .exec(text)?.[0]
      .replace(/\s(?:friday|n its|so)\b.*$/i, '')
      .trim();
    if (clause !== undefined) return fact(clause, 0);
  }
  const read = text.slice(0, READ);
  if (!PLAN.test(read) || OBJECTS.test(read)) return [];
  const purpose = PURPOSE.exec(read);
  const [at] = purpose?.indices?.groups?.why ?? [0];
  if (purpose?.groups?.why !== undefined) return fact(purpose.groups.why.trimEnd(), at);
  const told = clausesOf(text)
    .slice(0, MOST)
    .find(({ words }) => EVENT.test(words) && !WHEN.test(words));
  return told ? fact(told.words, told.start) : [];
}
