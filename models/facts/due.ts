import { segmentAround } from './clauses.ts';
import type { Setting } from './setting.ts';

/** A time expression in a message: a span («3 months»), a date («June 30», «spring») or a near day («Friday»). */
export interface TimeWords {
  kind: 'span' | 'date' | 'day';
  start: number;
  end: number;
}

const SOFT = String.raw`(?:the |about |bout |around |like |maybe |roughly |another |a good |only |at least |early |late |mid |a |an? )*`;

/** Words before a date or span that make it the time by which the lead acts. */
const DUE = new RegExp(
  String.raw`\b(?:by|before|until|till|til|within|inside(?: of)?|under|in(?: the next| over)?|over the next|(?:for )?the next|next|close[sd]?(?: (?:on|is|in|by))?|closing(?: (?:is|on|in|by|date|the|up|to))*|move(?:[ -](?:in|out))?(?: (?:on|is|by|for|date))?|moving(?: (?:on|in|by))?|ready (?:on|by|in)|(?:job|school|lease|work|classes|college|semester) starts?(?: on| in)?|around|about|lease (?:is|ends?|up|runs out|expires?)(?: (?:is|on|in|up|at))*|ends?|expires?(?: in| on)?|up|due(?: (?:on|in|is|by))?|deadline(?: is)?|out (?:by|of here in|in|on)|be out|leav(?:e|ing)(?: (?:on|in))?|for|sometime|some time|come|g[ai]ve[sn]? (?:me|us|myself|ourselves)|have|got|maybe|probably|prob|thinking|this|latest(?: is)?|(?:no|not) later than|nlt|coming|arriv\w+|is|be|on|at|say|or|think|to be|need|date(?: \w+){0,3}|time (?:is|frame is|frame)|off)\s${SOFT}$`,
  'i',
);
const DUE_STRONG = new RegExp(
  String.raw`\b(?:by|before|until|till|til|within|inside(?: of)?|no later than|nlt|closing(?: \w+){0,3}|close(?:s)?(?: on| in| by)?|lease(?: (?!at\b)\w+){0,4}|(?:be )?out(?: of (?:it|here|there|the \w+|mine|our \w+))? (?:by|in|on)|expires?(?: in| on)?|(?:runs?|ran) out(?: on| in)?|g[ai]v(?:e[sn]?|ing) (?:me|us|myself|ourselves)|deadline(?: is)?|latest|move(?:[ -](?:in|out))?(?: (?:by|on|in|before|within))?|moving(?: (?:by|on|in|before|within))?|report(?:ing)?(?: \w+){0,4}(?: on)?|foreclos\w+(?: on)?|little as|evicted?|eviction(?: is)?|conclude\w* within|leaving(?: on| in)?|start(?:s|ing)?(?: date)?(?: (?!and\b)\w+){0,3} (?:is|on|in)|(?:starts?|begins?)(?: on| in)?|sold (?:\w+ )?in|gone in|(?:in|over|during|for|within) (?:the )?(?:next|coming))\s${SOFT}$`,
  'i',
);
/** Floors, pasts, lengths and other people's times. */
const NOT_DUE = new RegExp(
  String.raw`\b(?:not (?:before|until|till|til|for|look for us before)|isn'?t until|until after|no earlier than|after|since|ago|last|past|been(?: \w+){0,4}|lived(?: \w+){0,4}|built(?: in)?|from|wait(?:ed|ing)?(?: \w+){0,2}|every|per|each|older|old|took|than|in one|stay(?:s|ing)?(?: \w+){0,2} for)\s(?:the |about |like |in |around |end of |first of |a |an )*$`,
  'i',
);
const AFTER_PAST =
  /^(?:[- ](?:old|ago|lease|mark|warranty|mortgage|fixed|now|straight|in a row|later|loan|term|contract|history|notice|rule|arm\b|are going to be|at (?:this|the same|that) (?:job|place|employer|company)|at this|than\b|off at the least|of (?:paying|living|renting|marriage))|'s? )/i;

/** Said of the clause before the time: a floor, a refusal or a request to be left alone till then. */
const FLOOR =
  /(?:^|[.?!] )not\b(?! (?:yet|sure))[^.?!]*$|\b(?:wait(?:ing|ed)?(?! list)|hold (?:off|on|it(?! for)|out)|(?:hit|call|ask|text|try|ring) (?:me|us)|talk to (?:me|us)|talk then|check back|sit tight|sittin\w*|sit out|sit on|sit|none of us|not one of us|not (?:be )?(?:\w+ )?(?:mov\w+|stir\w*|sell\w*|list\w*|buy\w*|look\w*|agree\w*|ready|doing|before)|not a thing|never|no plans|won'?t(?! work\b| do\b)|wont(?! work\b| do\b)|can'?t|cant|cannot|not (?:this|that)|give prices|not going|nothing|(?:isn'?t|aint|ain'?t|isnt) (?:till?|until)|penalty|not till?|not until|keep for|(?:don'?t|dont|doesn'?t|doesnt) (?:end|start|expire|run out)|has to keep)\b(?:(?! so | but | and |, )[^.;?!]){0,70}$/i;
/** After the time: it is a floor, or nothing comes of it. */
const FLOOR_AFTER =
  /^(?:,? (?:at the earliest|at least|earliest|or (?:later|better|longer)|if ever|not before that)\b)/i;
/** The lead turns the matter down. */
const DECLINES =
  /(?:^|[.!?,] )(?:pass|no thanks|not interested)\W*$|\b(?:too rich for|dont blow smoke|i'?m done with|good luck (?:with|to)|best of luck|wait and see|close our file)\b|^\W*(?:nah|nope|no)\b.*\b(?:hit me|maybe next|some ?day)\b/i;
/** After the time: words that make it the time by which something is done. */
const DUE_AFTER =
  /^(?: (?:i'?m|we'?re|im|were|we are|i am) (?:out|gone|homeless|on the street)\b| (?:at the latest|latest|tops|max|or less|or sooner|or bust|or no d\w+|if (?:we|i) can|ideally)\b| (?:close|closing|escrow)\b| (?:is|are) (?:enough|plenty|fine|ok\w*|a-ok|perfect|good|doable)\b| (?:to (?:clear|get|move|close|be|find|sell|make))\b|[- ]day close\b| (?:for|before) (?:the move|we|i|buying|selling|the lease)\b| move[- ]?in\b| would be (?:best|ideal|great|good|perfect)\b)/i;
/** «own by then», «sold by that day»: another date of the message is the deadline. */
const BY_THEN = /\b(?:by|before|until|till?) (?:then|that (?:day|date|time|week))\b/i;

/** Other people's dates. */
const TRADES = /\b(?:painters?|inspectors?|contractors?|plumbers?|roofers?|appraisers?|owners' meeting)\b/i;
const PAST_EVENT =
  /\b(?:passed(?: away)?|wrote|closed|died|bought|got (?:his|her)|was|were|told|said|moved (?:here|in|out)|left|sold|renewed|installed|opened|happened|came|refinanced|divorced|blew|fell|broke|walked|toured|saw|showed|listed|met|put (?:in|on)|gon put)\b(?!\w)(?:(?! (?:and|but|so|i'd|we'd|i want|we want) )[^.;]){0,40}\b(?<!sold )(?:in|on|around|last)\s(?:the )?$/i;
const LENGTH =
  /\b(?:sign\w*|lease|agreement|runs|contract|lived|have \w+ed|owned|talked|spoken|been|worked|visits?|switchin\w*|stays?|has|have had|had|swing|carry|float|shared?|dropped|was|were|with)\b[^.;]{0,40}\bfor\s(?:about |over |like |at least |the |a )*$/i;

/** The lead's own plans: dates beside none of these are viewings, listings' or other people's. */
const PLAN =
  /\b(?:vacate|unload|dump|shed of|conclude\w*|outta|keys|mov\w*|buy\w*|sell\w*|sold|list\w*|rent\w*|leas\w*|clos\w*|market|settl\w*|place|be out|out of|out by|need|want|look\w*|pcs|orders|report\w*|school|baby|due|divorce|retir\w*|relocat\w*|wedding|start\w*|search|ready|house|home|apartment|condo|deadline|expire\w*|unpacked|happen|purchase|get in|be in|transfer|plan\w*|hop\w*|hurry|rush|down there|keys|sign|job|exchange|id period|voucher|counter|stay|downsiz\w*|executors?|probate|find|bid|years? away|insurance|\d ?(?:bed|br|bd)\w*)\b/i;
const NEAR_PLAN =
  /\b(?:(?:got|have|had|gave (?:us|me)|giv(?:es?|ing) (?:us|me)) (?:me |us )?(?:till?|until|by)|outta|unload|mov\w*|clos\w*|leas\w*|evict\w*|marshals|be out|out of|out by|sign|report|keys|expire\w*|list\w*|sold|sell|tdy|pcs)\b/i;
const NEAR_DUE =
  /\b(?:by|before|until|till|til|closes?(?: on)?|closing(?: on| is)?|out(?: by| on)?|move(?:[ -]?(?:in|out))?(?: on)?|moving(?: in)?(?: on)?|sign|listed|come|marshals come|expires?|due|dies)\s(?:this |next |on )?$/i;
const OFFER_LIFE = /\b(?:good|stands?|open|answer|respond|response|find out|know)\b[^.;]{0,30}$/i;
const VISIT =
  /\b(?:see|show\w*|tour|view\w*|visit|look at|walk\w*|come by|come next|swing by|stop by|meet|open house|appointment|call me|available|works?|can we|could we|can i|could i|might we)\b/i;
const MOVES = /\b(?:mov\w*|buy\w*|sell\w*|clos\w*|leas\w*|rent\w*)\b/i;
const TAKES = /\b(?:take|like|sign|accept|will do|works?|fine|yes to|i'?ll pay|tell)\b|\d,\d{3}/i;

const sentenceStart = (text: string, at: number) =>
  Math.max(0, ...['. ', '? ', '! ', '\n', '; '].map((mark) => text.lastIndexOf(mark, at - 1) + 1));

function sentenceAt(text: string, at: number): string {
  const stop = text.slice(at).search(/[.?!;](?:\s|$)|\n/);
  return text.slice(sentenceStart(text, at), stop < 0 ? text.length : at + stop);
}

/** A closing or move-in date that the agent put forward and the lead takes. */
function takesDate({ text, agent }: Setting, { start }: TimeWords): boolean {
  if (
    agent === null ||
    !/\b(?:clos\w+|move[- ]?in|from the|possession|settle\w*|answer|sign|start)\b/i.test(agent.text)
  )
    return false;
  return TAKES.test(sentenceAt(text, start)) && !/\?/.test(sentenceAt(text, start));
}

/** The lead says the agent's closing or moving date back: «402, the 28th, and they leave the cart». */
const repeats = ({ text, agent }: Setting, { start, end }: TimeWords): boolean =>
  agent !== null &&
  /\b(?:clos\w+|by|move[- ]?in|possession|vacate)\b/i.test(agent.text) &&
  agent.text.toLowerCase().includes(text.slice(start, end).toLowerCase()) &&
  !VISIT.test(agent.text);

const isPast = (before: string, kind: TimeWords['kind']) =>
  kind === 'span'
    ? /\b(?:sold|closed|went|have had|moved|bought)\b[^.;,]{0,20} in (?:just |only |about )?$/i.test(before) &&
      !/\b(?:want|get|be|hop\w+|gone|have it|see it|need|sold (?:by|in))\b/i.test(before)
    : PAST_EVENT.test(before);

/** The agent speaks of a closing or a move and the lead names or takes a length of time: «30 days is A-OK». */
const takesSpan = ({ text, agent }: Setting, { start, end }: TimeWords): boolean =>
  agent !== null &&
  /\bclos\w+|\b\d+ days|weeks|move[- ]?(?:in|out)|possession|funded|mov(?:e|ing)\b|sell\b|offer\b/i.test(agent.text) &&
  (/^\W*(?:(?:within|in|under|about|yes|ok|sure|make it|say|we can do|maybe|then|let'?s do|prob\w*|can'?t|cant|no|nope|need|more like|at least|try)\W*)*$/i.test(
    text.slice(0, start),
  ) ||
    /\b(?:we can do|i can do|could do|make it|need|then lets do this\. )\s*$/i.test(text.slice(0, start)) ||
    /^ (?:it is|is (?:fine|just fine|a-?ok|good|perfect|ok)|works|to clear out|and we)\b/i.test(
      text.slice(end, end + 24),
    ));

/** Dates of other people's leases, of agreements, taxes and meetings. */
const NOT_OURS =
  /\b(?:tenants?'?|they(?! (?:want|need|asked|told|expect|'re giving|are giving|giving|gave|give) (?:him|her|me|us|my|our)\b)|seller'?s?|buyers? agreement|buyer agreement|exclusive|listed with|agreement|pre-?approval|approval|tax(?:es)?|hoa|meets?|every|listing(?! (?:in|by|it|this|next|around|my|our)\b)|rate lock) (?:\w+ ){0,6}$|\b(?:ended|expired|sold|lost|passed) (?:in|on|last) (?:the )?$/i;
/** «is summer a good time», «do taxes come due in December». */
const GENERAL = /^\W*(?:is|are|do|does|did|was|were|will it|what happens|what'?s|how)\b(?![^.?!]*\b(?:we|i|our|my)\b)/i;
const NOTICE =
  /\b(?:gave|given?|giving|got|with|w|only|on) (?:us |me )?(?:only |just )?\|,? ?(?:day |days )?notice\b|\|[- ]?(?:day )?(?:clock|deadline|window)\b/i;
/** The lead's own intention, in the sentence of the date. */
const OWN_PLAN =
  /\b(?:want|wanna|need|looking|plan(?:ning)?|hoping|hope|gotta|must|would|we'll|i'll|we'd|i'd|tryna|trying|going to|gonna|ready|intend|id like|like to|move[- ]in|lease start|put it on|list it|for the move|for buying)\b/i;
/** «nowhere to live after …»: that day is the deadline. */
const NOWHERE = /\b(?:nowhere|no ?place|no roof|homeless)\b[^.?!]{0,30}\bafter\s(?:the )?$/i;
/** A message that lists wishes: «2br to rent, top floor, may 31, 1550». */
const WISHES =
  /\b\d[ -]?(?:bed|br|bd|bdrm)\w*|\b(?:to rent|to buy|rental|apartment|apt|house|condo|townho\w+|studio)\b/i;
const standsAlone = (text: string, start: number, end: number) =>
  /(?:^|[,.;:!?] ?(?:and |about |in |say )?)$/i.test(text.slice(Math.max(0, start - 12), start)) &&
  /^\s*(?:$|[,.;:!?])/.test(text.slice(end));

/** «not before May», «two years ago», «a 3-year lease»: a floor, a past, a length, or a refusal. */
export function isNoDeadline({ text }: Setting, { kind, start, end }: TimeWords): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  const clause = text.slice(Math.max(sentenceStart(text, start), start - 120), start);
  const after = text.slice(end, end + 24);
  return (
    NOT_DUE.test(before) ||
    AFTER_PAST.test(after) ||
    isPast(before, kind) ||
    LENGTH.test(before) ||
    FLOOR.test(clause) ||
    FLOOR_AFTER.test(after) ||
    DECLINES.test(text)
  );
}

/** How surely a time expression is the time by which the lead wants or has to act: 2 said so, 1 likely, 0 not. */
export function dueness(setting: Setting, words: TimeWords): number {
  const { text, agent } = setting;
  const { kind, start, end } = words;
  const before = text.slice(Math.max(0, start - 80), start);
  const clause = text.slice(Math.max(sentenceStart(text, start), start - 120), start);
  const after = text.slice(end, end + 24);
  const sentence = sentenceAt(text, start);
  if (kind === 'date' && /\bfrom\s(?:the )?$/i.test(before))
    return TAKES.test(sentence) ||
      (setting.market === 'rent' && setting.searching && !/^ (?:to|until|till|thru|through)\b/i.test(after))
      ? 1
      : 0;
  if (kind === 'span' && NOTICE.test(before + '|' + after)) return 2;
  if (NOWHERE.test(before)) return 2;
  if (isNoDeadline(setting, words)) return 0;
  if (kind === 'date' && TRADES.test(clause)) return 0;
  if (kind === 'day' && /^to(?:day|night)/i.test(text.slice(start, end))) return 0;
  if (
    agent?.question &&
    (agent.asks.has('when') || /\b(?:idea|sense|know|say) (?:of )?when\b/i.test(agent.text)) &&
    text.length < 160 &&
    kind !== 'day'
  )
    return 2;
  // «the first», «the third» are days only after a word of time.
  if (
    kind === 'date' &&
    /^the (?:first|second|third|fourth|fifth|sixth|last)$/i.test(text.slice(start, end)) &&
    !/\b(?:by|until|till|til|before|from)\s$/i.test(before)
  )
    return 0;
  if (kind === 'day') return NEAR_DUE.test(before) && NEAR_PLAN.test(sentence) && !OFFER_LIFE.test(clause) ? 2 : 0;
  if (/^ (?:i'?m|we'?re|im|we are|i am) (?:out|gone|homeless|on the street)\b/i.test(after)) return 2;
  const planned = PLAN.test(text) || (agent?.question === true && PLAN.test(agent.text));
  if (DUE_AFTER.test(after) && (planned || takesSpan(setting, words))) return 2;
  if (kind === 'date' && BY_THEN.test(text.slice(end, end + 120))) return 2;
  if (kind === 'date' && NOT_OURS.test(clause)) return 0;
  if (kind === 'date' && repeats(setting, words)) return 1;
  if (DUE_STRONG.test(before))
    return (PLAN.test(text) || (agent?.question && PLAN.test(agent.text))) && !OFFER_LIFE.test(clause)
      ? 2
      : kind === 'span' && takesSpan(setting, words)
        ? 1
        : 0;
  if (kind === 'date' && takesDate(setting, words)) return 1;
  if (kind === 'span' && takesSpan(setting, words)) return 1;
  if (/\bmore\b/.test(text.slice(start, end)) && kind === 'span' && !/\bfor $/.test(before))
    return PLAN.test(text) ? 2 : 0;
  const segment = segmentAround(text, start).text;
  if (
    VISIT.test(sentence) &&
    (!MOVES.test(sentence) || (VISIT.test(segment) && !PLAN.test(segment.replace(VISIT, ''))))
  )
    return 0;
  if (kind === 'date') {
    if ((text[start + sentence.length] === '?' && GENERAL.test(sentence)) || GENERAL.test(sentence.trim())) return 0;
    if (standsAlone(text, start, end) && WISHES.test(sentence) && !VISIT.test(sentence.replace(/\bworks?\b/i, '')))
      return 1;
    return (DUE.test(before) || OWN_PLAN.test(sentence)) && PLAN.test(sentence) ? 1 : 0;
  }
  if (
    standsAlone(text, start, end) &&
    // Months in a renter's list are the lease's length.
    !(setting.market === 'rent' && /month|year|yr/i.test(text.slice(start, end))) &&
    /\b(?:cash|clos\w+|as[- ]is|conventional|fha|offer|rent\w*|buy\w*|sell\w*)\b/i.test(text)
  )
    return 1;
  const introduced = DUE.test(before) || /^ (?:from now|hence|or so|off|out|away|left|max|tops)\b/.test(after);
  return introduced && PLAN.test(text) ? 1 : 0;
}
