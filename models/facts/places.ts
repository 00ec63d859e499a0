import { segmentAround, sentenceAround } from './clauses.ts';
import { CAPITAL_RUN, capitalName, chain, lowerName, type PlaceName } from './place-names.ts';
import { HEDGE } from './place-words.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

const SIDE = String.raw`(?:the )?(?:(?:north|south|east|west|downtown|greater|upper|lower|old|central|inner) )?`;
/** Prepositions of place; what stands before them says whose place it is. */
const NEAR = new RegExp(
  String.raw`(?<![\p{L}'])(?<near>in or near|in or around|in|nearer(?: to)?|closer to|close to|near(?:by)?|around|round|outside(?: of)?|over (?:in|by)|out (?:in|by|near)|down (?:in|to)|up (?:in|to)|at|by|towards?|to|into|within|part of|side of|outskirts of|like|of|for|about|over|between|across the \w+ in|how'?s|is|are|was|does|do) ${SIDE}$`,
  'iu',
);
/** Prepositions that place a home wherever they stand. */
const PLAIN =
  /^(?:in|in or .*|near.*|around|round|outside.*|over .*|out .*|down in|up in|closer to|close to|within|across .*|part of|side of|outskirts of)$/i;
const MOVE =
  /\b(?:mov(?:e|es|ed|ing|in)|relocat\w+|pcs\w*|transfer\w*|orders|com(?:e|ing) (?:out|back)?|settl\w+|retir\w+|report\w*|get|getting|back|going) (?:\w+ ){0,3}(?:to|towards?|into|by|down to|up to) (?:the )?$/i;
/** Where people live, work, were born or are called from is not where they look. */
const ELSEWHERE =
  /\b(?:live[sd]?|living|liv(?:e|ed) over|works?|working|worked|computer|doctor|calling|callin|born|raised|stationed|office|flat|did|does|works|landed|ended up|settled|winter|summer|vacation|(?:my|our|office|current|a|the|signed a) (?:\w+ )?(?:lease|rental|contract)|contractor|plant|branch|shift|nights?|motel|hotel|unit|doors|school|teach\w*|stuck|staying|been|retired|family of \w+|friends|people|(?:i'm|im|i am|we're|we are|he's|she's) (?:\w+ )?|listed) (?:is |are |here |over |out |up |down |back )?(?:in|near|from|by|at|around|over in) (?:the )?$/i;
