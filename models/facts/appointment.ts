import { firstMatches, sentenceAround } from './clauses.ts';
import { countsHomes } from './counted.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

const ZONE = String.raw`(?:,? (?:central|eastern|mountain|pacific|[ecmp][sd]?t)(?: time)?(?![\w]))?`;
const DAY = String.raw`(?:(?:this|next|on|coming) )?(?:mon|tues?|weds?|wednes|thurs?|thu|fri|satur|sat|sun(?! (?:city|valley|lakes?|prairie|ridge|river)))(?:day)?s?(?: week)?(?=\b)(?: the \d{1,2}(?:st|nd|rd|th))?|any (?:weekday|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|(?:a|most) weekdays?|the day after tomorrow|day after tomorrow|today|2day|tonight|tonite|tomorrow|tmrw|tmr|tomo|tom|2morrow|2moro|2mrw|(?:weekday )?(?:evenings|mornings|afternoons|nights(?= (?:are|work|is|after|best|for))|weekdays|weekends)|(?<=\b(?:do|take|want|prefer|say|try) )the (?:morning|evening|afternoon)|this aft\b|(?:memorial|labor|presidents'?|veterans|mlk) day|(?<=\b(?:on|for) )(?:1[0-2]|[1-9])\/(?:3[01]|[12]\d|[1-9])(?![\/\d])|the morning of (?:the )?closing|(?:this|next) (?:morning|afternoon|evening|weekend|week)|the weekend|[a-z]+(?:'s)? day weekend|the \d{1,2}(?:st|nd|rd|th)(?! (?:fl|floor|one|half|time|unit|bed\w*|house|offer)\b)(?: or the \d{1,2}(?:st|nd|rd|th))?|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|apr|aug|sept?|oct|nov|dec) \d{1,2}(?:st|nd|rd|th)?`;
const HOUR = String.raw`\d{1,2}[:.]\d\d|\d{1,2}|[1-9]\d{2}|1[0-2]\d{2}|noon|midday|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half past \w+|quarter (?:past|to|of|till?|after) \w+|lunch(?:time)?`;
const MERIDIEM = String.raw`(?: ?(?:am|pm|a\.m\.?|p\.m\.?|o'?clock|ish))?(?: sharp)?`;
const CLOCK = String.raw`(?:(?:at|@|around|about|round|by|before|after|b4|like|maybe|between|from|til|until)(?: (?:around|about|like|noon or))? ){0,2}(?:${HOUR})${MERIDIEM}(?: ?(?:-|to|or|and) ?(?:${HOUR})${MERIDIEM})?(?! ?(?:bed|br|bath|k\b|%|kids|min|people|year|day|week|month|hour|of us|offers?|houses?|places?|,\d|st\b|nd\b|rd\b|th\b))`;
const PART = String.raw`(?:early |late |mid )?(?:mornin[g']?|forenoon|first light|sunup|sundown|dusk|afternoon|evening|night|nite|am|pm)s?|after (?:work|church|school|mass|lunch|dinner|milking|the ballgame)|before (?:work|church|school|noon|lunch|the laundromat)|first thing|all day|same time|anytime|any time`;

/** An hour by what is done then: «call me after practice like six», «ring any time before supper». */
const ROUTINE = String.raw`(?<=\b(?:call|ring|text|telephone|phone|reach|catch|try|come)\b[^.?!,;]{0,24} )(?:any ?time |right |just )?(?:after|before) (?!(?:you|i|we|he|she|they|it|that|this|the|my|our|your|then|all|closing|reading|seeing|making|talking)\b|\d)(?:[a-z']{3,12})(?: hana| school| practice)?(?:,? (?:like|around|about|say|round) (?:${HOUR})${MERIDIEM})?`;

