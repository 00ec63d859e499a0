import { segmentAround, sentenceAround } from './clauses.ts';
import { isEveryday } from './everyday-words.ts';
import type { Setting } from './setting.ts';
import { PROPERTY_TYPES, type FoundFact, type PropertyType } from './types.ts';

const COUNTED = String.raw`(?:two|three|four|five|six|[2-9]|double|triple)`;
const AREA = String.raw`(?:\d+(?:\.\d+)?|a few|some|several|forty|sixty|eighty|ten|twenty|five|half an?|an?)`;
const WORDS: readonly (readonly [PropertyType, string])[] = [
  ['townhouse', String.raw`town ?houses?|town ?homes?|row ?houses?|row ?homes?|brownstones?|townies`],
  [
    'multifamily',
    String.raw`multi[- ]?(?:famil(?:y|ies)|units?)|duplex(?:es)?|triplex(?:es)?|quadplex(?:es)?|quads?|four-?plex(?:es)?|${COUNTED}[- ](?:famil(?:y|ies)|flats?)|${COUNTED}[- ]?deckers?|apartment (?:building|complex)|\d+ ?(?:to|-|–) ?\d+ units?|(?:\d+|two|three|four)[- ]unit(?! \d)(?: building)?`,
  ],
  ['condo', String.raw`condos?|condominiums?|co-?ops?|penthouses?|high-?rise units?`],
  [
    'apartment',
    String.raw`apartments?|apts?|appartments?|studio apartments?|studios?(?= (?:apt|or (?:an? )?(?:1|one)|for rent|to rent|in \p{L}+|under|near|w\b|with|that|asap|is fine|works)|[.,]|\s*$)|(?<=\b(?:rent|leas\w+|need|want|find|for) an? )loft|lofts?(?= (?:downtown|apartment|in (?:the )?\p{Lu}|for rent|style))|(?<=(?:bedroom|bed|floor|sized|rent an?|need an?) )flats?(?! (?:fee|rate|tire|screen))`,
  ],
  [
    'land',
    String.raw`(?:${AREA} ?\+? ?)?(?:acres?|ac)(?:,? (?:lots?|of land|parcels?))?|acreage|(?:raw |vacant |hunting |farm ?)?(?<!\b(?:to|we|i|they|you) )land(?! (?:in a|somewhere|on a job|a job))|(?:vacant|empty|building|buildable|wooded|infill|half[- ]acre|quarter[- ]acre|acre) (?:lots?|parcels?)|lots? (?:to build|of land|for sale)|(?<=\b(?:any|buy|buying|find|sell|selling|my|our|need|want|walk) (?:an? |the |our |my )?)lots?(?! of\b| more\b| to (?:see|do|think)\b)|parcels?|farmland|(?<=\bbuy(?:ing)? )ground`,
  ],
  [
    'house',
    String.raw`houses?|single[- ]famil(?:y|ies)(?: homes?| houses?)?|singles|sfhs?|sfrs?|bungalows?|ranch(?:es|ers?)?(?: style)?(?! dressing)|ramblers?|capes?|cape cods?|colonials?|tudors?|victorians?|foursquares?|a-?frames?|log (?:homes?|cabins?)|patio homes?|chalets?|farm ?houses?|craftsman|split[- ](?:levels?|entry|foyers?)|starter homes?|cottages?|detached(?: homes?)?|cabins?|casitas?|mcmansions?`,
  ],
];

const ANY = WORDS.map(([type, source]) => `(?<${type}>${source})`).join('|');
const MENTION = new RegExp(String.raw`(?<![\p{L}\d'/.-]|\$)(?:${ANY})(?![\p{L}\d-])`, 'giu');
const WHOLE = new RegExp(`^(?:${ANY})$`, 'iu');

const namedBy = (match: RegExpMatchArray | null): PropertyType | undefined =>
  match ? PROPERTY_TYPES.find((type) => match.groups?.[type] !== undefined) : undefined;

/** The property type that a word names. */
export const typeOf = (word: string): PropertyType | undefined => namedBy(WHOLE.exec(word));

