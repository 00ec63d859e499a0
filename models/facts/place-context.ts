import { segmentAround } from './clauses.ts';
import { isKnownPlace } from './known-places.ts';
import { isPerson, isPlaceLike, type PlaceName } from './place-names.ts';
import { HEDGE } from './place-words.ts';
import type { Setting } from './setting.ts';

const SIDE = String.raw`(?:the )?(?:(?:north|south|east|west|downtown|greater|upper|lower|old|central|inner) )?`;
/** Prepositions of place; what stands before them says whose place it is. */
const NEAR = new RegExp(
  String.raw`(?<![\p{L}'])(?<near>btwn|in or near|in or around|in|nearer(?: to)?|closer to|close to|near(?:by)?|around|round|outside(?: of)?|over (?:in|by)|out (?:in|by|near)|down (?:in|to)|up (?:in|to)|at|by|towards?|to|into|within|part of|side of|outskirts of|like|of|for|about|over|between|across the \w+ in|how'?s|is|are|was|does|do) ${SIDE}$`,
  'iu',
);
/** Prepositions that place a home wherever they stand. */
const PLAIN =
  /^(?:btwn|in|in or .*|near.*|around|round|outside.*|over .*|out .*|down in|up in|closer to|close to|within|across .*|part of|side of|outskirts of)$/i;
const MOVE =
  /\b(?:mov(?:e|es|ed|ing|in)|relocat\w+|pcs\w*|transfer\w*|orders|com(?:e|ing)(?: out| back| home)?|settl\w+|retir\w+|report\w*|get|getting|back|going) (?:\w+ ){0,3}(?:to|towards?|into|by|down to|up to) (?:the )?$/i;
/** Somebody's move of the past. */
const MOVED = /\bmoved (?:\w+ )?(?:to|in|into) (?:the )?$/i;
/** Where people live, work, were born or are called from is not where they look. */
const ELSEWHERE =
  /\b(?:(?:i|we|he|she|they|you|sister|brother|son|daughter|mom|dad|who|that|which|family|still|now) lived?|lives|living|liv(?:e|ed) over|works?|working|worked|computer|doctor|calling|callin|born|raised|grew up|grown up|sellers?|office|did|does|(?<!\b(?:either|it|that|both) )works|landed|ended up|settled|winter|summer|vacation|(?:my|our|office|current|a|the|signed a) (?:\w+ )?(?:lease|rental|contract)|contractor|plant|branch|shift|nights?|motel|hotel|unit|doors|teach\w*|stuck|staying|been|retired|family of \w+|friends|people|(?:i'm|im|i am|we're|we are|he's|she's)(?: (?:still|now|currently|both|all|right|stuck|based|here))?|realtor's|agent's|listed) (?:is |are |here |over |out |up |down |back )?(?:in|near|from|by|at|around|over in) (?:the )?$/i;
