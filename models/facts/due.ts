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
  String.raw`\b(?:by|before|until|till|til|within|inside(?: of)?|under|in(?: the next| over)?|over the next|(?:for )?the next|next|close[sd]?(?: (?:on|is|in|by))?|closing(?: (?:is|on|in|by|date|the|up|to))*|move(?:[ -](?:in|out))?(?: (?:on|is|by|for|date))?|moving(?: (?:on|in|by))?|ready (?:on|by|in)|(?:job|school|lease|work|classes|college|semester) starts?(?: on| in)?|around|about|lease (?:is|ends?|up|runs out|expires?)(?: (?:is|on|in|up|at))*|ends?|expires?(?: in| on)?|up|due(?: (?:on|in|is|by))?|deadline(?: is)?|out (?:by|of here in|in|on)|be out|leav(?:e|ing)(?: (?:on|in))?|for|sometime|some time|come|g[ai]ve[sn]? (?:me|us|myself|ourselves)|have|got|maybe|probably|prob|thinking|this|latest(?: is)?|(?:no|not) later than|is|be|on|say|or|time (?:is|frame is|frame)|off)\s${SOFT}$`,
  'i',
);
const DUE_STRONG = new RegExp(
  String.raw`\b(?:by|before|until|till|til|within|inside(?: of)?|no later than|closing(?: \w+){0,3}|close(?:s)?(?: on| in| by)?|lease(?: (?!at\b)\w+){0,4}|(?:be )?out(?: of (?:it|here|there|the \w+|mine|our \w+))? (?:by|in|on)|expires?(?: in| on)?|g[ai]ve[sn]? (?:me|us|myself|ourselves)|deadline(?: is)?|latest|move(?:[ -](?:in|out))?(?: (?:by|on|in|before|within))?|moving(?: (?:by|on|in|before|within))?|report(?: \w+){0,4} on|leaving(?: on| in)?)\s${SOFT}$`,
  'i',
);
/** Floors, pasts, lengths and other people's times. */
const NOT_DUE = new RegExp(
  String.raw`\b(?:not (?:before|until|till|til|for|look for us before)|isn'?t until|until after|no earlier than|after|since|ago|last|past|been(?: \w+){0,4}|lived(?: \w+){0,4}|built(?: in)?|from|wait(?:ed|ing)?(?: \w+){0,2}|every|per|each|older|old|took|than|in one|stay(?:s|ing)?(?: \w+){0,2} for)\s(?:the |about |like |in |around |end of |first of |a |an )*$`,
  'i',
);
const AFTER_PAST =
  /^(?:[- ](?:old|ago|lease|mark|warranty|mortgage|fixed|now|straight|in a row|later|loan|term|contract|history|notice|rule|and not|arm\b|at this|off at the least|of (?:paying|living|renting|marriage))|'s? )/i;

/** Said of the clause before the time: a floor, a refusal or a request to be left alone till then. */
const FLOOR =
  /\b(?:wait|waiting|hold (?:off|on|it|out)|(?:hit|call|ask|text|try|ring) (?:me|us)|talk to (?:me|us)|talk then|check back|sit tight|sittin\w*|sit out|sit|none of us|not one of us|not (?:be )?(?:mov\w+|stir\w*|sell\w*|list\w*|buy\w*|looking|agree\w*|ready)|never|no plans|won'?t|wont|can'?t|cant|cannot|not (?:this|that)|give prices|not going|nothing)\b(?:(?! so | but | and )[^.;?!]){0,40}$/i;
/** Other people's dates. */
const TRADES = /\b(?:painters?|inspectors?|contractors?|plumbers?|roofers?|appraisers?|owners' meeting)\b/i;
const PAST_EVENT =
  /\b(?:passed(?: away)?|wrote|closed|died|bought|got (?:his|her)|was|were|told|moved (?:here|in)|left|sold|renewed|installed|opened|happened|came|refinanced|divorced|put (?:in|on)|gon put)\b[^.;]{0,40}\b(?:in|on|of|around|last)\s(?:the )?$/i;
const LENGTH =
  /\b(?:sign\w*|lease|agreement|runs|contract|lived|owned|talked|spoken|been|worked|visits?|switchin\w*|stays?)\b[^.;]{0,40}\bfor\s(?:about |over |like |at least )?$/i;

/** The lead's own plans: dates beside none of these are viewings, listings' or other people's. */
const PLAN =
  /\b(?:mov\w*|buy\w*|sell\w*|sold|list\w*|rent\w*|leas\w*|clos\w*|market|settl\w*|place|be out|out of|out by|need|want|look\w*|pcs|orders|report\w*|school|baby|due|divorce|retir\w*|relocat\w*|wedding|start\w*|search|ready|house|home|apartment|condo|deadline|expire\w*|unpacked|happen|purchase|get in|be in|transfer|plan\w*|hop\w*|hurry|rush|down there|keys|sign|job|exchange|id period|voucher|counter|stay|downsiz\w*|executors?|probate|find|bid|years? away|insurance)\b/i;
const NEAR_PLAN =
  /\b(?:mov\w*|clos\w*|leas\w*|evict\w*|marshals|be out|out of|out by|sign|report|keys|expire\w*|list\w*|sold|sell|tdy|pcs)\b/i;
const NEAR_DUE =
  /\b(?:by|before|until|till|til|close[sd]?(?: on)?|closing(?: on| is)?|out(?: by| on)?|move(?:[ -]?(?:in|out))?(?: on)?|moving(?: in)?(?: on)?|sign|listed|come|marshals come|expires?|due|dies)\s(?:this |next |on )?$/i;
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
  if (agent === null || !/\b(?:clos\w+|move[- ]?in|from the|possession|settle\w*|answer|sign)\b/i.test(agent.text))
    return false;
  return TAKES.test(sentenceAt(text, start)) && !/\?/.test(sentenceAt(text, start));
}

/** Whether a time expression is the time by which the lead wants or has to act. */
export function isDue(setting: Setting, words: TimeWords): boolean {
  const { text, agent } = setting;
  const { kind, start, end } = words;
  const before = text.slice(Math.max(0, start - 80), start);
  const clause = text.slice(Math.max(sentenceStart(text, start), start - 120), start);
  const after = text.slice(end, end + 24);
  const sentence = sentenceAt(text, start);
  if (kind === 'date' && /\bfrom\s(?:the )?$/i.test(before)) return TAKES.test(sentence);
  if (NOT_DUE.test(before) || AFTER_PAST.test(after) || PAST_EVENT.test(before) || LENGTH.test(before)) return false;
  if (FLOOR.test(clause) || (kind === 'date' && TRADES.test(clause))) return false;
  if (agent?.question && agent.asks.has('when') && text.length < 160 && kind !== 'day') return true;
  if (kind === 'day' && /^to(?:day|night)/i.test(text.slice(start, end))) return false;
  // «the first», «the third» are days only after a word of time.
  if (
    kind === 'date' &&
    /^the (?:first|second|third|fourth|fifth|sixth|last)$/i.test(text.slice(start, end)) &&
    !/\b(?:by|until|till|til|before|from)\s$/i.test(before)
  )
    return false;
  if (kind === 'day') return NEAR_DUE.test(before) && NEAR_PLAN.test(sentence) && !OFFER_LIFE.test(clause);
  if (DUE_STRONG.test(before)) return PLAN.test(text) && !OFFER_LIFE.test(clause);
  if (kind === 'date' && takesDate(setting, words)) return true;
  if (VISIT.test(sentence) && !MOVES.test(sentence)) return false;
  if (kind === 'date') return DUE.test(before) && PLAN.test(sentence);
  if (
    /^(?:\W*(?:within|in|under|about))?\W*$/i.test(text.slice(0, start)) &&
    /\b(?:sell|buy|move|rent|list|when)\b/i.test(agent?.text ?? '')
  )
    return true;
  const introduced = DUE.test(before) || /^ (?:from now|hence|or so|off|out|away|left|max|tops)\b/.test(after);
  return introduced && PLAN.test(text);
}
