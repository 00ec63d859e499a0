import { firstMatches, sentenceAround } from './clauses.ts';
import { comparesPlaces, isListed, sought, TYPE_AFTER } from './place-context.ts';
import {
  CAPITAL_RUN,
  capitalName,
  chain,
  knownLower,
  lowerName,
  nicknameAt,
  signatureStart,
  type PlaceName,
} from './place-names.ts';
import { isKnownPlace } from './known-places.ts';
import { HEDGE } from './place-words.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

/** Refusals and goodbyes name no place to look in. */
const REFUSES =
  /\b(?:do not (?:text|call|write)|don'?t (?:text|call|write)|stop (?:texting|calling)|no need to (?:keep|check)|for good\b|this is goodbye|declined us|turned (?:us|me) down|cannot go on|is out\b)/i;

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
  const compared = names.length > 1 && comparesPlaces(sentenceAround(text, place.start).text);
  if (how === 'sure' || compared || isListed(setting, place, names)) finds.sure.push(...names);
  else if (how === 'weak') finds.weak.push(place);
}

const OWN_STREET = /\b(?:house|home|place|row ?h\w+|condo|property|duplex|triplex) (?:is )?(?:on|at) $/i;

function capitals(setting: Setting, finds: Finds): void {
  const { text } = setting;
  let seen = 0;
  const signed = signatureStart(text);
  for (const match of text.matchAll(CAPITAL_RUN)) {
    if (++seen > MOST || match.index >= signed) break;
    if (finds.sure.some(({ end }) => match.index < end)) continue;
    const own = setting.selling && OWN_STREET.test(text.slice(Math.max(0, match.index - 24), match.index));
    const place = capitalName(text, match.index, match[0], own);
    if (!place) continue;
    if (own && STREET_END.test(place.name)) finds.sure.push(place);
    else judge(setting, place, finds);
  }
}

