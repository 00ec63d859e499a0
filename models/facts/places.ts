import { CITIES, NOT_PLACES, STREET_WORDS } from './place-words.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

/** A name as written: «Rosedale Park», «St. Paul», «Belair-Edison», «Winston-Salem», «NE Portland». */
const NAME = String.raw`(?:(?:St|Ft|Mt|N|S|E|W|NE|NW|SE|SW)\.? )?\p{Lu}[\p{L}'-]+(?: (?:of |del |de la |de )?\p{Lu}[\p{L}'-]+){0,3}`;
const NEAR = String.raw`(?:still|in or near|in or around|in|nearer(?: to)?|closer to|near|around|round|outside(?: of)?|over (?:in|by)|out (?:in|by|near)|close to|by|towards?|into|down (?:in|to)|up (?:in|to)|to|from around|from|anywhere in|somewhere in|back to|move to|moving to|relocat\w+ to|pcs\w* to|for)`;
const AFTER = new RegExp(
  String.raw`(?<![\p{L}])(?<near>${NEAR}) (?:the )?(?:(?:north|south|east|west|downtown|greater|upper|lower|old|the) )?(?<name>${NAME})`,
  'dgu',
);
/** «2 bed Soulard», «ground floor, Bangor»: a name right after the rooms. */
const AFTER_ROOMS = new RegExp(
  String.raw`\b(?:[Bb]ed(?:room)?s?|[Bb]r|[Bb]d|[Bb]aths?|floor|apartment|apt|condo|townhouse)(?:,? (?:or house )?)(?<name>${NAME})(?=$|[,.;!?]| (?:or|and|under|up|max|for|with|w|by|asap|area|\d))`,
  'dgu',
);
const MORE = new RegExp(
  String.raw`^(?:,? (?:or|and|n|&|maybe|possibly) (?:in |near |even |maybe )?|, ?|\s?\/\s?)(?<name>${NAME})`,
  'du',
);
/** «the Kennebunk condominium», «Elmhurst area», «a Midtown 1br». */
const BEFORE_NOUN = new RegExp(
  String.raw`(?<name>${NAME})(?= (?:area|condo(?:minium)?s?|side|neighborhood|region|school district|zip|suburbs?|county|metro)\b)`,
  'dgu',
);
const LOWER_AFTER =
  /\b(?:(?:rent|rentin|renting|rentals?|houses?|homes?|apartments?|condos?|places?|bed|beds|br|brs|bath|studio|anything|something|somethin|somewhere|land|acres|looking|live|buy|bdrm|duplex|unit|home|list|sell|sellin|selling|ha?ve|is) (?:to rent |for rent |for sale |it )?(?:in|near|around|round|over in|out in)|move to|moving to|relocating to|anywhere in|outside of) (?:the )?(?<name>[a-z]{3,}(?: (?:heights|hts|park|hill|hills|beach|springs|valley|grove|falls|city|lake|village|ridge|point|county|creek|island|shores|side|end|bay|gardens|square|pines|oaks|woods))?)(?=\s*(?:$|[,.?!/)]|\b(?:or|and|w|with|under|that|for|by|area|around|near|is|my|we|max|tops|n|up to|no|not|which|asap|but|only|to|before|if|on)\b))/dg;
const LOWER_MORE =
  /^(?: or | and |, ?| n |\/)(?<name>[a-z]{3,}(?: (?:heights|park|hill|beach|springs|valley|grove|falls|city))?)(?=\s*(?:$|[,.?!/)]|\b(?:w|with|under|that|for|by|max)\b))/d;

const PERSON_BEFORE =
  /\b(?:mr|mrs|ms|dr|dear|hi|hello|hey|thanks|uncle|aunt|cousin|friend|judge|named|name is|this is|it's|i'm|ask)\.? $/i;
const TIME_WORD =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun|spring|summer|fall|autumn|winter|christmas|thanksgiving|easter|labor day|memorial day|halloween|mass|church)\b/i;

/** A kind of home «in» somewhere. */
const HOME_IN =
  /\b(?:condo\w*|colonial|ranch|cape|house|home|apartment|townhouse|land|bedrooms?|br|bath|\d{2,4}k) in \p{Lu}/u;
/** Where people live, work or are called from is not where they look. */
const ELSEWHERE =
  /\b(?:live[sd]?|living|works?|working|worked|computer|daughter|son|sister|brother|doctor|job|calling|callin|friend|cousin|born|raised|stationed|office|class|flat) (?:is |are |here |over |out |up |down )?$/i;

interface Found {
  name: string;
  start: number;
  end: number;
}

function isStreet(text: string, found: Found): boolean {
  const lastWord = found.name.split(' ').at(-1) ?? '';
  if (STREET_WORDS.has(lastWord.toLowerCase().replace(/\.$/, ''))) return true;
  const next = /^\s(?<word>[\p{L}.]+)/u.exec(text.slice(found.end))?.groups?.word ?? '';
  if (STREET_WORDS.has(next.toLowerCase().replace(/\.$/, ''))) return true;
  return /\b(?:on|\d+) $/i.test(text.slice(Math.max(0, found.start - 6), found.start));
}

