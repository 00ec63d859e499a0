import { NO, YES } from './answers.ts';
import { firstMatches, segmentAround, sentenceAround } from './clauses.ts';
import { APPROVAL, MEANS, type MeansRule } from './financing-words.ts';
import type { Setting } from './setting.ts';
import type { Financing, FoundFact } from './types.ts';

/** Words before a means that take it back, ask about it or put it off. */
const NOT =
  /\b(?:no|not(?! an? (?:dollar|penny|cent|dime))|never|\w+n't|dont|aint|arent|isnt|without|havent|cant|cannot|wont|didnt|if|unless|how|what|whats|are they|do they|is it|does|ask\w*|too early to|to get|to be|until|till?|before|once|after|when|lost|denied|declined|assume|assuming|short on|low on) (?:\w+ ){0,3}$/i;
/** Words before an approval that is still to be had. */
const PENDING =
  /\b(?:no|not|never|need(?:s|ing)?|haven'?t|havent|hasn'?t|aren'?t|arent|isn'?t|ain'?t|aint|weren'?t|wasn'?t|without|getting|get|gotta|start(?:ing|ed)?|apply(?:ing)?|appl(?:ied|ies)|work(?:ing)? on|wait(?:ing)?|redo(?:ing)?|lost|denied|declined|soon as|once|after|until|till|before|help|don'?t|dont|in the process of|trying to|tryna|want to|finish(?:ing)?|renew(?:ing)?|almost|nearly|about to be|should be|will be|gonna be|hope|hoping|can i|how do i) (?:[\w']+ ){0,4}$/i;
const ENDED =
  /^(?: letter)? (?:\w+ )?(?:ran out|expired|lapsed|fell through|is (?:gone|dead|pending|coming|started|in the works|next)|pending|tomorrow|this week|next week|is still|process|in progress|was denied|got denied)\b/i;
const ASKED =
  /^\W*(?:so |and |but |ok |um )*(?:do|does|did|should|when|what|whats|what's|how|which|why|can you explain|explain|is it|would|will|are they|must|must i|who|if)\b/i;
/** What somebody else did or has. */
const KIN_DID =
  /\b(?:cousin|friend|sister|brother|neighbor|buddy|parents|mom|dad|coworker|son|daughter)(?:'s \w+)? (?:\w+ )?(?:used|got|had|did|has|have|was|were|is|paid|cannot|can't|could) (?:\w+ ){0,2}$/i;
const OTHERS =
  /\b(?:they|investors?|llc|people|everybody|everyone|offers?|bids|guys?|last buyers?|buyers?|hedge funds?|visa|other|she|he|builder'?s?|the (?:guy|fella))\b(?:(?!\b(?:i|we|my|our|us|i'd|we'd|i'll|we'll|i'm|we're|it'd|it's)\b)[^.?!;]){0,60}$/i;
const CASH_OTHERS =
  /^ (?:buyers?|offers?|investors?)\b(?! (?:here|looking|so|and|no|from (?:me|us))\b)[^.?!]{0,30}\b(?:keep|beat\w*|win\w*|always|outbid|took|got|are|were|on (?:my|our|the))\b/i;
/** Cash that is wanted, drawn or paid for something else than the home. */
const CASH_ELSE =
  /\b(?:need|want|wants|pull|get|take|pay(?:ing)? (?:the )?(?:rent|deposit|fee)|rent|deposit|some|more|less|strapped for|half|part|only|spare|extra)(?: (?:the|in|with|some|out|their|of))* (?:of )?$/i;
const LOAN_TOO = /\b(?:half|part|some)\b[^.?!]{0,16}\bcash\b[^.?!]{0,24}\b(?:loan|mortgage|financ\w+)\b|\bcash or\b/i;

interface Hit {
  value: Financing;
  start: number;
  end: number;
}
const NO_FUNDS_NEEDED =
  /\b(?:no (?:loan|mortgage|lender|bank|financing)|(?:don'?t|dont|do not|won'?t) (?:need|want|have to have|use) (?:a |any |the )?(?:loan|mortgage|bank|lender|financing)|without (?:an? |any )?(?:mortgage|loan|bank|lender))\b(?! (?:yet|picked|letter|person))/i;

/** Most mentions that are weighed in one message. */
const MOST = 24;

function standing({ text }: Setting, { value, stands }: MeansRule, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 70), start);
  const said = text.slice(sentenceAround(text, start).start, start);
  const denies = /^(?:no|without|don'?t|dont|do not|won'?t|buy|pay|purchas|close|[.;, ]+no)\b/i.test(
    text.slice(start, end),
  );
  if (!stands && !denies && NOT.test(before.slice(-40))) return false;
  if (KIN_DID.test(said) || /\b(?:son|daughter|brother|sister|cousin|friend) $/i.test(said)) return false;
  if (value === 'cash') {
    if (OTHERS.test(said) || CASH_OTHERS.test(text.slice(end, end + 50)) || LOAN_TOO.test(text)) return false;
    if (/cash$/i.test(text.slice(start, end)) && CASH_ELSE.test(before)) return false;
    return !(ASKED.test(sentenceAround(text, start).text) && text[sentenceAround(text, start).end] === '?');
  }
  return value !== 'needs_loan' || !NO_FUNDS_NEEDED.test(text.slice(Math.max(0, start - 16), end + 24));
}

/** An approval is in hand, still to be had, or only asked about. */
function approvals({ text }: Setting): Hit[] {
  const found: Hit[] = [];
  for (const match of firstMatches(text, APPROVAL, MOST)) {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    const segment = segmentAround(text, start);
    const before = text.slice(Math.max(segment.start, start - 50), start);
    if (KIN_DID.test(before) || /\b(?:they|people|buyers?|visa|if|builder's) (?:\w+ ){0,3}$/i.test(before)) {
      // «the doctor loan people have pre-approved us» is theirs all the same.
      if (!/^ (?:me|us|him|her)\b/i.test(text.slice(end, end + 6))) continue;
    }
    if (/^approved? (?:me|us)$/i.test(match[0]) && /\b(?:landlord|hoa|board)\b/i.test(segment.text)) continue;
    const pending = PENDING.test(before) && !/\b(?:got|been|just|finally|already|have|has) $/i.test(before);
    const denied =
      /\b(?:not|never|haven'?t|havent|hasn'?t|aren'?t|arent|isn'?t|ain'?t|no|wasn'?t)\b[^,.;]{0,24}$/i.test(before);
    const asked =
      ASKED.test(sentenceAround(text, start).text) && !/\b(?:i'?m|we'?re|i am|we are|our|my)\b/i.test(before);
    const figured = /^(?:,? (?:for|at|to|up to|around|about|of))? ?\$?\d/i.test(text.slice(end, end + 16));
    if (asked && !figured && /^(?:pre|get|be)/i.test(match[0]) && !pending) continue;
    if (asked && (pending || denied)) continue;
    const value = pending || denied || ENDED.test(text.slice(end, end + 36)) ? 'needs_loan' : 'preapproved';
    found.push({ value, start, end });
  }
  return found;
}

const IN_HAND =
  /\bletter'?s?\b|\bapproved\b|\bsaid yes\b|\bclear to\b|\bit'?s (?:in|here|done)\b|\bgot it\b|\b(?:we'?re|i'?m) in\b|\b(?:came|went) (?:thru|through|back|in)\b(?! (?:low|short|denied|no))|^\W*attached\b|\b(?:just|already) (?:finished|did|done)\b/i;
const UNDER_WAY =
  /^\W*(?:start(?:ing|ed)|working on|in the works|in process|in progress|applied|applying|doing it|about to|sent (?:it|my)|she sent|waiting|getting|it'?s coming|almost|soon|tomorrow|monday|next week|not really|i have not|still)\b|\bnothing official\b|\bexpired\b|\bcoming\b|\bno letter\b|\bso (?:no|not) \w+ yet\b|\bmeeting (?:with )?(?:him|her|them)\b/i;

/** «yes» to «are you pre-approved?», «no» to the same, «cash» to «how would you be paying?». */
function fromAnswer({ text, agent }: Setting): Hit[] {
  if (!agent?.question) return [];
  const asked = agent.text.slice(-220);
  const whole = { start: 0, end: Math.min(text.length, 40) };
  const hit = (value: Financing): Hit[] => [{ value, ...whole }];
  const letters = /pre-?approv|pre-?qual|lender|approved|news from|letter|credit union|bank\b/i.test(asked);
  if (/\bpay(?:ing)?\b|\bcash\b|\bfinanc|\bkind of loan|\bloan\b|\bfha\b|\bva\b/i.test(asked)) {
    if (/^\W*(?:\w+ )?va\b/i.test(text)) return hit('va');
    if (/\b(?:some|a|an|the) (?:\w+ ){0,3}loan\b/i.test(text) && text.length < 60) return hit('needs_loan');
    if (/^\W*(?:all )?cash lol\b.*\bloan\b/i.test(text)) return hit('needs_loan');
    if (/^\W*the former\b/i.test(text) && /\bcash\b.*\bor\b/i.test(asked)) return hit('cash');
    if (/^\W*(?:all )?cash\b|\bby check\b|do not borrow|outright/i.test(text) && !LOAN_TOO.test(text))
      return hit('cash');
    if (
      /^\W*(?:a |the |prob\w* |get a |with a )?(?:loan|mortgage|financ\w*|bank)\b|\bborrow\b/i.test(text) &&
      !/^\W*a mortgage\W*$/i.test(text)
    )
      return hit('needs_loan');
    if (/\bcash\b/i.test(asked) && !letters && YES.test(text) && !/\bor\b/i.test(asked)) return hit('cash');
  }
  if (
    letters &&
    /\b(?:how much|what|where|good for|amount|come (?:back|in))\b/i.test(asked) &&
    !/\b(?:rate|score|phone)\b/i.test(asked) &&
    /^\W*\$?\d{3}/.test(text)
  )
    return hit('preapproved');
  if (!letters || !agent.asks.has('financing')) return IN_HAND.test(text) && letters ? hit('preapproved') : [];
  if (/\b(?:don'?t|dont) need (?:one|to|it)\b/i.test(text)) return hit('cash');
  if (
    /\b(?:want|like|shall|should|may|can i|could i|happy to|do you want)\b[^?]*\b(?:lender|bank)\b[^?]*\?/i.test(
      asked,
    ) &&
    YES.test(text)
  )
    return hit('needs_loan');
  if (UNDER_WAY.test(text)) return hit('needs_loan');
  if (YES.test(text)) return hit('preapproved');
  if (/^\W*no (?:point|way|need|thank)/i.test(text)) return [];
  if (NO.test(text)) return hit(/\bcash\b/i.test(text) ? 'cash' : 'needs_loan');
  return IN_HAND.test(text) || /^\W*(?:attached|just (?:finished|did|got))\b/i.test(text) ? hit('preapproved') : [];
}

/** Of several, the surer means: a letter, then cash, then the kind of loan, then any loan. */
const ORDER: readonly Financing[] = ['preapproved', 'cash', 'va', 'fha', 'conventional', 'needs_loan'];

const GENERAL_QUESTION = /^\W*(?:is|are|do|does|can|whats?|what's|how|which|will|would|explain|difference|who)\b/i;
/** Said of a purchase even where a lease is spoken of too. */
const TO_BUY =
  /\bpre-?approv|\bapproved (?:me|us|up|for|to|at|\$?\d|\w+ hundred)|\b(?:buy|buying|own by|purchase|fha|va loan|mortgage|bank has|bank letter)\b/i;
const OWN = /\b(?:i|we|my|our|im|i'm|us|me|ours|i'd|we'd)\b/i;

/** How the lead pays; rent in cash is no financing, nor is what a seller asks of buyers. */
export function findFinancing(setting: Setting): FoundFact[] {
  const { text, market, selling, buying } = setting;
  const rents = market === 'rent' && !TO_BUY.test(text);
  const seller =
    selling &&
    !buying &&
    !/\b(?:wanting|want|need|looking for|own) (?:me |us )?an? /i.test(text) &&
    !/\bwe close|close in\b|\bcash (?:buyer|offer)? ?(?:here|in hand)\b/i.test(text);
  const asks = GENERAL_QUESTION.test(text) && text.length < 140;
  const found: Hit[] = rents ? [] : approvals(setting);
  for (const rule of MEANS) {
    if (rule.sale && rents) continue;
    if (rule.value === 'cash' && seller) continue;
    if (
      asks &&
      !OWN.test(text) &&
      !/\b(?:recommend|use for|(?:take|accept|allow|ok with|work with) (?:an? )?(?:fha|va))\b/i.test(text)
    )
      continue;
    const match = firstMatches(text, rule.pattern, MOST).find((m) =>
      standing(setting, rule, m.index ?? 0, (m.index ?? 0) + m[0].length),
    );
    if (match) found.push({ value: rule.value, start: match.index ?? 0, end: (match.index ?? 0) + match[0].length });
  }
  const answer = fromAnswer(setting);
  if (answer[0]?.value === 'needs_loan' && /\bcash lol\b/i.test(text)) return [{ key: 'financing', ...answer[0] }];
  found.push(...answer);
  const best = ORDER.map((value) => found.find((hit) => hit.value === value)).find((hit) => hit !== undefined);
  return best ? [{ key: 'financing', ...best }] : [];
}
