import { NO, YES } from './answers.ts';
import { sentenceAround } from './clauses.ts';
import type { Setting } from './setting.ts';
import type { Financing, FoundFact } from './types.ts';

const LENDER = String.raw`(?:bank|credit union|cu|fcu|lender|loan (?:officer|guy|lady|person)|mortgage (?:guy|lady|company|officer|broker|lender)|underwriter|navy fed\w*|usaa)`;
const APPROVE = String.raw`(?:pre[- ]?approv(?:ed|al)|pre[- ]?qual(?:ified|ification)?|approved)`;
const RECEIVED = String.raw`(?:came(?: (?:in|back|through|thru))?|is (?:in|here|ready|attached|dated|done|enclosed)|'?s in|arrived|in hand|attached|enclosed|says|finally)`;

/** Words before a means that take it back, ask about it or put it off. */
const NOT =
  /\b(?:no|not|never|\w+n't|dont|aint|arent|isnt|without|havent|cant|cannot|wont|didnt|if|unless|how|what|whats|are they|do they|is it|does|ask\w*|too early to|to get|to be|getting|gets?|until|till?|before|once|after|when|apply(?:ing)? for|start(?:ing|ed)?(?: the)?|lost|denied|declined) (?:\w+ ){0,3}$/i;
/** What somebody else did or has. */
const KIN_DID =
  /\b(?:cousin|friend|sister|brother|neighbor|buddy|parents|mom|dad|coworker|son|daughter)(?:'s \w+)? (?:\w+ )?(?:used|got|had|did|has|have|was|were|is|cannot|can't|could) (?:\w+ ){0,2}$/i;
const OTHERS =
  /\b(?:they|investors?|llc|people|everybody|everyone|offers|bids|guys?|last buyers?|buyers?|hedge funds?)\b(?:(?!\b(?:i|we|my|our|us|i'd|we'd|i'll|we'll|i'm)\b)[^.?!;]){0,60}$/i;

interface Rule {
  value: Financing;
  pattern: RegExp;
  /** Not for rents. */
  sale?: boolean;
  /** Also where the words before would deny it («hoping for FHA»). */
  stands?: boolean;
}
const rule = (value: Financing, sources: readonly string[], more: Omit<Rule, 'value' | 'pattern'> = {}): Rule => ({
  value,
  pattern: new RegExp(sources.join('|'), 'gi'),
  ...more,
});

const FIGURE = String.raw`(?:(?<![\d.,])\$?\d[\d,.]{0,12}k?|(?:two|three|four|five|six|seven|eight|nine) (?:hundred|\w+ty|\w+teen|oh)\b)`;

const RULES: readonly Rule[] = [
  rule(
    'preapproved',
    [
      String.raw`\b(?:pre[- ]?approved|pre[- ]?approval(?: letter)?|pre[- ]?qual(?:ified)?)\b`,
      String.raw`\b(?:just|finally|got|are|am|been|i'm|im|we're|were|us|me|is|fully) approved\b(?! (?:of|by the (?:hoa|board|landlord|building)))`,
      String.raw`\bapproved (?:me|us|him|her)\b|\bapproved (?:up to|for|at|to) ${FIGURE}|\bapproved ${FIGURE}|${FIGURE} approved\b`,
      String.raw`\b(?:bank|credit union|lender'?s?|loan|approval|bank's|underwriting) letter (?:\w+ ){0,2}?${RECEIVED}`,
      String.raw`\b(?:got|have|has) (?:the|my|our|an?) (?:(?:approval|bank|loan|lender'?s?) )?letter\b(?! from the (?:fire|landlord|school|court|city))`,
      String.raw`\bletter from (?:the|my|our|a) ${LENDER}|(?<!\b(?:funds|offer|guarantee|employment) )\bletter'?s? (?:is )?(?:in|on) (?:my|our) (?:inbox|email|hand|phone)`,
      String.raw`\b${LENDER} (?:\w+ )?(?:said|says|gave (?:me|us)|came through with|came thru with) (?:yes|ok|okay|the (?:ok|green light|go)|a yes|up to)\b`,
      String.raw`\b(?:ok|okay|green light|go[- ]ahead|thumbs up|yes|nod) from (?:the|my|our) ${LENDER}|\bclear(?:ed)? to (?:shop|buy)\b`,
    ],
    { sale: true },
  ),
  rule(
    'cash',
    [
      String.raw`\b(?:cash (?:buyers?|offer|purchase|money|deal|close|sitting|for (?:the|it|that|this))|all[- ]cash|(?:pay(?:ing)?|buy(?:ing)?|bought|close|offer(?:ing)?)(?: (?:it|that|this|the \w+|for it|up to))?(?: ${FIGURE})?(?: in| with| all)? cash)\b`,
      String.raw`\b(?:in|with|for|be|have|got|it's|its|is|be) (?:the )?cash\b(?! flow| app| back| out)|${FIGURE}(?: \w+){0,2} cash\b(?! flow| app| back)|^\W*cash\b(?!,? or\b)|\bcash,`,
      String.raw`\b(?:buy(?:ing)?|pay(?:ing)?|purchas\w+) (?:it |for it |that |the \w+ )?outright|\bwe do not borrow|\bno (?:loan|mortgage|bank|lender|financing) (?:needed|required|involved|on our end)|(?:^|[.;] )no (?:loan|mortgage)[.;,]|\bproof of funds (?:attached|ready|is|enclosed|in)`,
    ],
    { sale: true },
  ),
  rule('va', [
    String.raw`\bva (?:loan|financing|buyer|entitlement|benefits?|mortgage|home loan|pre-?approv\w*|approved|eligible|cert\w*|then)|\b(?:use|using|with|through|on|go|via) (?:my |our |his |her |a |the )?va\b(?! (?:hospital|clinic|nurse|job))|\b(?:my|our|his|her) va\b(?! (?:hospital|clinic|nurse|job|doctor))|\bcoe\b`,
  ]),
  rule('fha', [String.raw`\bfha\b`], { stands: true }),
  rule('conventional', [
    String.raw`\bconventional\b|\b(?:20|25|30|40|50|60) ?% down\b|\b(?:twenty|twenty[- ]five|thirty|forty|fifty|sixty) (?:percent )?down\b`,
  ]),
  rule(
    'needs_loan',
    [
      String.raw`\b(?:need(?:s|ing)?|from|with|want|looking for|qualify for|find) (?:to get |to talk to |to find |help with )?(?:an? |some |the )?(?:\w+ )?(?:loan|mortgage|lender|financing|pre-?approv\w*)\b`,
      String.raw`\b(?:get(?:ting)?|apply(?:ing)? for|start(?:ing|ed)?) (?:an? |the |my |our |for )?(?:loan|mortgage|pre-?approv\w*|financing)\b|\b(?:(?:to|must|will|would|we'll|i'll) borrow|lend (?:me|us)|loan (?:me|us)|talk(?:ed|ing)? to (?:my|our|the|a) ${LENDER})\b`,
      String.raw`\b(?:not (?:yet )?|haven'?t (?:been |gotten |got )?|aren'?t |isn'?t )${APPROVE}|\bno (?:lender|pre-?approval|loan)(?: letter)?(?: picked| chosen)?(?: yet)?\b|\bno bank yet\b|\bneed (?:the|a) bank\b|\btalk to about the loan\b`,
      String.raw`\bfinanc(?:e|ing) (?:it|the (?:rest|house|home|purchase|balance)|part|most|about)\b|\btaking (?:out )?a (?:loan|mortgage)|\busda\b|\brural (?:development|loan)|\brate (?:they|he|she|the bank|my lender) (?:have |has )?(?:offered|quoted)|\b(?:small|little|modest|big) (?:mortgage|loan)\b|\bhow (?:do|can|would) (?:we|i) get a letter\b`,
    ],
    { sale: true, stands: true },
  ),
];

interface Hit {
  value: Financing;
  start: number;
  end: number;
}

const NO_FUNDS_NEEDED = /\bno (?:loan|mortgage|lender|bank|financing) (?:needed|required|involved|for (?:me|us))\b/i;

/** Most mentions that are weighed in one message. */
const MOST = 24;

function hits({ value, pattern, stands }: Rule, text: string): Hit[] {
  const found: Hit[] = [];
  let seen = 0;
  for (const match of text.matchAll(pattern)) {
    if (++seen > MOST || found.length > 0) break;
    const before = text.slice(Math.max(0, match.index - 70), match.index);
    const sentence = sentenceAround(text, match.index);
    const said = text.slice(sentence.start, match.index);
    if (!stands && NOT.test(before.slice(-40))) continue;
    if (KIN_DID.test(said) || (value === 'cash' && OTHERS.test(said))) continue;
    if (value === 'needs_loan' && NO_FUNDS_NEEDED.test(text.slice(match.index, match.index + 40))) continue;
    found.push({ value, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

const IN_HAND = /\bletter'?s?\b|\bapproved\b|\bsaid yes\b|\bclear to\b|\bit'?s (?:in|here|done)\b/i;
const UNDER_WAY =
  /^\W*(?:start(?:ing|ed)|working on|in process|in progress|applied|applying|doing it|about to|sent (?:it|my)|she sent|waiting)\b/i;

/** «yes» to «are you pre-approved?», «no» to the same, «cash» to «how would you be paying?». */
function fromAnswer({ text, agent }: Setting): Hit[] {
  if (!agent?.question) return [];
  const asked = agent.text.slice(-220);
  const whole = { start: 0, end: Math.min(text.length, 40) };
  const hit = (value: Financing): Hit[] => [{ value, ...whole }];
  const letters = /pre-?approv|pre-?qual|lender|approved|news from|letter/i.test(asked);
  if (/\bpay(?:ing)?\b|\bcash\b|\bfinanc|\bkind of loan|\bloan\b/i.test(asked)) {
    if (/^\W*(?:\w+ )?va\b/i.test(text)) return hit('va');
    if (/^\W*(?:all )?cash\b|\bby check\b|do not borrow|outright/i.test(text)) return hit('cash');
    if (/^\W*(?:a )?(?:loan|mortgage|financ\w*|bank)\b|\bborrow\b/i.test(text) && !/^\W*a mortgage\W*$/i.test(text))
      return hit('needs_loan');
    if (/\bcash\b/i.test(asked) && !letters && YES.test(text) && !/\bor\b/i.test(asked)) return hit('cash');
  }
  if (!letters || !agent.asks.has('financing')) return IN_HAND.test(text) && letters ? hit('preapproved') : [];
  if (YES.test(text)) return hit('preapproved');
  if (NO.test(text)) return hit(/\bcash\b/i.test(text) ? 'cash' : 'needs_loan');
  if (UNDER_WAY.test(text)) return hit('needs_loan');
  return /^\W*letter'?s?\b/i.test(text) ? hit('preapproved') : [];
}

/** Of several, the surer means: a letter, then cash, then the kind of loan, then any loan. */
const ORDER: readonly Financing[] = ['preapproved', 'cash', 'va', 'fha', 'conventional', 'needs_loan'];

const GENERAL_QUESTION = /^\W*(?:is|are|do|does|can|whats?|what's|how|which|will|would|explain|difference|who)\b/i;
/** Said of a purchase even where a lease is spoken of too. */
const TO_BUY = /\bpre-?approv|\bapproved (?:me|us|up|for|to|at|\$?\d|\w+ hundred)|\b(?:buy|buying|own by|purchase)\b/i;
const OWN = /\b(?:i|we|my|our|im|i'm|us|me)\b/i;

/** How the lead pays; rent in cash is no financing, nor is what a seller asks of buyers. */
export function findFinancing(setting: Setting): FoundFact[] {
  const { text, market, selling, buying } = setting;
  const general = GENERAL_QUESTION.test(text) && text.length < 140;
  const seller = selling && !buying && !/\bwe close|close in\b/i.test(text);
  const found = RULES.flatMap((current) => {
    if (current.sale && market === 'rent' && !TO_BUY.test(text)) return [];
    if (current.value === 'cash' && seller) return [];
    if (current.value === 'needs_loan' ? general : general && !OWN.test(text)) return [];
    return hits(current, text);
  });
  found.push(...fromAnswer(setting));
  const best = ORDER.map((value) => found.find((hit) => hit.value === value)).find((hit) => hit !== undefined);
  return best ? [{ key: 'financing', ...best }] : [];
}
