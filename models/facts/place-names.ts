import { isEveryday } from './everyday-words.ts';
import {
  INSTITUTION,
  NICKNAME,
  NOT_PLACES,
  NOT_STARTS,
  PLACE_ENDINGS,
  PLACE_STARTS,
  STREET_WORDS,
  SURE_STARTS,
} from './place-words.ts';

import { isFirstName } from './first-names.ts';
import { isKnownPlace } from './known-places.ts';
import { typeOf } from './property-type.ts';

/** A place as written, `[start, end)` in the text. */
export interface PlaceName {
  name: string;
  start: number;
  end: number;
}

const PARTICLE = String.raw`(?:of |de |del |de la |la |by the |on the )`;
const CAPITAL = String.raw`(?:St|Ft|Mt)\. ?\p{Lu}[\p{L}'-]+|\p{Lu}\p{L}*(?:['-]\p{L}+)*`;
/** Capitalised words in a row: «Rosedale Park», «Bay St. Louis», «Coeur d'Alene», «Belair-Edison». */
const RUN = String.raw`(?:${CAPITAL})(?: (?:${PARTICLE})?(?:${CAPITAL}|d'\p{Lu}\p{L}+)){0,3}`;
export const CAPITAL_RUN = new RegExp(String.raw`(?<![\p{L}\d'])${RUN}`, 'gu');
const RUN_HERE = new RegExp(RUN, 'uy');

const STATE =
  /,? (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])$/;