const LOWER_START =
  /(?<![\p{L}'])(?:in|near|around|round|btwn|up on|down in|off|outside(?: of)?|closer to|mov(?:e|ing) to|relocating to|back to|from|hows|how's|is|if|whether|zoned|does|about|the|those|yes|send|sending|keep|looking at|side of|outskirts of|between|by|bed(?:room)?s?|br|bd|apartments?|apt|condos?|townhouses?|houses?|homes|rentals?)(?: the)? (?=\p{Ll})/gu;

/** Words before which only well-known places are looked for. */
const KNOWN_START =
  /(?<![\p{L}'])(?:like|love|want|prefer|preferably|thinking|considering|consider|add|cover|compare|over|off|on|into|within|either|or|even|maybe|only|to|of|for|of living in)(?: the)? (?=\p{Ll})/giu;

/** Names in lower case: after prepositions, rooms and words of asking, as items of a list, before a kind of home. */
function lowers(setting: Setting, finds: Finds): void {
  const { text } = setting;
  const take = (start: number, before: string) => {
    if (finds.sure.some((known) => start < known.end && known.start <= start)) return;
    if (/\b(?:it is|this is|it's|its|name is|i'm|im|names) $/.test(text.slice(Math.max(0, start - 12), start))) return;
    const place = (/ the $/.test(before) ? nicknameAt(text, start - 4) : null) ?? lowerName(text, start);
    // «in the canal» is no place; «in the garden district» is.
    if (
      !place ||
      (/ the $/.test(before) &&
        !place.name.includes(' ') &&
        !isKnownPlace(place.name) &&
        !TYPE_AFTER.test(text.slice(place.end, place.end + 24)))
    )
      return;
    judge(setting, place, finds);
  };
  let seen = 0;
  for (const match of text.matchAll(LOWER_START)) {
    if (++seen > MOST * 2) break;
    take(match.index + match[0].length, match[0]);
  }
  for (const match of firstMatches(text, KNOWN_START, MOST * 2)) {
    const start = (match.index ?? 0) + match[0].length;
    if (knownLower(text, start)) take(start, match[0]);
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
 * position: prepositions, rooms and kinds of home beside them, items of a list of wishes; a
 * list of well-known names helps where the position says little.
 */
export const findPlaces = (setting: Setting): FoundFact[] =>
  placesFact(placesIn(setting), replacesEarlier(setting.text));

/** The places by rules, with where each stands. */
export function placesIn(setting: Setting): PlaceName[] {
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
  zips(setting, finds);
  roads(setting, finds);
  return finds.sure.length > 0 ? finds.sure : finds.weak.slice(0, 1);
}

const ZIP =
  /(?<=\b(?:in|near|around|zip|zip codes?|area|or|and|is|to) )(?<![$\d,.])\d{5}(?![\d,.]\d|\d|k\b| ?(?:a month|per|dollars|sq|miles|down))/gi;

/** ZIP codes where the lead looks: «in 78745», «the 30309 zip». */
function zips(setting: Setting, finds: Finds): void {
  if (!setting.searching && !setting.buying && setting.text.length > 60) return;
  const found = firstMatches(setting.text, ZIP, MOST);
  const named = firstMatches(setting.text, /\b\d{5}(?= zip\b)/gi, MOST);
  for (const match of [...found, ...named]) {
    const start = match.index ?? 0;
    finds.sure.push({ name: match[0], start, end: start + 5 });
  }
}

/** Roads and transit lines that a search goes by: «near 14 mile», «anywhere off 290», «on the orange line». */
const ROAD = new RegExp(
  [
    String.raw`(?<=\b(?:off|along|near|around|by|inside|outside|past|between|on|(?:north|south|east|west) of)(?: of)? (?:the )?)(?:(?:i|us|hwy|highway|route|rt|fm|sr|loop|interstate)[- ]?\d{1,4}|\d{1,2} mile|(?:red|blue|green|orange|brown|purple|yellow|silver|gold|pink) line)(?![\p{L}\d])`,
    String.raw`(?<=\b(?:anywhere|somewhere|something|anything|house|place|land|condo|apartment|rental|acres|lots?|right|just) off (?:of )?(?:the )?)\d{2,4}(?![\d,.%]|k\b| ?(?:a month|percent|dollars))`,
  ].join('|'),
  'giu',
);

const HOME = /\b(?:\d ?(?:br|bd|bed)\w*|condo|house|apartment|apt|townho\w+|place|land|lot)\b/i;

function roads({ text, searching, buying, market, agent }: Setting, finds: Finds): void {
  if (!searching && !buying && market === 'unknown' && agent?.question !== true && !HOME.test(text)) return;
  for (const match of firstMatches(text, ROAD, MOST)) {
    const start = match.index ?? 0;
    if (/\b(?:not|no|nothing|never) (?:\w+ ){0,2}$/i.test(text.slice(Math.max(0, start - 20), start))) continue;
    finds.sure.push(...chain(text, { name: match[0], start, end: start + match[0].length }));
  }
}

/** «actually Tracy instead», «forget Modesto, only Manteca now». */
const CORRECTS =
  /\b(?:actually|instead|rather than|scratch (?:that|the)|forget (?:about )?(?:the )?\p{L}+|changed (?:my|our) minds?|no longer|any ?more|switch(?:ed|ing)? (?:to|it to|from)|not \p{L}+(?: \p{L}+)? (?:but|now)|only .{1,30} now|drop the|done with)\b/iu;
const ALSO = /\b(?:also|too|as well|add|plus|besides)\b/i;
export const replacesEarlier = (text: string): boolean => CORRECTS.test(text) && !ALSO.test(text);

/** Places as a fact: each name once, in the order of the text. */
export function placesFact(names: readonly PlaceName[], replaces: boolean): FoundFact[] {
  const seen = new Set<string>();
  const unique = names
    .toSorted((a, b) => a.start - b.start)
    .filter(({ name }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
  const first = unique[0];
  const last = unique.at(-1);
  if (!first || !last) return [];
  return [
    {
      key: 'locations',
      value: unique.map(({ name }) => name),
      start: first.start,
      end: last.end,
      ...(replaces ? { replaces } : {}),
    },
  ];
}
