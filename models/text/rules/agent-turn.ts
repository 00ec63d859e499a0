import type { Turn } from '../types.ts';

/** What the agent's last turn asks for or tells, by which a short answer is understood. */
export const ASKS = [
  'time',
  'visit',
  'beds',
  'features',
  'side',
  'budget',
  'area',
  'when',
  'financing',
  'detail',
  'still',
  'verdict',
  'proceed',
  'price',
  'listing',
  'list',
  'represent',
  'courtesy',
] as const;
export type Ask = (typeof ASKS)[number];

const DAY = String.raw`(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|today|tonight|tomorrow|tmrw|this (?:afternoon|evening|morning|weekend)|weekend|next week`;
const CLOCK = String.raw`\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m|p\.m|o'clock)|(?:at|or|by) \d{1,2}(?::\d\d)?(?! ?(?:k|percent|%|,\d))\b|noon|\d{1,2}:\d\d`;

const has = (source: string) => new RegExp(String.raw`\b(?:${source})\b`, 'i');

const HAS_DAY = has(DAY);
const HAS_CLOCK = new RegExp(String.raw`(?:\b|^)(?:${CLOCK})`, 'i');
const VISIT = has(
  String.raw`see it|see (?:the|this|that|them|you|one)|show(?:ing|ings)?|show you|tour|touring|view(?:ing)?|visit|walk(?:ing)?(?: through| thru)?|walkthrough|walk-through|open house|come (?:by|see|over|take|look)|swing by|stop by|meet|meeting|appointment|take a look|look at it|get you in|let us in|lockbox|in person|call|chat|zoom|facetime|video|consult|drive by|slot|schedule|reschedule|rebook|book|photographer|inspection`,
);
const OFFER = has(
  String.raw`offer(?:s|ed|ing)?|counter(?:ed|s|ing)?|they'd (?:do|take|accept|go)|they(?: would|'ll| will) (?:do|take|accept)|(?:seller|sellers|buyer|buyers|landlord|owner|bank|they|he|she)(?:'s| is| are)? (?:said|says|say|wants?|asks?|asking|came|come|countered|will|would|agreed|offered|rejected|accepted|submitted|moved)|(?:rent|they|he|she)? ?came (?:back|up|down|in) (?:at|to|with)|highest and best|best and final|concession|closing (?:date|costs?)|credit (?:of|for|at closing)|repairs?|as[- ]is|inspection|appraisal|contingenc(?:y|ies)|firm|earnest`,
);
const MONEY = /\$ ?\d|\b\d{1,3},\d{3}\b|\b\d{2,4}k\b|\b\d\.\d+ ?(?:m|million)\b|\b\d{3,4}\b/i;

/** The agent asks for the lead's horizon, not for the hour of a viewing. */
const HORIZON =
  /\bwhen\b[^?]{0,40}\b(?:move|moving|buy|sell|list|need|want|hoping|hope|rent|looking|close|be (?:in|out|ready|wanting)|making a change|live)\b|\b(?:timeline|time ?frame|how soon|move[- ]in date|what month|and when|in a hurry|deadline|lease (?:end|up|run|expire|over|done)\w*)\b/i;