const TIME_WORD =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|tues|wed|thu|thurs|fri|sat|sun|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|fall|autumn|winter|christmas|thanksgiving|easter|labor day|memorial day|new year.*)$/i;
const PERSON_BEFORE =
  /\b(?:mr|mrs|ms|miss|dr|dear|hi|hello|hey|thanks|uncle|aunt|aunty|cousin|friend|judge|named|name is|name's|names|this is|it's|i'm|ask|tell|cc|grandma|brother|sister|daughter|son|father|pastor)[.,]? $/i;

const startsSentence = (text: string, at: number) =>
  /(?:^|[.!?:\n]["')\s]*)$/.test(text.slice(Math.max(0, at - 3), at));

/** Takes everyday words («Looking», «Once») off the front of capitalised words that begin a sentence. */
function trimmed(text: string, found: PlaceName): PlaceName | null {
  let { name, start } = found;
  const state = STATE.exec(name);
  if (state) name = name.slice(0, state.index);
  name = name.replace(/ (?:I|I'[a-z]+)$/, '');
  for (let first = /^\S+/.exec(name)?.[0]; first !== undefined; first = /^\S+/.exec(name)?.[0]) {
    const built = name.includes(' ') && PLACE_ENDINGS.has((name.split(' ').at(-1) ?? '').toLowerCase());
    const opens = startsSentence(text, start) && isEveryday(first) && !PLACE_STARTS.has(first.toLowerCase()) && !built;
    if (!opens && !/^(?:I|I'[a-z]+|The|A|My|Our|We|And|But|Or|So|Is|Any|In|For|Mr|Mrs|Ms)$/.test(first)) break;
    const rest = name.slice(first.length).replace(/^[\s.]+/, '');
    if (!rest) return null;
    start += name.length - rest.length;
    name = rest;
  }
  return { name, start, end: start + name.length };
}

/** «over Machias way» is a direction, no street. */
const wayTo = (text: string, start: number, after: string) =>
  /^ way\b/.test(after) && /\b(?:over|out|up|down) $/i.test(text.slice(Math.max(0, start - 6), start));

/** Whether capitalised words name a place rather than a month, person, company or street, as far as they show it. */
function isName(text: string, { name, start, end }: PlaceName, streets: boolean): boolean {
  const words = name.toLowerCase().split(/[\s-]+/);
  const [first = ''] = words;
  if (
    (words.length === 1 && NOT_PLACES.has(first)) ||
    NOT_PLACES.has(name.toLowerCase()) ||
    TIME_WORD.test(name) ||
    (TIME_WORD.test(first) && !(words.length > 1 && PLACE_ENDINGS.has(words.at(-1) ?? '')))
  )
    return false;
  if (/^(?:north|south|east|west)(?: side| end)?$/i.test(name)) return false;
  if (/ force$/i.test(name)) return false;
  if (name.length < 3 && !/^(?:NE|NW|SE|SW|DC|LA|NYC?)$/.test(name)) return false;
  const opens = startsSentence(text, start);
  const within =
    !opens &&
    /\b(?:in|near|between|and|or|for|at|around|outside|btwn) $/.test(text.slice(Math.max(0, start - 8), start));
  if (words.length === 1 && isEveryday(first) && !within) return false;
  if (
    words.length === 1 &&
    isFirstName(first) &&
    !/\b(?:in|near|around|outside|or) $/.test(text.slice(Math.max(0, start - 8), start))
  )
    return false;
  if (/^[A-Z]+'[A-Z]+$/.test(name)) return false;
  if (/'s?$/.test(name) || /^(?:Canad|Americ|Mexic|Ital|Chin|Ind)\w*n$/.test(name)) return false;
  if (PERSON_BEFORE.test(text.slice(Math.max(0, start - 14), start))) return false;
  const after = text.slice(end, end + 24);
  if (INSTITUTION.test(after)) return false;
  if (streets) return true;
  const last = (words.at(-1) ?? '').replace(/\.$/, '');
  const next = /^\s(?<word>[\p{L}]+)/u.exec(after)?.groups?.word?.toLowerCase() ?? '';
  if (/^(?:north|south|east|west) loop$/i.test(name)) return true;
  if ((words.length > 1 && STREET_WORDS.has(last)) || (STREET_WORDS.has(next) && !wayTo(text, start, after)))
    return false;
  if (
    /\bon $/i.test(text.slice(Math.max(0, start - 6), start)) &&
    (/\b(?:lake|river|creek|island|bay|beach|shore|hill|heights|side)$/i.test(name) || /^lake /i.test(name))
  )
    return true;
  return !/\b(?:on|\d+) $/i.test(text.slice(Math.max(0, start - 6), start));
}

/** A capitalised name found at a match, or null when it is none. `streets` lets «Harlan St» pass. */
export function capitalName(text: string, start: number, name: string, streets = false): PlaceName | null {
  const found = trimmed(text, { name, start, end: start + name.length });
  if (!found || !isName(text, found, streets)) return null;
  const street = streets
    ? /^ (?:St|Ave|Street|Avenue|Rd|Road|Dr|Ln|Lane|Blvd|Ct)\b/.exec(text.slice(found.end))?.[0]
    : undefined;
  return street === undefined ? found : { ...found, name: found.name + street, end: found.end + street.length };
}

/** Whether a name looks like a place by itself: a known one, or built like one («Jefferson Park», «Mount Airy», «Lake Wylie»). */
export function isPlaceLike(name: string): boolean {
  const words = name
    .toLowerCase()
    .split(/[\s.]+/)
    .filter(Boolean);
  if (isKnownPlace(name)) return true;
  if (words.length > 1)
    return (
      PLACE_ENDINGS.has(words.at(-1) ?? '') ||
      (PLACE_STARTS.has(words[0] ?? '') && words[0] !== 'old') ||
      /^(?:downtown|midtown|uptown|de|coeur|eau)$/.test(words[0] ?? '')
    );
  return !isFirstName(words[0] ?? '') && !isEveryday(words[0] ?? '') && name.length > 3;
}

/** Where the last lines of a letter are its writer's name: «Roy T., Crooked Creek Outfitters». */
export function signatureStart(text: string): number {
  const at = text.trimEnd().lastIndexOf('\n');
  const line = at < 0 ? '' : text.slice(at + 1).trim();
  const signed =
    line !== '' &&
    line.length < 60 &&
    /^\p{Lu}/u.test(line) &&
    !/\b(?:we|i|you|in|near|is|want|need|the|call|please)\b|\d/i.test(line);
  return signed ? at + 1 : text.length;
}

/** A given name with a family name behind it: «Roy Stutz». */
export const isPerson = (name: string): boolean => {
  const words = name.split(' ');
  return words.length > 1 && isFirstName(words[0] ?? '') && !isPlaceLike(name);
};

const WORD = /([\p{L}][\p{L}'-]*)\.?/uy;

function wordAt(text: string, at: number): { word: string; end: number } | null {
  WORD.lastIndex = at;
  const match = WORD.exec(text);
  return match?.[1] === undefined ? null : { word: match[1], end: at + match[1].length };
}

const unknown = (word: string) =>
  typeOf(word) === undefined &&
  word.length >= 3 &&
  word === word.toLowerCase() &&
  !word.includes("'") &&
  !word.split('-').every(isEveryday) &&
  !NOT_PLACES.has(word) &&
  !STREET_WORDS.has(word) &&
  !TIME_WORD.test(word);

/** The well-known place of up to three words that starts here in lower case, or null; an everyday word is none. */
export function knownLower(text: string, start: number): PlaceName | null {
  let found: PlaceName | null = null;
  for (let end = start, words = 0; words < 3; words++) {
    const next = wordAt(text, end === start ? start : end + 1);
    if (!next || next.word !== next.word.toLowerCase()) break;
    end = next.end;
    const name = text.slice(start, end);
    if (isKnownPlace(name) && !(words === 0 && (isEveryday(name) || name.length < 4))) found = { name, start, end };
    if (text[end] !== ' ') break;
  }
  if (!found) return null;
  const ending = text[found.end] === ' ' ? wordAt(text, found.end + 1) : null;
  if (
    ending &&
    PLACE_ENDINGS.has(ending.word) &&
    !/^(?:side|end|city|park|lake|view|district|square|station)$/.test(ending.word)
  )
    found = { name: text.slice(start, ending.end), start, end: ending.end };
  const next = wordAt(text, found.end + 1)?.word ?? '';
  return text[found.end] === ' ' && (STREET_WORDS.has(next) || INSTITUTION.test(text.slice(found.end, found.end + 20)))
    ? null
    : found;
}

/** «the heights», «the ridge», read at `start`. */
export function nicknameAt(text: string, start: number): PlaceName | null {
  NICKNAME.lastIndex = start;
  const match = NICKNAME.exec(text);
  return match ? { name: match[0], start, end: start + match[0].length } : null;
}

/** School districts and short endings stay with the name: «lewisville isd», «logan sq». */
function suffixed(text: string, place: PlaceName): PlaceName {
  const ending = / (?:isd|hs|sq|twp|hts)(?![\p{L}])/uy;
  ending.lastIndex = place.end;
  const match = ending.exec(text);
  const end = match ? place.end + match[0].length : place.end;
  return { name: text.slice(place.start, end), start: place.start, end };
}

/** Three words that end like a place: «old mill district», «north liberty heights». */
function districtAt(text: string, start: number): PlaceName | null {
  const match =
    /[\p{Ll}]{3,} [\p{Ll}]{3,} (?:district|heights|park|springs|village|estates|beach|grove|hills)(?![\p{L}])/uy;
  match.lastIndex = start;
  const name = match.exec(text)?.[0];
  const [first = '', second = ''] = name?.split(' ') ?? [];
  if (name === undefined || NOT_STARTS.has(first) || NOT_STARTS.has(second) || typeOf(first) || typeOf(second))
    return null;
  if (!PLACE_STARTS.has(first) && isEveryday(first) && isEveryday(second)) return null;
  return { name, start, end: start + name.length };
}

/** A place in lower case («hyde park», «mt lookout», «gastonia») that starts here, or null. */
export function lowerName(text: string, start: number): PlaceName | null {
  const nickname = nicknameAt(text, start);
  if (nickname) return nickname;
  const known = knownLower(text, start);
  if (known) return suffixed(text, known);
  const district = districtAt(text, start);
  if (district) return district;
  const first = wordAt(text, start);
  if (!first || first.word !== first.word.toLowerCase()) return null;
  const gap = text.startsWith('. ', first.end) && /^(?:mt|st|ft)$/.test(first.word) ? 2 : 1;
  const second = /[ .]/.test(text[first.end] ?? '') ? wordAt(text, first.end + gap) : null;
  const ending = (word: string) => PLACE_ENDINGS.has(word) || unknown(word);
  let end = 0;
  if (unknown(first.word)) {
    end = first.end;
    if (
      second &&
      text[first.end] === ' ' &&
      (PLACE_ENDINGS.has(second.word) || (unknown(second.word) && !STREET_WORDS.has(second.word)))
    )
      end = second.end;
  } else if (second && text[first.end] !== '\n') {
    const named = SURE_STARTS.has(first.word)
      ? second.word.length > 3
      : PLACE_STARTS.has(first.word)
        ? ending(second.word)
        : PLACE_ENDINGS.has(second.word) && first.word.length > 2;
    if (named && !NOT_STARTS.has(first.word)) end = second.end;
  }
  if (end === 0) return null;
  const next = wordAt(text, end + 1);
  const name = text.slice(start, end);
  const last = name.split(' ').at(-1) ?? '';
  if (next && text[end] === ' ' && (STREET_WORDS.has(next.word) || INSTITUTION.test(text.slice(end, end + 20))))
    return null;
  if (/^(?:north|south|east|west) (?:side|end)$/.test(name)) return null;
  if (STREET_WORDS.has(last) && name.includes(' ')) return null;
  return { name, start, end };
}

const LINK =
  /(?:,? (?:or|and|n|&|maybe|possibly|even|then|to) (?:(?:up|down|over|out) )?(?:in |near |by |around |even |maybe |else |yes to )?(?:the )?|, ?|\s?\/\s?)/y;

/** Follows «X or Y, Z» from the end of a name. */
export function chain(text: string, first: PlaceName): PlaceName[] {
  const names = [first];
  for (let last = first; names.length < 8; last = names.at(-1) ?? last) {
    LINK.lastIndex = last.end;
    const link = LINK.exec(text);
    if (!link) break;
    const the = / the $/.test(link[0]) ? nicknameAt(text, last.end + link[0].length - 4) : null;
    const at = last.end + link[0].length;
    RUN_HERE.lastIndex = at;
    const run = RUN_HERE.exec(text);
    const small = first.name === first.name.toLowerCase() || / (?:or|and|n|&) |\//.test(link[0]);
    const next = the ?? (run ? capitalName(text, at, run[0]) : small ? lowerName(text, at) : null);
    // After a bare comma only a name that ends there goes on: «Tulsa, Karen will call» is no list.
    if (
      !next ||
      (link[0].startsWith(',') &&
        !/\b(?:or|and|n|&)\b/.test(link[0]) &&
        !/^(?:\s*(?:$|[,.;!?\n/]|(?:or|and|n)\b))/.test(text.slice(next.end)))
    )
      break;
    names.push(next);
  }
  return names;
}