/** What makes a mention something else than a home of a kind: «open house», «house hunting», «the house next door». */
const COMPOUND_BEFORE =
  /\b(?:open|full|warm|opera|white|coffee|green|guest|in-law'?s?|tap|pour|ale|coach|set up|same|light|bird|dog|fire|ware|carriage|dream|court|half|knows?|\d{2,}|\b[4-9]|capital gains \w+ on an?)[ -]$/i;
const COMPOUND_AFTER =
  /^(?: ?#? ?\d(?![\d.]* ?(?:\/|n |-? ?bed|-? ?br\b|-? ?bd\b|-? ?bath|-? ?ba\b|k\b|acre|max))| hack\b| ?-?(?:hunt\w*|warming|than|keys?|wine|keeping|sitt\w+|guests?|rules|plants?|phone|line|lord|surveyor|bank\b|next door|across|down the (?:street|road)|(?:on|in) (?:our|my) (?:street|block))|'s\b)/i;
const NEGATED =
  /\b(?:no(?: more)?|not|never|isn'?t|ain'?t|don'?t want|do not want|instead of|rather than|without|hate|besides|tired of|sick of|fed up with|done with|no longer|nor|off|(?:never|not|n't|cant|cannot|dont|stop) (?:\w+ ){0,2}(?:look\w*|send\w*|show\w*|think\w*|ask\w*)(?: me| us)?(?: at| for| about)?|scratch|drop|lose|skip) (?:any |an? |the |my |our |those )?(?:more )?$/i;
/** «not lookin at condos anymore», «take the condos off». */
const DROPPED_AFTER = /^(?: |,)*(?:anymore|any more|no more|off(?!\p{L})|not for me)/iu;
/** Homes that the lead leaves, left or never had. */
const PAST =
  /\b(?:bought|sold|helped (?:me|us) (?:buy|sell)|(?:landlord|landlady|owner)s?(?:'s| is| are)? (?:\w+ )?(?:sell|sold|selling)|grew up in|raised (?:\w+ ){0,3}in|lost|share[ds]?|(?:just |i )left|moved (?:here |out )?(?:from|of)|living in|liv(?:e|ed) in|(?:i'm|im|we're|we are|i am|now|currently|been) (?:in|renting)|stuck in|rent(?:ed)? from|(?:people|folks|everybody|everyone|investors|they|somebody|u|you) (?:still |even |can |could |just )?(?:buy|sell|own|rent)(?:ing|s)?) (?:an? |the |my |our |this |that |another )?(?:\w+ ){0,2}$/i;

const DETERMINER =
  /^(?:my|our|his|her|their|your|the|this|that|these|those|an?|any|some|another|[\p{L}]+'s|[\p{L}]+s'|moms|dads|mamas|mums|nanas|pops|uncles|aunts|grandmas|grandmoms|in-?laws|sisters|brothers)$/iu;
/** Words that stand in no noun phrase: the type behind them has no determiner. */
const BREAK =
  /[,.;:!?()\n]$|^(?:to|in|on|at|and|n|or|is|are|was|for|with|w|of|i|we|you|they|would|from|by|as|buy\w*|sell\w*|rent\w*|need\w*|want\w*|list\w*|look\w*|got|get|have|has|own)$/i;

/** The determiner of the noun phrase that ends here, and where it stands: «my», «the» of «the Oakland», «uncle's». */
function determinerOf(before: string): { word: string; at: number } {
  let at = before.length;
  for (let count = 0; count < 6; count++) {
    const match = /(\S+)\s*$/.exec(before.slice(0, at).slice(-40));
    const word = match?.[1];
    if (word === undefined) break;
    at = Math.max(0, at - (match?.[0].length ?? 1));
    if (DETERMINER.test(word)) return { word, at };
    if (BREAK.test(word) && !(count > 0 && /,$/.test(word) && /^[\w-]+,$/.test(word) && count < 3)) break;
  }
  return { word: '', at: before.length };
}

const OWNED = /^(?:my|our|his|her|their|.*'s|.*s')$|^(?!this$|those$|these$).{3,}s$/i;
/** «our first house» is one still to be found. */
const TO_COME = /\b(?:first|next|new|forever|retirement|starter|dream)\b/i;
const POINTED = /^(?:the|this|that|these|those)$/i;

/** Words of wanting; the home wanted stands behind them in the sentence, or right before («Apartment needed by»). */
const WANT =
  /\b(?:look(?:ing|in)?|search(?:ing)?|hunt(?:ing)?|need(?:s|ed|ing)?|want(?:s|ed|in|ing)?|wanna|tryna|trying|find(?:ing)?|buy(?:ing)?|rent(?:ing|in)?|purchas(?:e|ing)|leas(?:e|ing)|after|interested|prefer(?:ably)?|think(?:ing)?|any|anything|anybody|anyone|ideally|hop(?:e|ing)|wish(?:ing)?|like|love|send|show|get|is there|are there|there is|have you|do you have|you have|you got|got any|settle|move (?:in)?to|into|keep|downsiz\w+|as long as|maybe|possibly|handle|sell|do yall|yall do|you guys do|you do|set up|listings|apply|just|about|browsing|wondering)\b/i;
const WANT_AFTER =
  /^[^.?!\n]{0,24}\b(?:needed|wanted|preferred|is fine|would do|is ok(?:ay)?|def\b|is what|(?:that )?(?:we|i) (?:want|need|are after|'d like|would like))/i;
/** Acting on a listing as a buyer or tenant. */
const TAKES =
  /\b(?:buy(?:ing)?|purchas\w+|pay(?: up to)?[^.]{0,20} for|rent(?:ing)?|lease|bid on|(?:offer|cash|in) (?:on|for)|put in (?:an offer )?(?:for|on)|interested in|apply for|take|get|want|keep|send|show)(?: \w+){0,2} $/i;
/** «do you handle duplexes», «browsing houses»: homes of a kind, none in particular. */
const GENERAL = /s$/i;
/** Asks what homes of the kind cost: «what's a 3 bed cape go for». */
const MARKET = /\b(?:what|how much)\b[^.?!]{0,60}$/i;
const COSTS = /^[^.?!]{0,60}\b(?:go(?:es|ing)? for|cost|run|rent for|worth|bring|down|pay\w*|sell for)\b/i;
const COUNT =
  /(?:\d|one|two|three|four|five)[ -]?(?:\+ ?)?(?:bed|br|bd|bdrm)|\b\d\s?(?:\/|n)\s?\d(?:\.5)?\b|\b(?:under|up to|max|below|around) \$?\d|\$\d|\d{2,3}k\b|\b\d{2,3} to \d{2,3}\b|\bpre-?approved\b|\bfha\b|\bva loan\b/i;
/** What may follow the type in a list of wishes: its end, a feature, a place. */
const WISH_ENDS =
  /^\s*(?:$|[,.;!?:/()+]|(?:w|with|in|under|up|for|near|around|by|on|to|that|at|max|or|and|n|asap|min|minimum|please|pls|only|ideally|preferably|preapproved|def|\d)\b)/i;

interface Mention {
  value: PropertyType;
  start: number;
  end: number;
}

/** How surely a mention is the home that the lead wants (3, 2), or has to sell (1); 0 is neither. */
function weigh(setting: Setting, { start, end }: Mention, asked: boolean): number {
  const { text } = setting;
  const before = text.slice(Math.max(0, start - 90), start);
  const after = text.slice(end, end + 40);
  if (COMPOUND_BEFORE.test(before) || COMPOUND_AFTER.test(after) || NEGATED.test(before) || DROPPED_AFTER.test(after))
    return 0;
  const { word: determiner, at } = determinerOf(before);
  const sentence = sentenceAround(text, start);
  const lead = text.slice(sentence.start, start);
  if (
    /\b(?:want(?:ing)?|need(?:ing)?|looking for|buy(?:ing)?|to own) (?:me |us |to buy )?(?:an? |some )(?:\w+ ){0,2}$/i.test(
      before,
    )
  )
    return 3;
  if (OWNED.test(determiner) && !TO_COME.test(before.slice(at))) return setting.selling ? 1 : 0;
  if (/^your$/i.test(determiner) || PAST.test(before)) return 0;
  if (POINTED.test(determiner)) {
    if (setting.searching && TAKES.test(before.slice(0, at))) return 2;
    return setting.selling ? 1 : 0;
  }
  if (
    /\b(?:own|have|got|(?:i'm|im|live|living) in|inherited)(?: an?)?(?: \w+){0,2} $/i.test(before) &&
    setting.selling &&
    !/\bgot any\b/i.test(before)
  )
    return 1;
  if (setting.selling && !setting.buying) return determiner === '' && /s$/i.test(text.slice(start, end)) ? 0 : 1;
  if (WANT.test(lead) || WANT_AFTER.test(after))
    return setting.searching || asked ? 3 : GENERAL.test(text.slice(start, end)) ? 2 : 0;
  if (MARKET.test(lead) && COSTS.test(text.slice(end, end + 80))) return 2;
  if (/\bhow much (?:down|is|would)\b/i.test(lead)) return 2;
  if (determiner !== '' && !/^(?:an?|any|some|another)$/i.test(determiner)) return 0;
  const question = text[sentence.end] === '?' && ASKS_LISTING.test(sentence.text);
  if (question && !asked && !COUNT.test(sentence.text)) return 0;
  const segment = segmentAround(text, start);
  const next = /^\s*([\p{L}']+)/u.exec(after)?.[1] ?? '';
  const opens = start - segment.start < 28 && (WISH_ENDS.test(after) || !isEveryday(next));
  // «Condo», «ranch style», «craftsman in Irvington would be a dream»: what opens a short message is its wish.
  if (asked && start < 12) return 2;
  if (opens && (asked || COUNT.test(text) || (start < 28 && !TOLD.test(text)))) return 2;
  return setting.selling && determiner === '' && start - segment.start < 4 ? 1 : 0;
}

/** Questions about one listing by their first word. */
const ASKS_LISTING = /^\W*(?:is|are|does|do|did|was|were|has|have|can|could|how|why|which|whose|when)\b/i;
/** Tells of something else than a wish. */
const TOLD =
  /\b(?:saw|was|were|sold|bought|loved?|liked|toured|visited|walked|offer|hoa|seller|smell\w*|cute|pretty|prices|blood|no thanks|building \d|inspection|closed)\b/i;

const ASKS_TYPE = new RegExp(
  String.raw`(?:condo|house|home|townho\w+|apartment|ranch|land|\w+plex)s?\b.{0,30}\bor\b|what (?:kind|type|are you|would|do you)|(?:have to be|be ok(?:ay)?|ok(?:ay)? with|open to|consider|settle for|instead|rather)\b.{0,24}(?:condo|house|home|townho\w+|apartment|ranch|land|\w+plex)|which (?:kind|type)|look(?:ing)? for|\bafter\b`,
  'i',
);

const FEATURE = /\b(?:w|with|plus|has|have) (?:an? |its own )(?:[\w-]+ )?$/i;

/** Most mentions that are weighed in one message. */
const MOST = 24;

/** The type of the home that the lead looks for, or, of a seller, of the home to be sold. */
export function findPropertyType(setting: Setting): FoundFact[] {
  const { text, agent } = setting;
  const asked = agent?.question === true && ASKS_TYPE.test(agent.text);
  let best: (Mention & { weight: number }) | undefined;
  let seen = 0;
  for (const match of text.matchAll(MENTION)) {
    if (++seen > MOST) break;
    // «Cape Coral», «Ranch Rd»: a name.
    if (
      /^(?:cape|ranch|colonial|quad)/.test(match[0].toLowerCase()) &&
      /^ \p{Lu}/u.test(text.slice(match.index + match[0].length))
    )
      continue;
    // «Sugar House», «Lakewood Ranch»: the end of a name.
    if (
      /^\p{Lu}\p{Ll}/u.test(match[0]) &&
      /\p{Lu}\p{Ll}+ $/u.test(text.slice(Math.max(0, match.index - 16), match.index)) &&
      !/(?:^|[.!?\n]\s*)\p{Lu}\p{Ll}+ $/u.test(text.slice(Math.max(0, match.index - 20), match.index))
    )
      continue;
    const value = namedBy(match);
    if (!value) continue;
    // «a house w a casita»: a part of the home wanted.
    if (
      /^(?:casita|cottage|cabin|loft)$/i.test(match[0]) &&
      FEATURE.test(text.slice(Math.max(0, match.index - 24), match.index))
    )
      continue;
    const mention = { value, start: match.index, end: match.index + match[0].length };
    const weight = weigh(setting, mention, asked);
    if (weight > (best?.weight ?? 0)) best = { ...mention, weight };
  }
  return best ? [{ key: 'property_type', value: best.value, start: best.start, end: best.end }] : [];
}
