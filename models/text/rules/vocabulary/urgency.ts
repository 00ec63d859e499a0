import { cue, type Cue } from '../cue.ts';

const N_SMALL = String.raw`(?:a|one|two|three|four|1|2|3|4|couple|a couple(?: of)?)`;

/** Words of time and haste. */
export const URGENCY_CUES: readonly Cue[] = [
  cue(
    'high',
    3,
    String.raw`asap|a\.s\.a\.p|urgent(?:ly)?|right away|immediately|at once|right now|rn|emergency|as soon as (?:possible|you can|u can|humanly)|today|tonight|tonite|this (?:afternoon|evening|morning)|tomorrow|tmrw|tmr|tomo|2moro|2morrow|2mrw|in (?:an|the next|half an|\d+|a few|two|a couple) (?:hours?|hrs?|min(?:ute)?s?)|within (?:the|an|\d+) hours?|48 ?hrs?|24 ?hrs?|72 hours|this minute|on my way|im outside|i'?m outside|outside (?:rn|now)|in the driveway|\d+ min(?:ute)?s? away|running (?:late|behind)|same day|by (?:noon|eod|end of day|5|tonight|tomorrow)|first thing in the morning|in the morning`,
    'keep',
  ),
  cue(
    'high',
    2.6,
    String.raw`(?:in|within|under|inside|next|only|have|got|gives? (?:me|us)|gave (?:me|us)|for|about|like|that'?s|thats|expires in|closing in|close in|out in|left|than) (?:about |like |the next |only |only got |the )?(?:\d|1\d|2\d|30|${N_SMALL}|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty) (?:more |short |business )?days?|(?:in|within|under|inside|next|only|have|got|gives? (?:me|us)|gave (?:me|us)|for|about|like|out in|left) (?:about |like |the next |only )?(?:${N_SMALL}) (?:more )?(?:weeks?|wks?)(?! (?:vacation|ago))|(?:end|last day|rest) of (?:the|this) month|this month|by the (?:first|1st|\d{1,2}(?:st|nd|rd|th)|fifteenth|end of (?:the|this) month)|within the (?:fortnight|week)|lease (?:is up|ends|up|expires) (?:this|in (?:2|two|three|3)|on the)|(?:til|till|until|by) (?:this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:closing|close|deadline|move|moving|due|have to be out|gotta be out|be out) (?:is |on |by |in )*(?:this|next) (?:week|friday|monday|month)|rate lock|lock (?:expires|dies)|highest and best|before (?:someone|somebody|anyone|they change|it'?s gone|b4)|b4 they|days? left|(?:is|are) (?:the \w+ )?and (?:today|it'?s|its) (?:the )?(?:\w+)|evict\w*|marshals?|the clock|last minute|time is short|not much of a window|movers come`,
    'keep',
  ),
  cue(
    'medium',
    2,
    String.raw`this (?:week|weekend|coming)|(?:the|next) weekend|next week|(?:mon|tues?|wed(?:s|nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|soon(?:er|est)?|fast|quick(?:ly)?|next month|(?:in|within|about|next|gives? (?:me|us)|gave (?:me|us)|inside|for|over|have|ends in|closes in) (?:about |like |the next |bout |around |roughly |another )?(?:5|6|7|8|9|10|11|12|five|six|seven|eight|nine|ten|twelve|a few|few|several) (?:weeks?|wks?)|(?:in|within|about|next|inside|for|over|til|have|ends in|gives? (?:me|us)|gave (?:me|us)|from now) ?(?:about |like |the next |bout |around |roughly |another )?(?:1|2|3|one|two|three|a|a couple(?: of)?|couple|sixty|seventy|seventy-five|ninety|60|75|90|45|30) ?(?:to 3 |or three |-3 )?(?:months?|mos?|days)(?! to month)|month (?:n|and) a half|(?:end|middle|beginning|start) of (?:next month|may|june|july|august|september|october|november|december|january|february|march|april)|by (?:mid-?)?(?:january|february|march|april|may|june|july|august|september|october|november|december|thanksgiving|labor day|memorial day)|(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|apr|aug|sept|oct|nov|dec) (?:the )?\d{1,2}(?:st|nd|rd|th)?|the \d{1,2}(?:st|nd|rd|th)|(?:before|by|when) school starts|by summer|this (?:spring|summer|fall|winter)`,
    'keep',
  ),
  cue(
    'medium',
    2.2,
    String.raw`next month|(?:two|2|three|3|couple) months|ten weeks|weeks from now|week of the \w+|(?:six|eight|ten|seven|nine|6|7|8|9|10) weeks`,
  ),
  cue(
    'low',
    3,
    String.raw`next yr|not this (?:year|spring|summer|fall|winter)|(?:two|three|four|five|2|3|4|5) (?:more )?(?:years|yrs)`,
  ),
  cue(
    'low',
    3,
    String.raw`no (?:big |great |real |particular )?(?:rush|hurry)|not (?:in )?(?:a|any|no) (?:big |real )?(?:rush|hurry)|(?:no|any|not in any) hurry|whenever|take your time|no pressure|next (?:year|spring|summer|fall|winter)|(?:in|within|about|for|like|over|at least|another|give it) (?:about |like |the next |bout |around |at least |roughly |another )?(?:a|one|1|the) (?:year|yr)s?|(?:\d+|two|three|four|five|couple|a couple(?: of)?|few|a few|ten) ?(?:-|to|or)? ?(?:\d+ )?(?:more )?(?:years?|yrs?)(?: (?:off|away|out|from now|or so|at the least|down))|(?:in|for|over|within|about|another|give it|til|like|or|next|out) (?:about |like |the next |at least )?(?:\d+|two|three|four|five|couple|a couple(?: of)?|few|a few) (?:more )?(?:years?|yrs?)(?! (?:old|lease|fixed|warranty|arm))|(?:4|5|6|7|8|9|10|12|18|four|five|six|seven|eight|nine|ten|eighteen|twelve) ?(?:-|to|or)? ?(?:\d+ )?(?:more )?(?:months?|mos?)(?! (?:lease|ago|pregnant|too long|old|for))|some ?day|eventually|down the (?:road|line)|later (?:this|in the) year|(?:end of|before the end of|by the end of) (?:the|this) year|(?:the )?(?:new year|holidays)|one of these days|not (?:any ?time soon|for (?:a while|years|another))|year(?:s)? from now|a while|maybe (?:next|in a)|when (?:i|we|he|she) retires?|retire(?:ment)? in|just (?:looking|browsing|curious|watching|seeing|bein nosy|being nosy|bored)|idle curiosity|not (?:ready|before|until|til|till) (?:\w+ ){0,3}(?:year|spring|summer|fall|winter|next)|in due course|in time you may|20(?:2[7-9]|3\d)|spring of next|of next year|(?:might|may) (?:sell|buy|move|list) (?:in|some)|not (?:yet )?in the market|early days`,
    'keep',
  ),
];

/** Time words of the past or of fixed facts: no urgency. */
export const PAST =
  /\b(?:built|since|ago|last (?:week|month|year|night|time|spring|summer|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|yesterday|used to|years old|old|for \d+ years|been \w+ (?:for )?\w+ years|from 19\d\d|in (?:19|200|201)\d)\b/i;