const RELATIVE =
  /(?<!\bfor (?:my|our|his|her|the) )(?<!\b(?:near|by|closer to|close to|with|nearer) (?:my|our|his|her) )\b(?:sister|brother|sons?|daughters?|cousin|friends?|mom|mother|dad|father|aunt|uncle|boss|coworker|neighbor|kids|parents)(?:'s|s)?\b(?:(?! (?:so|and|but|n) |[,.;!?]).){0,24}\b(?:in|near|over in|out in|from|at) (?:the )?$/i;
/** A home or search «in» somewhere beats what would make it elsewhere. */
const SOUGHT_IN =
  /\b(?:condo\w*|house\w*|homes?|apartments?|apts?|townho\w+|row ?h\w+|\w+plex(?:es)?|villas?|units?|place|land|flats?|two-flats?|lofts?|section|ground|acreage|sheds?|camp|cottage|cabin|cape|craftsman|bungalow|colonial|A-frame|lodge|farm|property|co-?op|penthouse|home|community|bedrooms?|beds?|br|bath|studio|rentals?|acres?|lots?|something|anything|somewhere|anywhere|\d\/\d|rancher|\d{2,4}k|this one|is it|are they|(?:one|ranch|house|home|place|apt|apartment|condo|townhouse) (?:on|at) [\w ]{2,20}) (?:for rent |for sale |to rent |to buy |over |up |down |out )?(?:in|near|around|outside(?: of)?|by|at|on the) (?:the )?$/i;
const THEIRS =
  /\b(?:sister|brother|daughter|son|friend|neighbor|cousin)'?s?(?: got an?| has an?)? (?:\w+ )?(?:house|condo|place|apartment|home) in (?:the )?$/i;
const JOB =
  /\b(?:job|position|assignment|start date|start|post|orders|transfer|contract|agent|realtor|broker|school) (?:is |with [^.,;]{1,20} )?(?:up |over |down |out |back )?(?:in|at|near) (?:the )?$/i;
const CALLING_FROM =
  /\b(?:calling from|over in|live[sd]? in|living in|i'm in|im in|here in|own in|calling about .{0,30} in|(?:here|out) (?:at|near)) (?:the )?$/i;

/** Talk about what a place is like. */
const PLACE_TALK =
  /\b(?:heart|dream|vibe|schools?|taxes|winters?|summers?|neighborhoods?|areas?|crime|weather|folks|people (?:live|move|pay)|live there|move there|pretty|gorgeous|adore|love|cheaper|nurses|guide|trail|downtown|made my|insurance|flood|investors|prices|rents|cost of living|market|zoning|wards|out there|mov(?:e|ing))\b/i;

export const TYPE_AFTER =
  /^ (?:(?:area|neighborhood|region|district|hs|high|school district|schools? district|isd|zip|schools?|suburbs?|county|metro|market|way|taxes|prices|rents|side(?! of \p{Lu})|way(?! (?:or|better|too|more))|search)\b|(?:\w+ )?(?:condo\w*|co-op|house|houses|home|homes|townho\w+|apartments?|bungalows?|triplex|duplex|fourplex|rowh\w+|place|property|purchase|ones|rental|rentals|land|lot|listing|split level|[\w-]+[- ]flats?)\b)/iu;
const AFTER_ROOMS =
  /\b(?:bed(?:room)?s?|brs?|bds?|baths?|ba|floor|apartments?|apts?|condos?|townhouses?|houses?|rental|rentals|place)(?: (?:for rent|to rent|to buy|apt|apartment|house|rental|condo|townhouse))?,? (?:or house )?$/i;
const ONE_HOME =
  /^ (?:\w+ )?(?:condo|co-op|house|home|townho\w+|apartment|bungalow|triplex|duplex|fourplex|place|property|one|unit|studio|cottage)\b/i;
const ASKS_ABOUT =
  /\b(?:which|between|how'?s|how is|how are|what'?s|is|are|does|do|like|about|of|over|for|think of|thinking(?: of| about)?|research\w*|considering|impressions of)\s(?:the )?$/i;
const ABOUT_AFTER =
  /^(?: (?:schools?|taxes|market|in general|for (?:a|families|night|kids|someone|nurses|people)|safe|pretty|nice|cheap(?:er)?|expensive|good|better|any good|worth|like|let|winters?|weather|crime|or\b|and\b|vs\.?\b|versus|over\b|hold|still)|\s?\/|,? (?:or|vs) )/i;

/** How far from somewhere: «within 20 minutes of», «walking distance to», «the east side of». */
const DISTANCE =
  /\b(?:minutes?|mins?|miles?|mi|hours?|hr|distance|commute|drive|bus ride|blocks?)(?: \w+)? (?:of|from|to) (?:the )?(?:downtown )?$|\b(?:side|outskirts|edge|part|parts|end|suburbs?|corner) of (?:the )?$|\b(?:north|south|east|west|just outside|off|along) (?:of )?(?:the )?$/i;
/** Choosing among places: «thinking», «would settle for», «add», «open to». */
const CHOOSES =
  /\b(?:thinking(?: of| about)?|consider(?:ing)?|prefer(?:ably)?|love|like|want|wants|add|keep|keeping|cover|covers|serve|compare|comparing|include|explor(?:e|ing)|eyeing|set on|sold on|settle for|open to|listings (?:for|in)|work in|settled on|target(?:ing)?|favor|maybe|mainly|only|transferred to (?:our|the)|mostly|ideally|possibly|even|zoned|area:?|town:?|city:?|location:?|either|zoned to|zoned for|what about|how about|homes in|stay in|staying in|remain in|back to|yes to|ok with|good with|fine with|(?:smitten|in love|taken|obsessed) with|heart (?:is )?(?:set )?(?:on|to|in)|fell (?:hard )?for|fallen for|crazy about|nuts about|dream(?:ing|t)? of|talking about|come home to|torn between|stick(?:ing)? to|deciding between|over) (?:the |on |either )?$/i;
/** After a name: it suits, or what it is like. */
const SUITS =
  /^(?: (?:area|side|proper|zip|isd|schools?)\b| (?:is|are|would|works|work|might) (?:ok|okay|fine|good|acceptable|also|great|best|better|too|be|work|for (?:me|us)|our|my|ideal|perfect|nice)\b| (?:if|though|but|too|also)\b)/i;
/** The start of a question about what a place is like. */
const ASKS_OF =
  /(?:\b(?:know|wonder\w*|curious|tell me|idea|hear|heard|see) (?:if|whether) |(?:^|[.?!,] |\b(?:and|but|so|how|ok|hey|hi) )(?:is|are|does|do|did|was|how'?s|how is|how are|hows|what'?s|will|has|isn'?t) )(?:living in |life in |it like in )?(?:the )?$/i;
const LIKE_AFTER =
  /^ (?:(?:is|are|has|gets) )?(?:as|ever|really|still|too|safe|pretty|nice|cheap\w*|expensive|any|a|worth|good|better|getting|going|actually|that|much|so|quiet|walkable|like|have|over|schools?|flood\w*|hot|slow|boring|for)\b/i;

const COUNT =
  /(?:\d|one|two|three|four|five)[ -]?(?:\+ ?)?(?:bed|br|bd|bdrm)|\b\d\s?\/\s?\d(?:\.5)?\b|\bunder \$?\d|\$\d|\d{2,3}k\b|\b\d{3,4} max\b|\bmax \d{3}|\b(?:house|condo|townhouse|apartment|apt|rental)\b|\b(?:land|acres?|acreage|lots?)\b|\bpre-?approved\b/i;

const UNWANTED =
  /(?<!want )\b(?:no more|not|stop(?: the| with)?|instead of|out of|leav\w+|from|besides|except|rather than|scratch|forget) (?:the )?$/i;
/** «take Yukon off my search», «drop the Gresham ones». */
const DROPPED =
  /\b(?:take|drop|remove|skip|scratch|lose|delete|stop|anywhere but|tired of|sick of|hate|done with|over with|used to (?:live|be) in) (?:the )?$/i;
const DROPPED_AFTER = /^ (?:off|out of) (?:my|our|the) /i;
const WHO_LIVES =
  /\b(?:who|anybody|anyone|folks|people)\b[^.?!]{0,20}\b(?:lives?|living|moved?)\b[^.?!,]{0,12}\b(?:in|to) (?:the )?$/i;
const ENDS = /^(?:$|[,.;!?\n/]| (?:or|and|n|under|up|max|for|with|w|by|asap|area|please|to|below|still|\d))/i;

/** «the camp on Gardner Lake», «my lot up on Lake Ida». */
const WATER = /^lake |\b(?:lake|pond|river|creek|bay|island|beach|harbou?r)$/i;
const ON_WATER =
  /\b(?:camps?|lots?|places?|cabins?|houses?|cottages?|land|condos?|homes?|acres?|something|anything|lodge|property) (?:up |out |down |over )?on $/i;
const NICKNAMED = /^the \p{Ll}/u;
const PLACED = /\b(?:in|near|around|on|to|by|off|like|love|want|or|and|how'?s|about) $/i;
/** The agent would widen or narrow a search: «Should I keep sending the Ferndale listings?» */
const ASKS_MORE =
  /\b(?:add|include|keep|send|sending|widen|expand|alerts?|listings?|search|look at|looking in|what about|how about)\b/i;

const ADDS =
  /\binstead\b|^\W*(?:(?:yes|yeah|sure|pls|please|ok|yup|maybe)\W+)*(?:and|n|plus|also|add|maybe|sure)\b|\b(?:too|also|as well)\b/i;

/** Whether a name is where the lead looks or sells, by the words around it; `weak` where only the lead is said to be there. */
export function sought(setting: Setting, place: PlaceName): 'sure' | 'weak' | null {
  const { text } = setting;
  const before = text.slice(Math.max(0, place.start - 60), place.start);
  const after = text.slice(place.end, place.end + 40);
  const active =
    setting.searching ||
    setting.selling ||
    setting.buying ||
    PLACE_TALK.test(text) ||
    COUNT.test(text) ||
    (text.length < 60 &&
      isPlaceLike(place.name) &&
      (place.name !== place.name.toLowerCase() || isKnownPlace(place.name)) &&
      !/\b(?:still|available|open(?! to)|showing|tour|see|bought|moved|sold|done|had|have|loves)\b/i.test(text));
  const near = NEAR.exec(before)?.groups?.near?.toLowerCase() ?? '';
  const here =
    setting.selling && CALLING_FROM.test(before) && !/\b(?:neither|nobody|none|no longer|used to|not)\b/i.test(before);
  if (DISTANCE.test(before) && (isPlaceLike(place.name) || setting.searching)) return active ? 'sure' : null;
  if (/\bzoned (?:to |for )?(?:the )?$/i.test(before)) return 'sure';
  if (WATER.test(place.name) && ON_WATER.test(before)) return 'sure';
  if (/^ way\b/i.test(after) && /\b(?:over|out|up|down) $/i.test(before)) return active ? 'sure' : null;
  if (NICKNAMED.test(place.name)) return active && PLACED.test(before) ? 'sure' : null;
  if (DROPPED.test(before) || DROPPED_AFTER.test(after)) return null;
  if (UNWANTED.test(before)) return here ? 'weak' : null;
  if (
    WHO_LIVES.test(before) ||
    /\b(?:do|can) (?:you|u|y'?all|you guys) (?:\w+ )?(?:work|cover|serve|sell|help|operate|handle)\b[^.?!]{0,16}$/i.test(
      before,
    )
  )
    return 'sure';
  if (
    /\b(?:the|that|this) (?:other )?(?:one|ones) (?:in|on|at|near) (?:the )?$/i.test(before) &&
    !setting.selling &&
    !/\b(?:buy|get|take|want) (?:the|that|this) (?:other )?(?:one|ones) (?:in|on|at|near) (?:the )?$/i.test(before)
  )
    return null;
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
  if (MOVED.test(before) && !setting.searching) return null;
  // Who sells and moves away looks for nothing there.
  if (setting.selling && !setting.buying && !setting.agent?.asks.has('area') && MOVE.test(before)) return 'weak';
  if (
    MOVE.test(before) ||
    /\b(?:look(?:ing|ed)? (?:at|around|near)|search(?:ing)?|send(?:ing)?(?: me| us)?|keep|residents? of|living in) (?:the )?$/i.test(
      before,
    )
  )
    return 'sure';
  if (TYPE_AFTER.test(after) && /\b(?:the|those|that|this|a|an|list|my|our|yes|\d),? $/i.test(before)) {
    // «the Rye apartment» of a buyer is one listing; of a seller it is theirs.
    const listing = /\b(?:the|that|this) $/i.test(before) && ONE_HOME.test(after) && !setting.selling;
    return active && !listing ? 'sure' : null;
  }
  if (
    TYPE_AFTER.test(after) &&
    near === '' &&
    /^ (?:area|side|way|hs|high|schools?|condos?|homes|houses|market|taxes)/i.test(after)
  )
    return active ? 'sure' : null;
  if (AFTER_ROOMS.test(before)) return ENDS.test(after) ? 'sure' : null;
  const like = isPlaceLike(place.name);
  if (like && ASKS_ABOUT.test(before) && ABOUT_AFTER.test(after)) return 'sure';
  if (like && ASKS_OF.test(before) && LIKE_AFTER.test(after)) return 'sure';
  const known = isKnownPlace(place.name) || isKnownPlace(place.name.replace(/ (?:isd|hs|sq|twp|hts)$/, ''));
  if (place.name === place.name.toLowerCase() && !known) return null;
  if (!known && /^ (?:too|also|if|though|but)\b/i.test(after) && !CHOOSES.test(before)) return null;
  return like && active && (CHOOSES.test(before) || SUITS.test(after)) ? 'sure' : null;
}

const ASKS_WHERE =
  /\b(?:which|what|where)\b[^?]{0,40}\b(?:look\w*|live|be|areas?|towns?|parts?|side|valley|city|cities|county|neighbou?rhoods?|suburbs?|island|zip)\b/i;

/** A greeting of any language is no place: who greets with it must be judged as one who says «Hi». */
const GREETS =
  /^\W*(?:hola|buen[oa]s(?: d[ií]as| tardes| noches)?|bonjour|salut|bonsoir|ciao|salve|buongiorno|ol[aá]|bom dia|hallo|guten (?:tag|morgen)|shalom|salaam|salam|as-?salaam\w*|namaste|namaskar|sat sri akal|aloha|talofa|ni ?hao|nihao|konnichiwa|annyeong\w*|xin ch[aà]o|merhaba|privet|zdravstvuyte|habari|jambo|sannu|kamusta|mabuhay|sawasdee)(?![\p{L}])/iu;

/** A name that is all there is between two commas or stops, in a message that lists wishes. */
export function isListed(setting: Setting, place: PlaceName, names: readonly PlaceName[]): boolean {
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
    !/^(?: (?:[A-Z]{2}|tx|area|only|preferably|too|also|ok(?:ay)?|fine|works?|as second choice|maybe|ideally|please|pls|tops|if (?!you\b|they\b|he\b|she\b)[^.,;!?\n]{1,40}|for sure|honestly|i think|or (?:close|near|around)\w*)\b)*\s*(?:$|[,.;:!?\n()])/.test(
      text.slice(end, end + 30),
    )
  )
    return false;
  const asked =
    (setting.agent?.asks.has('area') ||
      (setting.agent?.question &&
        (ASKS_WHERE.test(setting.agent.text) ||
          (text.length < 60 &&
            ASKS_MORE.test(setting.agent.text) &&
            (ADDS.test(text) || isKnownPlace(place.name)))))) &&
    !/\b(?:from|coming from|where are you now|which building)\b\W*$/i.test(setting.agent?.text.slice(-40) ?? '');
  if (
    /\b(?:letter|pre-?approv\w*|bank|lender|loan|mortgage)\b/i.test(
      text.slice(Math.max(0, place.start - 40), end + 16),
    ) &&
    segment.start > 0 &&
    !/house|bed|br\b/i.test(text.slice(Math.max(0, place.start - 24), place.start))
  )
    return false;
  if (asked && isPerson(place.name)) return false;
  if (asked && (segment.start === 0 || names.length > 1 || (text.length < 80 && isPlaceLike(place.name)))) return true;
  if (
    names.length > 1 &&
    segment.start > 0 &&
    text[segment.start - 1] !== '\n' &&
    (setting.searching || setting.buying || COUNT.test(text)) &&
    names.some(({ name }) => isPlaceLike(name))
  )
    return (
      !/\b(?:with|and|w|by|from|says?) $/i.test(text.slice(0, place.start)) &&
      !/^,? (?:i|we|you|and i)\b/i.test(text.slice(end))
    );
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

export const comparesPlaces = (sentence: string) =>
  /\b(?:which|whose|between|impressions of|versus|vs|cheaper|compare|either|torn)\b/i.test(sentence);