/** A day with an optional part and clock time, in either order. */
const TIME = new RegExp(
  String.raw`(?<![\w$])(?:(?:${CLOCK})(?:,? (?:on |this )?(?:${DAY}))(?!'s (?!better|good|fine|great|ok|okay|perfect|best|open|free|doable|cool|easier|easiest))(?:,? (?:in the )?(?:${PART}))?|(?:${DAY})(?!'s (?!better|good|fine|great|ok|okay|perfect|best|open|free|doable|cool|easier|easiest))(?:,? (?:or|and) (?:${DAY}))?(?:,? (?:in the |at |around )?(?:${PART}))?(?:,? (?:${CLOCK}))?${ZONE}(?:,? (?:in the )?(?:${PART}))?|${ROUTINE}|in (?:an? (?:hr|hour)|half an hour|the next (?:hr|hour)|\d{1,2} ?(?:mins?|minutes|hrs?|hours)|\d{1,2}(?= ?[?.!,]|$))|in the (?:mornin[g']?|afternoon|evening)|any (?:evening|morning|afternoon|day)(?: after \w+)?|right now|rn|in like an? (?:hr|hour)|(?<=\b(?:make it|push(?: it| me| us)? to|moved?(?: it| me| us)? to|bump(?: it| me| us)? to|down for|still on for|on for|resched\w* (?:to|for)|chang\w+(?: it)? to|confirming) )(?:${HOUR})${MERIDIEM}|(?<=\b(?:hold|keep|take|do|want|book|grab) the )(?:1[0-2]|[1-9])(?::?[0-5]\d)?(?=[,.!?;]|$| (?:one|slot|works|is|pls|please)\b)|(?:1[0-2]|[1-9])(?:[:.]?[0-5]\d)? ?(?:am|pm|a\.m\.?|p\.m\.?|o'?clock)\b|(?:at|after|around|by|before|@) (?:like |about )?(?:${HOUR})${MERIDIEM}(?! ?(?:bed|br|bath|k\b|%|kids|min|people|year|day|week|month|hour|of|offers?|houses?|places?|,\d|st\b|nd\b|rd\b|th\b|grand|thousand|hundred|percent)))(?![\w$]|[.,]\d)`,
  'gi',
);
/** Most times that are looked at in one message. */
const MOST = 24;

/** A clock time alone, as an answer: «430 i get off at 4», «around 1», «Two is fine». */
const BARE_CLOCK = new RegExp(
  String.raw`^\W*(?:let'?s (?:do|say|try)|make it|how about|say|the|yes|yeah|ok|okay|sure)?[ ,]*(?<time>${CLOCK})(?=\b|'?s (?:good|fine|ok|perfect|great|works))`,
  'id',
);

/** An answer that is a count as well as it is an hour, with nothing beside it. */
const BARE_COUNT =
  /^\W*(?:let'?s (?:do|say|try)|make it|how about|say|the|yes|yeah|ok|okay|sure)?[ ,]*(?:\d{1,2}|one|two|three|four|five|six|seven|eight)(?:'?s| is)?(?: (?:good|fine|enough|plenty|ok|okay|perfect|great|works|please|pls|thanks|then|max|tops))*\W*$/i;

const VISIT =
  /\b(?:see|show\w*|tour\w*|view\w*|visit\w*|speak|sit down with|telephone|ring me|reach me|(?:run|drive|take|walk) (?:me|us|him|her) (?:around|by|over|through|thru|out)|look at|take a look|walk\w*|come (?:by|see|over|out|look|back|in|look|walk|take|get|measure)|second look|we'?ll come|i'?ll come|we come|(?:can|could|will) look|swing|stop by|stop over|drop by|meet\w*|open house|appointment|call me|call us|call my|zoom|facetime|phone call|peek\w*|get in(?:to)?|let me in|let somebody|go look|get us in|book|schedul\w*|resched\w*|move (?:it|our|the)|push (?:it|to|us)|let (?:me|somebody|someone|us) in|arrive|be there|there at|walkthrough|inspection|photographer|get (?:me|us|him|her|in)|coming (?:thru|through|by|over|in|out|to town)|(?:somebody|someone|you|u) out (?:here|there)|pop (?:over|by|in)|head over|be (?:there|here|on the)|give (?:me|us) a call|walk\w*|go thru|go through|check (?:it )?out|pencil|lockbox|showing)\b/i;
const CANCELS =
  /\b(?:cancel|call (?:it|that) off|can'?t make|cant make|cannot make|won'?t make|not come|dont come|don'?t come|bail|rain ?check|hold off|have to skip|will not do|won'?t do|no longer|not coming)\b/i;
const REFUSED =
  /\b(?:i|we|he|she|they|who|cat|has|had|every|every third|not|no|only|only the|then on|cancel|cancel the|can'?t(?: do| make)?|cant(?: do)?|except|instead of|but not|isn'?t|don'?t come|do not come|wasn'?t|was|last|every|closed|missed|from|since|showed (?:me|us|him|her|it|my \w+)(?: \w+){0,3}|saw (?:it|them|that)?|toured|met|told (?:me|us)) (?:on |the )?$/i;