const RELATIVE =
  /\b(?:sister|brother|sons?|daughters?|cousin|friends?|mom|mother|dad|father|aunt|uncle|boss|coworker|neighbor|kids|parents)(?:'s|s)?\b(?:(?! (?:so|and|but|n) |[,.;!?]).){0,24}\b(?:in|near|over in|out in|from|at) (?:the )?$/i;
/** A home or search «in» somewhere beats what would make it elsewhere. */
const SOUGHT_IN =
  /\b(?:condo\w*|house\w*|homes?|apartments?|apts?|townho\w+|row ?h\w+|\w+plex(?:es)?|villas?|units?|place|land|bedrooms?|beds?|br|bath|studio|rentals?|acres?|lots?|something|anything|somewhere|anywhere|\d\/\d|rancher|\d{2,4}k|this one|is it|are they|(?:one|ranch|house|home|place|apt|apartment|condo|townhouse) (?:on|at) [\w ]{2,20}) (?:for rent |for sale |to rent |to buy |over |up |down |out )?(?:in|near|around|outside(?: of)?|by|at) (?:the )?$/i;
const THEIRS =
  /\b(?:sister|brother|daughter|son|friend|neighbor|cousin)'?s?(?: got an?| has an?)? (?:\w+ )?(?:house|condo|place|apartment|home) in (?:the )?$/i;
const JOB =
  /\b(?:job|position|assignment|start date|start|post|orders|transfer|contract) (?:is )?(?:in|at|near) (?:the )?$/i;
const CALLING_FROM =
  /\b(?:calling from|over in|live[sd]? in|living in|i'm in|im in|here in|own in|calling about .{0,30} in) (?:the )?$/i;

/** Talk about what a place is like. */
const PLACE_TALK =
  /\b(?:schools?|taxes|winters?|summers?|neighborhoods?|areas?|crime|weather|folks|people (?:live|move|pay)|live there|move there|pretty|gorgeous|adore|love|cheaper|nurses|guide|trail|downtown|made my|insurance|flood|investors|prices|rents|cost of living|market|zoning|wards|out there|mov(?:e|ing))\b/i;

const TYPE_AFTER =
  /^ (?:(?:area|neighborhood|region|school district|schools?|suburbs?|county|metro|market|taxes|prices|rents|side|search)\b|(?:\w+ )?(?:condo\w*|co-op|house|houses|home|homes|townho\w+|apartments?|bungalows?|triplex|duplex|fourplex|rowh\w+|place|property|purchase|ones|rental|rentals|land|lot|listing|split level)\b)/i;
const AFTER_ROOMS =
  /\b(?:bed(?:room)?s?|brs?|bds?|baths?|ba|floor|apartments?|apts?|condos?|townhouses?|houses?|rental|rentals|place)(?: (?:for rent|to rent|to buy|apt|apartment|house|rental|condo|townhouse))?,? (?:or house )?$/i;
const ASKS_ABOUT =
  /\b(?:which|between|how'?s|how is|how are|what'?s|is|are|does|do|like|about|of|over|for|think of|thinking(?: of| about)?|research\w*|considering|impressions of)\s(?:the )?$/i;
const ABOUT_AFTER =
  /^(?: (?:schools?|taxes|market|in general|for (?:a|families|night|kids|someone|nurses|people)|safe|pretty|nice|cheap(?:er)?|expensive|good|better|any good|worth|like|let|winters?|weather|crime|or\b|and\b|vs\.?\b|versus|over\b|hold|still)|\s?\/|,? (?:or|vs) )/i;

const COUNT =
  /(?:\d|one|two|three|four|five)[ -]?(?:\+ ?)?(?:bed|br|bd|bdrm)|\b\d\s?\/\s?\d(?:\.5)?\b|\bunder \$?\d|\$\d|\d{2,3}k\b|\b\d{3,4} max\b|\bmax \d{3}|\b(?:house|condo|townhouse|apartment|apt|rental)\b|\bpre-?approved\b/i;

const UNWANTED =
  /(?<!want )\b(?:no more|not|stop(?: the| with)?|instead of|out of|leav\w+|from|besides|except|rather than|scratch|forget) (?:the )?$/i;
const ENDS = /^(?:$|[,.;!?\n/]| (?:or|and|n|under|up|max|for|with|w|by|asap|area|please|to|below|still|\d))/i;
/** Refusals and goodbyes name no place to look in. */
const REFUSES =
  /\b(?:do not (?:text|call|write)|don'?t (?:text|call|write)|stop (?:texting|calling)|no need to (?:keep|check)|for good\b|this is goodbye|declined us|turned (?:us|me) down|cannot go on|is out\b)/i;

/** Whether a name is where the lead looks or sells, by the words around it; `weak` where only the lead is said to be there. */
function sought(setting: Setting, place: PlaceName): 'sure' | 'weak' | null {
  const { text } = setting;
  const before = text.slice(Math.max(0, place.start - 60), place.start);
  const after = text.slice(place.end, place.end + 40);
  const active = setting.searching || setting.selling || setting.buying || PLACE_TALK.test(text) || COUNT.test(text);
  const near = NEAR.exec(before)?.groups?.near?.toLowerCase() ?? '';
  const here =
    setting.selling && CALLING_FROM.test(before) && !/\b(?:neither|nobody|none|no longer|used to|not)\b/i.test(before);
  if (UNWANTED.test(before)) return here ? 'weak' : null;
  if (SOUGHT_IN.test(before))
    return /\b(?:bought|sold|lease)\b|\bclose (?:\w+ )?on a\b/i.test(before) ||
      (!setting.selling && THEIRS.test(before))
      ? null
      : 'sure';
  if (PLAIN.test(near)) {
    if (JOB.test(before)) return !setting.selling && setting.searching ? 'sure' : null;
    if (ELSEWHERE.test(before)) return here ? 'weak' : null;
    return active && !RELATIVE.test(before) && !/^ in \p{Lu}/u.test(after) ? 'sure' : null;
  }
  if (here) return 'weak';
  if (
    MOVE.test(before) ||
    /\b(?:look(?:ing|ed)? (?:at|around|near)|search(?:ing)?|send(?:ing)?(?: me| us)?|keep|residents? of|living in) (?:the )?$/i.test(
      before,
    )
  )
    return 'sure';
  if (TYPE_AFTER.test(after) && /\b(?:the|those|that|this|a|an|list|my|our|yes|\d),? $/i.test(before))
    return active ? 'sure' : null;
  if (TYPE_AFTER.test(after) && near === '' && /^ (?:area|schools?|condos?|homes|houses|market|taxes)/i.test(after))
    return active ? 'sure' : null;
  if (AFTER_ROOMS.test(before)) return ENDS.test(after) ? 'sure' : null;
  return ASKS_ABOUT.test(before) && ABOUT_AFTER.test(after) ? 'sure' : null;
}

const COMPARES = /\b(?:which|whose|between|impressions of|versus|vs|cheaper)\b/i;

/** A name that is all there is between two commas or stops, in a message that lists wishes. */
function isListed(setting: Setting, place: PlaceName, names: readonly PlaceName[]): boolean {
  const { text } = setting;
  const segment = segmentAround(text, place.start);
  const end = names.at(-1)?.end ?? place.end;
  const opening = text.slice(segment.start, place.start);
  if (!new RegExp(String.raw`^\W*(?:${HEDGE}\s)*$`, 'i').test(opening)) return false;
  if (
    /^ (?:too|also|preferably|maybe|probably|as (?:a )?second choice)\b/i.test(text.slice(end, end + 20)) &&
    setting.searching
  )
    return true;
  if (
    !/^(?: (?:[A-Z]{2}|tx|area|only|preferably|too|also|ok(?:ay)?|fine|works?|as second choice|maybe|ideally|please|pls|if possible|or (?:close|near|around)\w*)\b)*\s*(?:$|[,.;:!?\n()])/.test(
      text.slice(end, end + 30),
    )
  )
    return false;
  const asked = setting.agent?.asks.has('area') ?? false;
  if (
    /\b(?:letter|pre-?approv\w*|bank|lender|loan|mortgage)\b/i.test(
      text.slice(Math.max(0, place.start - 40), end + 16),
    ) &&
    segment.start > 0 &&
    !/house|bed|br\b/i.test(text.slice(Math.max(0, place.start - 24), place.start))
  )
    return false;
  if (asked && segment.start === 0) return true;
  if (
    opening.trim() !== '' &&
    segment.start > 0 &&
    /\b(?:mov\w+|orders|rent|buy|look\w*|transfer\w*|relocat\w*)\b/i.test(text)
  )
    return true;
  const last = end >= text.trimEnd().length - 1;
  // «Señora, we leave it» greets; «Prescott, 2 bed min» lists.
  if (segment.start === 0)
    return (
      COUNT.test(text.slice(end, end + 40)) && !GREETS.test(text) && !/^,? (?:i|we|you|our|my)\b/i.test(text.slice(end))
    );
  return (
    COUNT.test(text) &&
    (!last || names.length > 1 || /,\s*$/.test(text.slice(0, segment.start))) &&
    !/^, (?:i|we)\b/i.test(text.slice(end))
  );
}

/** A greeting of any language is no place: who greets with it must be judged as one who says «Hi». */
const GREETS =
  /^\W*(?:hola|buen[oa]s(?: d[ií]as| tardes| noches)?|bonjour|salut|bonsoir|ciao|salve|buongiorno|ol[aá]|bom dia|hallo|guten (?:tag|morgen)|shalom|salaam|salam|as-?salaam\w*|namaste|namaskar|sat sri akal|aloha|talofa|ni ?hao|nihao|konnichiwa|annyeong\w*|xin ch[aà]o|merhaba|privet|zdravstvuyte|habari|jambo|sannu|kamusta|mabuhay|sawasdee)(?![\p{L}])/iu;

/** Most names that are looked at in one message. */
const MOST = 40;

interface Finds {
  sure: PlaceName[];
  weak: PlaceName[];
}

function judge(setting: Setting, place: PlaceName, finds: Finds): void {
  const { text } = setting;
  const names = chain(text, place);
  const how = sought(setting, place);
  const compared = names.length > 1 && COMPARES.test(sentenceAround(text, place.start).text);
  if (how === 'sure' || compared || isListed(setting, place, names)) finds.sure.push(...names);
  else if (how === 'weak') finds.weak.push(place);
}

const OWN_STREET = /\b(?:house|home|place|row ?h\w+|condo|property|duplex|triplex) (?:is )?(?:on|at) $/i;

function capitals(setting: Setting, finds: Finds): void {
  const { text } = setting;
  let seen = 0;
  for (const match of text.matchAll(CAPITAL_RUN)) {
    if (++seen > MOST) break;
    if (finds.sure.some(({ end }) => match.index < end)) continue;
    const own = setting.selling && OWN_STREET.test(text.slice(Math.max(0, match.index - 24), match.index));
    const place = capitalName(text, match.index, match[0], own);
    if (!place) continue;
    if (!own) judge(setting, place, finds);
    else if (STREET_END.test(place.name)) finds.sure.push(place);
  }
}

const LOWER_START =
  /(?<![\p{L}'])(?:in|near|around|round|outside(?: of)?|closer to|mov(?:e|ing) to|relocating to|back to|from|hows|how's|is|does|about|the|those|yes|send|sending|keep|looking at|bed(?:room)?s?|br|bd|apartments?|apt|condos?|townhouses?|houses?|homes|rentals?)(?: the)? (?=\p{Ll})/gu;

/** Names in lower case: after prepositions, rooms and words of asking, as items of a list, before a kind of home. */
function lowers(setting: Setting, finds: Finds): void {
  const { text } = setting;
  const take = (start: number, before: string) => {
    if (finds.sure.some((known) => start < known.end && known.start <= start)) return;
    if (/\b(?:it is|this is|it's|its|name is|i'm|im|names) $/.test(text.slice(Math.max(0, start - 12), start))) return;
    const place = lowerName(text, start);
    // «in the canal» is no place; «in the garden district» is.
    if (
      !place ||
      (/ the $/.test(before) && !place.name.includes(' ') && !TYPE_AFTER.test(text.slice(place.end, place.end + 24)))
    )
      return;
    judge(setting, place, finds);
  };
  let seen = 0;
  for (const match of text.matchAll(LOWER_START)) {
    if (++seen > MOST * 2) break;
    take(match.index + match[0].length, match[0]);
  }
  let at = 0;
  for (const part of text.slice(0, 600).split(/([,.;!?\n]\s*)/)) {
    const skip = HEDGES.exec(part)?.[0].length ?? 0;
    if (part.length > 2) take(at + skip, '');
    at += part.length;
  }
}

const WRITES_CAPITALS = /(?:[^.!?:\s]\s)\p{Lu}\p{Ll}|\bI\b/u;
/** Short messages whose sentences begin small are written as they come: «house on Clarmar in sun prairie». */
const writesCapitals = (text: string) =>
  WRITES_CAPITALS.test(text) && !(text.length < 140 && /(?:[.!?]\s|^)\p{Ll}/u.test(text));
const HEDGES = new RegExp(String.raw`^\W*(?:${HEDGE}\s)*`, 'i');
const STREET_END = / (?:St|Ave|Street|Avenue|Rd|Road|Dr|Ln|Lane|Blvd|Ct)$/;

/**
 * The places where the lead wants to live, or where the home to be sold stands, as written. Places are told by their
 * position: prepositions, rooms and kinds of home beside them, items of a list of wishes; there is no gazetteer.
 */
export function findPlaces(setting: Setting): FoundFact[] {
  const { text } = setting;
  if (REFUSES.test(text)) return [];
  const finds: Finds = { sure: [], weak: [] };
  if (text === text.toUpperCase()) {
    // Who shouts is read in lower case and quoted as written.
    const low = text.toLowerCase();
    if (low.length !== text.length) return [];
    lowers({ ...setting, text: low }, finds);
    for (const place of finds.sure) place.name = text.slice(place.start, place.end);
  } else {
    capitals(setting, finds);
    // Who writes names with capitals has none in lower case.
    if (finds.sure.length === 0 && !writesCapitals(text)) lowers(setting, finds);
  }
  return toFound(finds.sure.length > 0 ? finds.sure : finds.weak.slice(0, 1));
}

function toFound(names: readonly PlaceName[]): FoundFact[] {
  const seen = new Set<string>();
  const unique = names
    .toSorted((a, b) => a.start - b.start)
    .filter(({ name }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
  const first = unique[0];
  const last = unique.at(-1);
  if (!first || !last) return [];
  return [{ key: 'locations', value: unique.map(({ name }) => name), start: first.start, end: last.end }];
}
