import type { TextInput } from '../types.ts';
import { readAgentTurn, type AgentTurn, type Ask } from './agent-turn.ts';

/** Longest stretch of a message that is read; the rest adds nothing a person would not have said before. */
const LONGEST = 8_000;

export type Reply = 'yes' | 'no' | 'choice' | 'time' | 'unsure' | 'none';
export type Side = 'buy' | 'sell' | 'rent' | null;

/** A message as the heads read it: its words, and what the last agent turn makes of them. */
export interface Situation {
  /** Straight quotes; same offsets as the normalised text. */
  text: string;
  words: number;
  question: boolean;
  agent: AgentTurn | null;
  /** The agent's open ask that a short message answers. */
  asked(ask: Ask): boolean;
  reply: Reply;
  /** What the conversation before is about. */
  side: Side;
  /** What the message itself is about. */
  ownSide: Side;
  /** All context in one string, lower case, straight quotes. */
  before: string;
  hasTime: boolean;
  hasMoney: boolean;
}

const YES =
  /^\W*(?:(?:ok|okay|oh|omg|well|um|uh|hey|lol|ah|aw|splendid|hmm)[ ,!.]+)*(?:yes+|yep|yeah|yea+|ya|yup|yessir|yas+|sure|of course|absolutely|definitely|def|please do|sounds (?:good|great|perfect|fine)|that works|works (?:for|fine|great)|works\b|perfect|ok|okay|kk?|go for it|let'?s do it|lets do it|lets go|deal|done|it does|it is|we do|i do|we are|i am|we will|i will|will do|fine|that'?s fine|still good|see you|confirmed|correct|by all means|gladly|bet|say less|for sure|10-?4|roger|copy|wilco|si|accept\w*|very well|certainly|indeed|👍|✅|💯|see u)(?![\p{L}])/iu;