const DEADLINE =
  /(?<!\b(?:come|coming|came|swing|swinging|stop|stopping|drop|dropping|pop|run|go|me|us|him|her|them|there) )\b(?:by|until|till|til|due|expires?|deadline|close[sd]?|closing|dies|ends?|before) (?:on |the |this |end of )*$/i;

/** Words that speak of a meeting only where nothing else is spoken of: «lets do», «can do», «still on for», «talk». */
const SOFT_VISIT =
  /\b(?:talk|chat|reach (?:me|us)|ring|phone|bring(?:ing)?|come|coming|expect you|receive you|put (?:me|us) down|make it|push to|confirm\w*|still on|plan on|let'?s (?:do|say|try|plan|aim)|how (?:bout|about|is)|how'?s|you can call|can call|call (?=mon|tue|wed|thu|fri|sat|sun|any|after|before)|what about|hows|can do|could do|can make|could make|will be there|suits?|would suit|works?|day off|any hour|on (?:my|the) way|omw|head(?:ing)? (?:over|there)|it will have to be|good for|we say|say|better|instead)\b/i;
const BUSINESS =
  /\b(?:clos(?:e|ing|es)|lease|mov(?:e|ing)[- ]?(?:in|out)?|market|list(?:ed|ing|s)?|offers?|sign|expires?|deadline|accept|rent|buy|sell|deposit|start(?:s|ing)?|begins?|inspection was|notice|trash|bus|hoa|tax|need a|need to be|be out|passed|moving|answer by|school|baby|due)\b/i;
/** Words before a bare clock time that make it the hour of a meeting. */
const SET_TO =
  /\b(?:make it|push(?: it| me| us)? to|moved?(?: it| me| us)? to|bump(?: it| me| us)? to|down for|still on for|on for|resched\w* (?:to|for)|chang\w+(?: it)? to|confirming|(?:hold|keep|take|do|want|book|grab) the) $/i;
/** A bare hour in an answer about a meeting: «i can come at 6 alone». */
const AT_HOUR =
  /\b(?:come|stop|swing|be there|do|meet|make it|call|free|good|here|home|works?)\b[^.?!]{0,20}(?:at|@|around|about|by) $/i;
/** After a time: it is taken back. */
const REFUSED_AFTER =
  /^(?:'s|s)?(?: is| was|,)? ?(?:got away|(?<=is )(?:my|our|his|her) |bad\b|no good|out\b|won'?t|wont|doesn'?t|doesnt|can'?t|not good|is full|is gone|but\b|was packed|is trash)/i;
const PAST =
  /\b(?:missed|supposed to|waited|was packed|went fine|toured|loved|passed|started|blasts?|(?:i|we|they|he|she) works? (?:mon|tue|wed|thu|fri|sat|sun|all|both|nights|week)\w*|i record|asked for|was comin\w*|hit today|gotta clock)\b(?![^.?!]*\b(?:again|can we|could we|instead)\b)/i;

/** A tale of what was done on that day: «we walked the block on Sunday», «he went back in Saturday». */
const TOLD =
  /(?:^|\b(?:and|but|so|then|that|i|we|he|she|they|it|who|which) )(?:(?:i|we|he|she|they|it|my \w+|our \w+|all of us|just|only|all|both|finally|already|even) ){0,2}(?:walked|hung|drove|went|came|saw|met|took|left|ran|sat|stood|slept|flew|heard|found|told|brought|gave|had|was|were|did|looked|visited|toured|showed|called|closed|moved|signed|started|stopped|tried|waited|spent|lost|bought|sold|got back|ate|cried)\b(?:(?!\b(?:can|could|will|would|'ll|let'?s|wanna|want|free|please|works?|should|shall|may|how about|what about|instead|again|do|call|come|see|but|so)\b)[^.?!;])*$/i;

