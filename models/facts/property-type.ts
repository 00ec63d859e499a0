import type { Setting } from './setting.ts';
import type { FoundFact, PropertyType } from './types.ts';

const WORDS: readonly (readonly [PropertyType, string])[] = [
  ['townhouse', String.raw`town ?houses?|town ?homes?|row ?houses?|row ?homes?|brownstones?|th`],
  [
    'multifamily',
    String.raw`multi-?famil(?:y|ies)|duplex(?:es)?|triplex(?:es)?|quads?|four-?plex(?:es)?|two-?famil(?:y|ies)|three-?famil(?:y|ies)|three-deckers?|triple-deckers?|apartment building|2 units|\d+ ?(?:to|-) ?\d+ units?|\d+-unit`,
  ],
  ['condo', String.raw`condos?|condominiums?|co-?ops?|condo units?`],
  ['apartment', String.raw`apartments?|apts?|studios?(?= (?:apartment|to rent|under|in))`],
  [
    'land',
    String.raw`(?:a few |\d+(?:\.\d+)? )?acres|acreage|land|vacant lots?|lots? to build|lots?(?= (?:to build|of land))|parcels?|farmland`,
  ],
  [
    'house',
    String.raw`houses?|single[- ]?famil(?:y|ies)|sfh|bungalows?|ranch(?:es)?|capes?|colonials?|victorian|farm ?house|craftsman|split[- ]levels?|starter homes?|cottages?|mc ?mansion|detached homes?|cabins?|casita`,
  ],
];

const WHOLE = WORDS.map(([type, source]) => [type, new RegExp(`^(?:${source})$`, 'i')] as const);
const ANY = WORDS.map(([, source]) => source).join('|');

/** A search: the words of wanting up to the type, with features between. */
const SEARCH = new RegExp(
  String.raw`\b(?:look(?:ing|in)?(?: for| at| to (?:buy|rent|purchase|lease))?|search(?:ing)? for|hunt(?:ing)? for|need(?: to (?:rent|buy|find))?|want(?:in|ing)?(?: to (?:buy|rent|own|lease))?|wanna (?:buy|rent)|tryna (?:buy|rent|get)|find(?: us| me| her| him| them)?|buy(?:ing)?|rent(?:ing)?|purchas(?:e|ing)|leas(?:e|ing)|interested in (?:buying |renting )?(?:a|an|some)|thinking|after|anything|any|got any|wish to (?:buy|rent)|prefer|into|some kind of|kind of|first|whole|it is|want is|move to|moving (?:in)?to|downsiz\w+ to|settle in|as long as it'?s|into)\s(?:(?!the\b|this\b|that\b|your\b|my\b|our\b|his\b|her\b|their\b|whether\b|how\b|no\b|you\b)[\w'.$,+/-]+\s){0,7}?(?<type>${ANY})\b`,
  'gid',
);
/** A home to be sold, or one that is owned. */
const OWNED = new RegExp(
  String.raw`\b(?:my|our|ours is (?:a|an)|mine is (?:a|an)|mom'?s|moms|dad'?s|dads|mother'?s|father'?s|uncle'?s|uncles|aunt'?s|grand\w*'?s|nana'?s|nanas|sister'?s|brother'?s|parents'?|her|his|their|daddy'?s|mama'?s|momma'?s|in-?laws'?|\w+'s|sell(?:ing)? (?:the|this|a|my|our)|list(?:ing)? (?:the|this|my|our)|(?:the|this) (?:old )?)\s(?:(?!to\b|in\b|on\b|at\b|and\b|is\b)[\w'-]+\s){0,3}?(?<type>${ANY})\b`,
  'gid',
);
/** «the house listed by Sunday», «the condo on the market», «the house is yours»: the home to be sold. */
const TO_MARKET = new RegExp(
  String.raw`\b(?:the|this) (?<type>${ANY})(?= (?:in [\p{L} ]{3,25} )?(?:listed|on the market|up for sale|sold|to be sold|must be sold|has to be sold|is yours)\b)|\b(?:what (?:might|would|could|does|will) (?:you say )?an? (?:[\w-]+ ){0,3})(?<type2>${ANY})\b(?=.{0,40}\b(?:bring|fetch|go for|sell for|goes? for|worth))`,
  'gidu',
);
/** «the Kennebunk condominium», «the most we can pay for the condo»: a home the lead bargains for or wants to buy. */
const STATED = new RegExp(
  String.raw`(?:^|[.;:!] )(?:an? |the )?(?:[\w-]+ ){0,2}(?<type>${ANY}) (?:in|near|around) \p{Lu}`,
  'gidu',
);
const NAMED_HOME = new RegExp(
  String.raw`\b(?:buy(?:ing)?|purchase|pay for|rent(?:ing)?) (?:the|this|that) (?:[\w'.-]+ ){0,2}(?<type>${ANY})\b`,
  'gid',
);
const BARE = new RegExp(
  String.raw`^\W*(?:an? |the |whole |i think |prob(?:ably)? |just |we want |ideally )*(?:\w+ ){0,1}(?<type>${ANY})\b`,
  'id',
);
const LISTED = new RegExp(
  String.raw`(?:^|[,.;!?:]\s|\b)(?:\d[\w/]*\s?(?:bed(?:room)?s?|br|bd|bdrm)[\w/]*|two-bed(?:room)?|three-bed(?:room)?|one-bed(?:room)?|\d ?bed,? \d(?:\.5)? ?baths?)[\s,-]{1,3}(?:(?!in\b|on\b)[\w.-]+ ){0,2}?(?<type>${ANY})\b`,
  'gid',
);

const ASKS_TYPE = new RegExp(String.raw`(?:${ANY})\b.{0,30}\bor\b|what (?:kind|type)`, 'i');

/** The property type that a word names. */
export function typeOf(word: string): PropertyType | undefined {
  return WHOLE.find(([, pattern]) => pattern.test(word))?.[0];
}

const NEGATED =
  /\b(?:no|not|never|isn'?t|don'?t want|do not want|instead of|rather than|without|hate|besides|sold|from|left|out of|tired of|behind|next to|across from|is it true|you can buy|u can buy|people buy) (?:an? |the )?(?:\w+ )?$/i;
const HOUSEHOLD = /\b(?:open|full|warm|town|opera|white|coffee|green|lake|guest|mother-in-law'?s?)\s$/i;

/** The type of the home that the lead looks for, or, of a seller, of the home to be sold. */
export function findPropertyType(setting: Setting): FoundFact[] {
  const { text, agent } = setting;
  const asked = agent?.question === true && ASKS_TYPE.test(agent.text);
  const patterns = [
    ...(asked ? [BARE] : []),
    ...(setting.searching ? [SEARCH, LISTED] : []),
    ...(setting.searching ? [NAMED_HOME] : []),
    ...(setting.selling ? [OWNED] : []),
    ...(/\d|\b(?:two|three|one) bed/i.test(text) ? [STATED] : []),
    TO_MARKET,
  ];
  for (const pattern of patterns) {
    const matches = pattern.global ? [...text.matchAll(pattern)] : [pattern.exec(text)];
    for (const match of matches) {
      const word = match?.groups?.type ?? match?.groups?.type2;
      const [start, end] = match?.indices?.groups?.type ?? match?.indices?.groups?.type2 ?? [0, 0];
      const before = text.slice(Math.max(0, start - 30), start);
      if (word === undefined || NEGATED.test(before) || HOUSEHOLD.test(before)) continue;
      const value = typeOf(word);
      if (value) return [{ key: 'property_type', value, start, end }];
    }
  }
  return [];
}