function isPlace(text: string, found: Found): boolean {
  const lower = found.name.toLowerCase();
  if (NOT_PLACES.has(lower) || NOT_PLACES.has(lower.split(' ')[0] ?? '') || TIME_WORD.test(found.name)) return false;
  if (found.name.length < 3 && !/^[A-Z]{2}$/.test(found.name)) return false;
  if (PERSON_BEFORE.test(text.slice(Math.max(0, found.start - 14), found.start))) return false;
  return !isStreet(text, found);
}

const at = (match: RegExpExecArray | RegExpMatchArray, offset = 0): Found => {
  const [start, end] = match.indices?.groups?.name ?? [0, 0];
  return { name: match.groups?.name ?? '', start: start + offset, end: end + offset };
};

/** Follows «X or Y, Z» from the end of a name. */
function chain(text: string, first: Found, more: RegExp): Found[] {
  const names = [first];
  for (let last = first; names.length < 8; last = names.at(-1) ?? last) {
    const match = more.exec(text.slice(last.end, last.end + 80));
    if (!match) break;
    const next = at(match, last.end);
    if (!isPlace(text, next)) break;
    names.push(next);
  }
  return names;
}

const COMES_FROM = /^(?:from|to|for|by|into|back to)$/;
const MOVES =
  /\b(?:mov\w+|relocat\w+|pcs\w*|transfer\w*|orders|return\w*|com\w+|settl\w+|retir\w+|report\w*) (?:\w+ ){0,3}$/i;

/** Capitalised words say little where every word or no word is capitalised. */
const shouting = (text: string) => text === text.toUpperCase();
const lowerCase = (text: string) => !/\p{Lu}\p{Ll}/u.test(text);

/**
 * The places where the lead wants to live, or where the home to be sold stands, as written. Streets, months and people
 * are left out by their neighbours; there is no gazetteer but a short list of states and large cities.
 */
export function findPlaces(setting: Setting): FoundFact[] {
  const { text } = setting;
  const relevant =
    HOME_IN.test(text) || setting.searching || setting.selling || (setting.agent?.asks.has('area') ?? false);
  if (!relevant || shouting(text)) return [];
  const names: Found[] = [];
  for (const match of text.matchAll(AFTER)) {
    const first = at(match);
    const near = match.groups?.near ?? '';
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (/^(?:in|near|from|out (?:in|by|near)|over (?:in|by))$/.test(near) && ELSEWHERE.test(before)) continue;
    if (
      COMES_FROM.test(near) &&
      !(near !== 'from' && (MOVES.test(before) || (near === 'by' && CITIES.has(first.name.toLowerCase()))))
    )
      continue;
    if (isPlace(text, first)) names.push(...chain(text, first, MORE));
  }
  for (const match of text.matchAll(AFTER_ROOMS)) {
    const first = at(match);
    if (isPlace(text, first)) names.push(...chain(text, first, MORE));
  }
  for (const match of text.matchAll(BEFORE_NOUN)) {
    const first = at(match);
    const sentenceStart = /(?:^|[.!?\n]\s*)$/.test(text.slice(0, first.start));
    if (isPlace(text, first) && !sentenceStart) names.push(first);
  }
  if (names.length === 0 && lowerCase(text)) {
    for (const match of text.matchAll(LOWER_AFTER)) {
      const first = at(match);
      if (isPlace(text, first)) names.push(...chain(text, first, LOWER_MORE));
    }
  }
  for (const match of text.matchAll(/\b\p{L}+(?: \p{L}+)?\b/gu)) {
    const name = [match[0], match[0].split(' ')[0] ?? ''].find((candidate) => CITIES.has(candidate.toLowerCase()));
    if (
      name !== undefined &&
      setting.searching &&
      names.length === 0 &&
      !/\b(?:from|is it true in|how is|what's|whats|calling from|like in|with the) (?:for living )?$/i.test(
        text.slice(Math.max(0, match.index - 24), match.index),
      )
    ) {
      names.push({ name, start: match.index, end: match.index + name.length });
    }
  }
  if (names.length === 0 && setting.agent?.asks.has('area')) names.push(...bareAnswer(text));
  return toFound(names);
}

const BARE_PLACE = new RegExp(
  String.raw`^\W*(?:prob(?:ably)?|maybe|somewhere|ideally|just|only|like)? ?(?<name>${NAME})`,
  'du',
);

/** «Hayward» or «sullivans landing, or close» to «which area?». */
function bareAnswer(text: string): Found[] {
  const match = BARE_PLACE.exec(text);
  if (!match) return [];
  const first = at(match);
  return isPlace(text, first) ? chain(text, first, MORE) : [];
}

function toFound(names: readonly Found[]): FoundFact[] {
  const seen = new Set<string>();
  const unique = names
    .toSorted((a, b) => a.start - b.start)
    .filter(({ name }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
  const first = unique[0];
  const last = unique.at(-1);
  if (!first || !last) return [];
  return [{ key: 'locations', value: unique.map(({ name }) => name), start: first.start, end: last.end }];
}