const TESTS: Record<Ask, (text: string, question: boolean) => boolean> = {
  visit: (text) => VISIT.test(text),
  time: (text, question) =>
    has(
      'what (?:day|time)|which day|when (?:can|could|works?|is good)|what works|time works|start time|good time',
    ).test(text) ||
    (/\bwhen (?:would|are|should|do)\b/i.test(text) && !HORIZON.test(text)) ||
    ((HAS_DAY.test(text) || HAS_CLOCK.test(text)) &&
      (question || VISIT.test(text) || has('free|open|available|works?').test(text))),
  beds: (text) =>
    has(String.raw`how many (?:bed|bath|room)\w*|bed(?:room)?s?|\d ?(?:bd|br|ba)|bath(?:room)?s?`).test(text),
  features: (text, question) =>
    question &&
    has(
      String.raw`must[- ]haves?|wish ?list|look(?:ing)? for|features?|criteria|one story|two story|stor(?:y|ies)|(?:house|apartment|condo|townhouse|townhome)\b.{0,20}\bor\b.{0,20}(?:house|apartment|condo|townhouse|townhome)|pets?|parking|garage|yard|size|kind of (?:home|house|place|property)|type of|prefer|anything else|deal ?breakers?|which (?:one|shall|should)|after|important`,
    ).test(text),
  side: (text) =>
    has(
      String.raw`(?:buy|buying|purchase|rent|renting|lease|sell|selling)\b.{0,40}\bor\b.{0,40}(?:buy|buying|purchase|rent|renting|lease|leasing|sell|selling|just)`,
    ).test(text),
  budget: (text, question) =>
    question &&
    has(
      String.raw`budget|price (?:range|point)|how much (?:are|were|can|do|would) you|what (?:are|were|can) you (?:looking|hoping|able|planning)? ?(?:to )?(?:spend|pay|comfortable)|comfortable (?:with|paying)|top (?:number|price)|max(?:imum)?|monthly (?:payment|number)|ceiling`,
    ).test(text),
  area: (text, question) =>
    question &&
    has(
      'where|what (?:area|part|neighborhood|city|town)s?|which (?:area|part|neighborhood|city|town)s?|neighborhoods?|areas?',
    ).test(text),
  when: (text, question) => question && HORIZON.test(text),
  financing: (text) =>
    has(
      String.raw`pre-?approv\w*|pre-?qual\w*|lender|loan|mortgage|credit|score|proof of (?:income|funds)|pay ?stubs?|down payment|money down|deposit|earnest|cash or|paying|financ\w*|income|fha|va loan|voucher|section 8|afford|emd|funds|cosigner|co-signer|bank`,
    ).test(text),
  detail: (text, question) =>
    question &&
    has(
      String.raw`(?:full |legal |last |first )?names?|e-?mail|phone|number (?:to|should|is|for)|which number|best number|(?:current |your |the |street )address|unit number|apt|spell|llc|date of birth|dob|who (?:is|am|should)|which (?:llc|unit)|title company|gate (?:code|list)`,
    ).test(text),
  still: (text) =>
    has(
      String.raw`still (?:looking|interested|thinking|in the market|planning|hoping|want|on)|follow(?:ing)?[- ]up|check(?:ing)? (?:in|back)|touch(?:ing)? base|any (?:interest|update|news|movement|luck|thoughts)|just listed|new (?:listing|in|on|2br|3br|construction|homes?)|interested\?|curious what|reminder|hit the market|came on|market update|do you plan|off market|reaching out|circling back`,
    ).test(text),
  verdict: (text) =>
    has(
      String.raw`what did you (?:think|guys|two|all)|thoughts|how (?:was|were|did)|verdict|did you (?:and \w+ )?(?:like|love|reach|decide|have a chance|get a chance)|have you (?:and your \w+ )?(?:decided|thought)|any feedback|what do you think|opinion|impressions?|how do you feel|how does (?:it|that) (?:sound|look)|sound good|find\b.*|where are you|what'?s holding|holding you back|would .{2,40} work|how about|what about|will that work|does that work|(?:is|would) that (?:ok|okay|work|be)|that ok`,
    ).test(text),
  proceed: (text, question) =>
    question &&
    has(
      String.raw`ready to|shall (?:i|we)|should (?:i|we)|want (?:me )?to|moving (?:ahead|forward)|move forward|go (?:ahead|for it)|proceed|draw (?:it )?up|write (?:it |something )?(?:up|today|tonight)|are we|do we|do you want|are you (?:in|ready)|in or out|is it a (?:yes|no)|going (?:with|forward)|apply|sign|would you (?:like|consider|be open)|can i|could i|may i|interested in|still want`,
    ).test(text),
  price: (text) =>
    OFFER.test(text) &&
    (MONEY.test(text) ||
      has('offer|counter|accept|price|repairs?|credit|terms?|contingenc\\w*|closing|stays?|fridge|washer').test(text)),
  listing: (text) =>
    has(
      String.raw`there'?s (?:a|an|one|two|another)|(?:it|this|that|unit|one)(?:'s| is| has) (?:a|an|the|on|listed|about|got)|comes? with|taxes|hoa|fee|sq ?ft|square|lot|floor|garage|built|acres?|\d ?(?:br|bed|bd)|listed|asking|studio|duplex|triplex|fourplex|unit|units|include[sd]?|parking|pets?`,
    ).test(text),
  list: (text) =>
    has(
      String.raw`list(?:ing)? (?:it|the (?:house|home|place|property)|your|this|agreement)|on the market|your (?:home|house|place|property|land|farm|condo|duplex|building)|get it listed|go live|selling|sell (?:it|your|the)|home'?s worth|yours|opinion of value|valuation|cash offer on`,
    ).test(text),
  represent: (text) =>
    has(
      String.raw`represent(?:ing|ation)?|buyer agreement|buyer'?s agreement|agency agreement|commission|\d(?:\.\d+)? ?(?:%|percent)|my (?:standard|fee|rate)|working (?:together|with (?:an|another|someone))|have an agent|your agent|on your search|help you (?:list|find|with)|broker fee`,
    ).test(text),
  courtesy: (text, question) =>
    !question &&
    has(
      String.raw`thank(?:s| you)|great (?:meeting|seeing)|congrat\w*|good luck|happy|welcome|let you know|i'?ll (?:check|ask|look|send|see|get|have|call|let)|sent|all (?:set|confirmed|done)|keys|running|no problem|no worries|take care|sounds good|enjoy|hope|proud|approved|just heard|left (?:the|a)|see you|on my way`,
    ).test(text),
};

export interface AgentTurn {
  text: string;
  question: boolean;
  asks: ReadonlySet<Ask>;
  /** Whether the lead wrote after it: then it is answered already, perhaps. */
  answered: boolean;
}

/** Longest stretch of a context turn that is read. */
const LONGEST = 600;

/** The agent's last turns before the message, read together when several follow each other. */
export function readAgentTurn(context: readonly Turn[]): AgentTurn | null {
  let at = context.findLastIndex((turn) => turn.role === 'agent');
  if (at < 0) return null;
  const answered = at < context.length - 1;
  let text = context[at]?.text.slice(-LONGEST) ?? '';
  // A statement before the last one may hold the question («I had a cancellation.» «Thursday at 6?»).
  while (at > 0 && context[at - 1]?.role === 'agent' && text.length < 160) {
    at--;
    text = `${context[at]?.text.slice(-LONGEST) ?? ''} ${text}`;
  }
  const plain = text.replace(/[’‘]/g, "'");
  const question = plain.includes('?');
  const asks = new Set(ASKS.filter((ask) => TESTS[ask](plain, question)));
  return { text: plain, question, asks, answered };
}