const NO =
  /^\W*(?:(?:ok|oh|well|um|uh|lol|hmm|sorry|honestly|haha)[ ,!.]+)*(?:no+|nope|nah+|naw|not (?:really|yet|for|now|this|at|today|happening|gonna|interested|ready|particularly)|never|can'?t|cannot|cant|don'?t|hard pass|pass|no thanks|negative|neither|absolutely not|we have not|i have not|haven'?t|we'?re not|im not|i'?m not|hell no|lol no|👎|❌)(?![\p{L}])/iu;
const CHOICE =
  /^\W*(?:(?:i'?ll take |we'?ll take |let'?s do |lets do |make it |prob(?:ably)? |definitely |maybe |i think |the )*)(?:the )?(?:(?:first|second|third|last|former|latter|earlier|later|other|cheaper|bigger|smaller|lower|upper|1st|2nd|3rd|left|right|top|bottom|corner|end|either|both|any)(?: (?:one|two|1|slot|time|option|unit|house|floor|works?))?|#?[0-9]{1,2}|one|two|three|four|five|six|b|a|c|whichever|(?:either|both|any)(?: of them)?)[\s.!]*(?:please|pls|works?|is fine|plz|for me|for us|thanks|thx)?[\s.!]*$/i;
const UNSURE =
  /^\W*(?:idk|not sure|dunno|maybe|we'?ll see|possibly|hmm+|let me (?:think|check|see)|50\/50|it depends|depends)(?![\p{L}])/iu;

const DAY_WORDS = String.raw`(?:mon|tues?|wed(?:s|nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|today|tonight|tonite|tomorrow|tmrw|tmr|tomo|2moro|2morrow|this (?:afternoon|evening|morning|weekend)|(?:the|next) weekend|weekend|next week|noon`;
const CLOCK_WORDS = String.raw`\d{1,2}(?::|\.)\d\d ?(?:am|pm)?|\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.|o'?clock|ish)|(?:at|around|before|after|by|about|til) (?:\d{1,2}|[1-9]\d{2}|1[0-2]\d{2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)(?! ?(?:k|%|percent|bed|br|bath|min|people|months?|weeks?|days?|years?|hundred|thousand|,|\d))`;
const TIME = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${DAY_WORDS}|${CLOCK_WORDS})(?![\p{L}\p{N}])`, 'iu');
const BARE_TIME = new RegExp(
  String.raw`^\W*(?:(?:let'?s|lets|we|i|can|could|do|prefer|ok|okay|yes|yeah|prob(?:ably)?|maybe|how about|say|around|about|after|before|at|like|the|make it|that|only)[ ,]+){0,4}(?:${DAY_WORDS}|${CLOCK_WORDS}|[1-9]\d{2}|1[0-2]\d{2}|\d{1,2}(?::\d\d)?|noon|lunch|hour|evening|morning|afternoon|evenings|mornings|afternoons|two|three|four|five|six|seven|eight|nine|ten|eleven)(?![\p{L}\p{N}])`,
  'iu',
);
const MONEY =
  /\$ ?\d|(?<![\p{L}\p{N}/:])\d{1,3}(?:,\d{3})+|(?<![\p{L}\p{N}/:.])\d+(?:\.\d+)? ?(?:k|m|mil|million|thousand|grand|hundred)(?![\p{L}])|(?<![\p{L}\p{N}/:.#-])[1-9]\d{2,6}(?![\p{L}\p{N}:/%]| ?(?:sq|st|ave|rd|feet|ft|am|pm))|\b(?:hundred|thousand|million|grand)\b/iu;

const SIDES: readonly (readonly [Exclude<Side, null>, RegExp])[] = [
  [
    'rent',
    /\b(?:rent(?:s|ing|al|als|ed|in|er)?|lease(?:s|d)?|leasing|landlord|tenant|sublet|a month|per month|\/mo|apartments? for rent|security deposit|first and last|pet rent|move[- ]?in special|cosigner|section 8|application fee)\b/gi,
  ],
  [
    'sell',
    /\b(?:sell(?:ing)?|list(?:ing)? (?:it|your|my|our|the (?:house|home|place|farm|land|condo))|listing agreement|listing appointment|(?:buyers?|they) (?:asked|want|wants|offered|is offering|are offering|came|have|submitted|countered|sent|agreed|love)|buyer'?s?|your (?:house|home|place|listing|property|land|farm)|on the market|offers? (?:came|on your|in)|photographer|sign in the yard|go live|commission|net sheet|opinion of value|top dollar)\b/gi,
  ],
  [
    'buy',
    /\b(?:buy(?:ing)?|purchas(?:e|ing)|sellers?(?:'s)?|they countered|counter(?:ed)? at|pre-?approv\w*|down payment|mortgage|earnest|escalation|first[- ]time buyer|your offer|write (?:an offer|it up|something|on)|cash buyer|(?:home|house) search|bid|inspection period|appraisal)\b/gi,
  ],
];

function sideOf(text: string): Side {
  let best: Side = null;
  let top = 0;
  for (const [side, pattern] of SIDES) {
    const count = text.match(pattern)?.length ?? 0;
    if (count > top) {
      top = count;
      best = side;
    }
  }
  return best;
}

function replyOf(text: string, words: number, agent: AgentTurn | null): Reply {
  if (agent === null) return 'none';
  if (UNSURE.test(text)) return 'unsure';
  if (NO.test(text)) return 'no';
  if (YES.test(text)) return 'yes';
  if (words <= 8 && CHOICE.test(text)) return 'choice';
  return words <= 12 && BARE_TIME.test(text) ? 'time' : 'none';
}

export function readSituation(input: TextInput): Situation {
  const text = input.text.slice(0, LONGEST).replace(/[’‘]/g, "'").replace(/[“”]/g, '"');
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'.,$/-]*/gu)?.length ?? 0;
  const before = input.context
    .map((turn) => turn.text.slice(-800))
    .join('\n')
    .toLowerCase()
    .replace(/[’‘]/g, "'");
  const latest = readAgentTurn(input.context);
  const agent = latest !== null && latest.answered ? null : latest;
  return {
    text,
    words,
    question: /\?/.test(text),
    agent,
    asked: (ask) => agent?.asks.has(ask) ?? false,
    reply: replyOf(text, words, agent),
    side: sideOf(before),
    ownSide: sideOf(text),
    before,
    hasTime: TIME.test(text),
    hasMoney: MONEY.test(text),
  };
}