/** Days that belong to a deal: deadlines, closings, going live. */
const DEAL =
  /\b(?:answer by|respond by|due by|highest and best|counter\w*|closing|go live|on the market|move[- ]?in|lease (?:to )?(?:starts?|begins?)|clos(?:e|ing)\b|list (?:it|the|your|ma|mom|dad|\w+'s)|sign (?:the|by|a) )\b/i;
/** «3 saturdays», «by 50»: a count and a difference. */
const NO_TIME = /^\d+ \w+days$|^(?:at|by|after|around|before|@) (?:2[5-9]|[3-9]\d)$/i;
/** A day taken without a word for the visit: «Thursday, then», «Tuesday at 11 is fine», «any good for …». */
const AGREES =
  /^(?:,? (?:then|is fine|is good|is agreed|is ok|works?|would|will do|it is|is a yes|good|if you please|if we may|please|any good|for the|for \p{Lu})|'?s (?:good|fine|great|perfect)\b|,? and let it be|\?)/u;

const TIME_TALK = new RegExp(String.raw`\b(?:${DAY})\b`, 'i');

const offersTime = (text: string) =>
  TIME_TALK.test(text) &&
  /\b(?:i have|i've|i could|i can|is yours|reserved|can be seen|let us in|you may come|you can come|opened up|is open|are open|got you|got us|moved|after all|your own|free|slot|try you|suits?|okay|see you|book\w*|pencil\w*|hold|come|work(?:s|ing)?)\b/i.test(
    text,
  );

/** The verb of the visit with the time behind it: «can see stuff saturday or sunday». */
const VISIT_RIGHT_BEFORE =
  /\b(?:see|show|tour|view|visit|look|walk (?:it|through|thru)|come|call|meet|get (?:me|us) in|swing|stop|drop|book|schedule|out there)\b[^.?!,]{0,26}$/i;

/**
 * The time of a viewing, call or meeting that the lead proposes, takes or confirms, as written. A bare
 * «yes» states no time: the one it takes stands in the agent's message.
 */
export function findAppointment(setting: Setting): FoundFact[] {
  const { text, agent } = setting;
  const offered = agent !== null && offersTime(agent.text);
  const booking =
    agent !== null &&
    (agent.asks.has('time') || agent.asks.has('visit') || offered) &&
    !(agent.asks.has('when') && !agent.asks.has('visit')) &&
    !DEAL.test(agent.text) &&
    !(agent.asks.has('price') && !agent.asks.has('visit'));
  if (!booking && !VISIT.test(text) && !SOFT_VISIT.test(text) && !TIME_TALK.test(text)) return [];
  const counting = agent !== null && countsHomes(agent.text);
  const candidates = firstMatches(text, TIME, MOST)
    .map((match) => trimmed(match[0], match.index ?? 0))
    .filter(({ start, words }) => {
      const before = text.slice(Math.max(0, start - 28), start);
      return (
        !REFUSED.test(before) &&
        !DEADLINE.test(before) &&
        !(/\bby $/i.test(before) && /^(?:labor|memorial|presidents|veterans|mlk)/i.test(words)) &&
        !REFUSED_AFTER.test(text.slice(start + words.length, start + words.length + 24)) &&
        !PAST.test(sentenceAt(text, start)) &&
        !TOLD.test(text.slice(sentenceAround(text, start).start, start)) &&
        (/[a-z]/i.test(words) ||
          /\d\/\d/.test(words) ||
          (/^(?:\d|1[0-2])(?::?[0-5]\d)?$/.test(words) &&
            !counting &&
            (SET_TO.test(before) || (booking && AT_HOUR.test(before))) &&
            !/month|percent|%|price/i.test(text))) &&
        !NO_TIME.test(words)
      );
    });
  const dealing = agent !== null && (DEAL.test(agent.text) || agent.asks.has('when'));
  const weekOnly = (words: string) => /^(?:next|this) week$/i.test(words);
  const near = candidates.filter(
    (time) =>
      (nearVisit(text, time.start) || softVisit(text, time.start) || (!dealing && agreed(text, time))) &&
      (!weekOnly(time.words) || VISIT.test(sentenceAt(text, time.start)) || /\b(?:call|chat|talk)\b/i.test(text)),
  );
  const whole = candidates.filter(({ start, words }) => !dealing && isSentence(text, start, words));
  const exact = (times: typeof candidates) =>
    times.find(({ words }) => /\d|noon|same time/i.test(words)) ??
    times.find(({ words }) => !/^in the /i.test(words)) ??
    times[0];
  const found =
    exact(near.filter(({ start }) => VISIT_RIGHT_BEFORE.test(text.slice(Math.max(0, start - 40), start)))) ??
    exact(near) ??
    whole[0] ??
    (booking
      ? exact(candidates.filter(({ words }) => !/^(?:by|before) /i.test(words) && !weekOnly(words)))
      : undefined);
  if (found) {
    if (CANCELS.test(text) && candidates.length < 2 && !/\b(?:do|instead|but|fine|works?|would)\b/i.test(text))
      return [];
    return [{ key: 'appointment', value: found.words, start: found.start, end: found.start + found.words.length }];
  }
  if (CANCELS.test(text) || agent === null || !booking || (counting && BARE_COUNT.test(text))) return [];
  const bare = BARE_CLOCK.exec(text);
  const [start, end] = bare?.indices?.groups?.time ?? [0, 0];
  const loose =
    /^\W*(?<time>(?:lunch(?: ?(?:hour|time))?|now|right now|evenings?|mornings?|afternoons?|weekends?|after (?:work|lunch|dinner|school))(?:,? (?:\d{1,2}(?::\d\d)?(?: ?(?:to|-) ?\d{1,2})?))?)\b/i.exec(
      text,
    );
  if (loose?.groups?.time !== undefined && agent.asks.has('time'))
    return [
      {
        key: 'appointment',
        value: loose.groups.time,
        start: text.indexOf(loose.groups.time),
        end: text.indexOf(loose.groups.time) + loose.groups.time.length,
      },
    ];
  if (bare?.groups?.time !== undefined && (agent.asks.has('time') || offered) && !agent.asks.has('beds')) {
    return [{ key: 'appointment', value: bare.groups.time, start, end }];
  }
  return [];
}

/** «Thursday, then», «yes to Monday», «make it the Monday» in a message that is about nothing else. */
function agreed(text: string, { start, words }: { start: number; words: string }): boolean {
  if (/\b(?:clos\w+|lease|offers?|sign|contract|accept|deadline|list(?:ed|ing)?|market|photos?)\b/i.test(text))
    return false;
  return (
    AGREES.test(text.slice(start + words.length)) ||
    /\b(?:yes to|make it|keep|push it to|move it to)\s(?:the )?$/i.test(text.slice(0, start)) ||
    (start === 0 && (text.length < 80 || /\d/.test(words)))
  );
}

function trimmed(raw: string, index: number): { words: string; start: number } {
  // «the Vyse Ave one today», «395, today»: what stands before the day belongs to something else.
  const lead =
    /^(?:\s|on |at |,|one (?=(?:to|mon|tue|wed|thu|fri|sat|sun))|\d{3},? (?=today|tonight|tomorrow))+/i.exec(raw)?.[0]
      .length ?? 0;
  const words = raw.slice(lead).replace(/[\s,.]+$/, '');
  return { words, start: index + lead };
}

const sentenceAt = (text: string, at: number): string => sentenceAround(text, at).text;

/** A day and hour that are a whole sentence: «that's twice. monday 6». */
const isSentence = (text: string, start: number, words: string): boolean =>
  /\d/.test(words) &&
  /[a-z]/i.test(words) &&
  /(?:^|[.!?]\s+|\n)$/.test(text.slice(0, start)) &&
  /^\W*(?:$|and\b|,? please|[.!?\n]|(?:yes|ok|works|then)\b)/i.test(text.slice(start + words.length));

/** A meeting in softer words, in a sentence about nothing else. */
function softVisit(text: string, at: number): boolean {
  const sentence = sentenceAt(text, at);
  return sentence.length < 140 && SOFT_VISIT.test(sentence) && !BUSINESS.test(sentence);
}

/** The time stands in a sentence that speaks of the visit, or right after it. */
const nearVisit = (text: string, at: number): boolean => VISIT.test(sentenceAt(text, at));

const YES =
  /^\W*(?:yes|yep|yeah|yup|yea|ya|sure|it does|works|that works|perfect|ok|okay|sounds good|see you|still good|confirmed|good|will do|great|deal|fine|absolutely)\b/i;

/**
 * The agent's one proposed time, taken by a bare «yes». No fact of the message by the label guide, as it is not
 * written there, yet known in the conversation; the evidence is the «yes».
 */
export function findAgreedTime({ text, agent }: Setting): FoundFact[] {
  if (!agent?.question || !YES.test(text) || text.length > 60 || DEAL.test(agent.text)) return [];
  const offered = firstMatches(agent.text, TIME, MOST)
    .map((match) => trimmed(match[0], match.index ?? 0))
    .filter(({ words }) => /\d|noon|morning|afternoon|evening/i.test(words));
  const [only, second] = offered;
  if (!only || second || / or /i.test(only.words)) return [];
  return [{ key: 'appointment', value: only.words, start: 0, end: text.length }];
}
