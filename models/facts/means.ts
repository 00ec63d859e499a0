import type { Setting } from './setting.ts';
import type { FactKey, Financing, FoundFact } from './types.ts';

const NOT =
  /\b(?:no|not|never|n't|don'?t|dont|aint|ain'?t|isn'?t|without|haven'?t|havent|can'?t|cant|cannot|won'?t|if|unless|how|what|whats|are they|do they|is it|does|ask\w*|too early to|need to get|want to get|trying to get|have to get|gotta get|should i get|get|getting|until|til|before) (?:\w+ ){0,3}$/i;

const PREAPPROVED =
  /\b(?:pre-?approv(?:ed|al(?: letter)?)|pre-?qual(?:ified)?|(?:just |finally |we |i |we're |i'm |got |are )(?:got )?approved (?:for|at|by|up)|(?:bank|credit union|lender'?s?|loan|approval|bank's|lender's) letter (?:came|is|in|says|finally|arrived)|got (?:the|my|our) (?:approval )?letter|have (?:the|my|our) (?:approval )?letter|letter from \w+(?: \w+)?|letter came)\b/gi;
const CASH =
  /\b(?:cash (?:buyer|offer|purchase|money|deal|close|sitting)|all cash|pay(?:ing)? (?:in )?cash|(?:in|with|for|be|have|got|\d+k?|it's|is) (?:the )?cash\b(?! flow| app)|buy(?:ing)? (?:it )?(?:outright|in cash|with cash)|pay(?:ing)? outright|we do not borrow|no (?:loan|mortgage|bank|lender) (?:needed|required|involved)|proof of funds (?:attached|ready|is)|cash,)/gi;
const FHA = /\bfha\b/gi;
const VA =
  /\b(?:va (?:loan|financing|buyer|entitlement|benefit|mortgage|home loan|pre-?approv\w*|approved)|(?:use|using|with|through|on) (?:my |our |his |her |a |the )?va\b|(?:my|our|his|her) va\b)/gi;
const CONVENTIONAL = /\b(?:conventional|20 ?% down|25 ?% down|twenty (?:percent )?down)\b/gi;
const NEEDS_LOAN =
  /\b(?:(?:need(?:s|ing)?|from|with) (?:a |to get (?:a )?|to talk to a )?(?:loan|mortgage|lender|financing|pre-?approv\w*)|get(?:ting)? (?:a )?(?:loan|mortgage|pre-?approved|financing)|not (?:yet )?(?:pre-?approved|approved)|haven'?t (?:been |gotten |got )?(?:pre-?approved|approved)|mortgage rate|finance (?:it|the|a|part|most)|financing (?:it|the|a|part|most)|taking (?:out )?a (?:loan|mortgage)|usda|rate (?:they|he|she) (?:have |has )?offered)\b/gi;

/** What somebody else did. */
const THEIRS =
  /\b(?:cousin|friend|sister|brother|neighbor|buddy|parents|mom|dad|coworker) (?:used|got|had|did) (?:an? )?$/i;

interface Hit {
  value: Financing;
  start: number;
  end: number;
}

function hits(value: Financing, pattern: RegExp, text: string, negatable = true): Hit[] {
  const found: Hit[] = [];
  for (const match of text.matchAll(pattern)) {
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if ((negatable && NOT.test(before)) || THEIRS.test(before)) continue;
    found.push({ value, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

const YES =
  /^\W*(?:yes|yep|yeah|yup|ya|we are|i am|i'm|we're|sure am|correct|already|done|all set|it'?s done|yessir)\b/i;
const NO = /^\W*(?:no|nope|nah|not yet|not as of|haven'?t|not)\b/i;

/** «yes» to «are you pre-approved?», «no» to the same, «cash» to «how would you be paying?». */
function fromAnswer({ text, agent }: Setting): Hit[] {
  if (!agent?.question || !agent.asks.has('financing')) return [];
  const asked = agent.text.slice(-200);
  const whole = { start: 0, end: Math.min(text.length, 40) };
  if (/pre-?approv|pre-?qual|talked to a lender|lender yet|approved/i.test(asked)) {
    if (YES.test(text)) return [{ value: 'preapproved', ...whole }];
    if (NO.test(text)) return [{ value: /\bcash\b/i.test(text) ? 'cash' : 'needs_loan', ...whole }];
  }
  if (/\bpay(?:ing)?\b|\bcash or\b|\bfinanc/i.test(asked)) {
    if (/^\W*(?:all )?cash\b|\bby check\b|do not borrow|outright/i.test(text)) return [{ value: 'cash', ...whole }];
    if (/^\W*(?:loan|mortgage|financ\w*|bank)\b/i.test(text)) return [{ value: 'needs_loan', ...whole }];
  }
  return [];
}

/** Of several, the surer means: a letter, then cash, then the kind of loan, then any loan. */
const ORDER: readonly Financing[] = ['preapproved', 'cash', 'va', 'fha', 'conventional', 'needs_loan'];

/** How the lead pays; rent in cash is no financing. */
export function findFinancing(setting: Setting): FoundFact[] {
  const { text } = setting;
  const generalQuestion =
    /^\W*(?:is|are|do|does|can|whats?|how|which|will|would|explain|difference)\b/i.test(text) && text.length < 140;
  const found = [
    ...hits('preapproved', PREAPPROVED, text),
    ...(setting.market === 'rent' || (setting.selling && !setting.searching && !/\bwe close|close in\b/i.test(text))
      ? []
      : hits('cash', CASH, text)),
    ...(generalQuestion && !/\b(?:i|we|my|our|im)\b/i.test(text)
      ? []
      : [...hits('va', VA, text), ...hits('fha', FHA, text, false), ...hits('conventional', CONVENTIONAL, text)]),
    ...(setting.market === 'rent' || generalQuestion ? [] : hits('needs_loan', NEEDS_LOAN, text)),
    ...fromAnswer(setting),
  ];
  const best = ORDER.map((value) => found.find((hit) => hit.value === value)).find((hit) => hit !== undefined);
  return best ? [{ key: 'financing', ...best }] : [];
}

interface Statement<K extends FactKey> {
  key: K;
  value: boolean;
  pattern: RegExp;
}

const HAS_AGENT: readonly Statement<'has_agent'>[] = [
  {
    key: 'has_agent',
    value: false,
    pattern:
      /\b(?:(?:don'?t|dont|do not|we have|i have) (?:currently )?(?:have|no) (?:an? |our own )?(?:agent|realtor|broker)|no (?:agent|realtor)(?: yet)?|not (?:working|signed) with (?:an|any|another) ?(?:agent|realtor|one)?|without an? (?:agent|realtor)|(?<!not |n't |dont )(?:need|looking for|want) an? (?:agent|realtor)|unrepresented|not represented|haven'?t (?:got|signed with|picked) an? (?:agent|realtor))\b/i,
  },
  {
    key: 'has_agent',
    value: true,
    pattern:
      /\b(?:(?:already )?(?:working|signed(?: up)?|listed|going|gone|went|sticking|stuck|under contract|list(?:ing)?) (?:w|with) (?:a |an |another |our |my |mr|mrs|ms|someone|somebody|her|him|them|the|\p{Lu})[\w. ]{0,20}|(?:have|has|got|found|hired|engaged|retained|use|using|chose) (?:a |an |our own |my own |another |our |my )?(?:\w+ )?(?:agent|realtor|broker)\b|(?:already |kinda )*(?:have|got|found) (?:someone|somebody|a (?:guy|lady|gal))|(?:my|our) (?:agent|realtor|buyer'?s agent)|represents (?:us|me)|(?:niece|nephew|cousin|sister|brother|aunt|uncle|son|daughter|grandson|friend|tia|mom|dad) (?:\w+ )?(?:sells (?:houses|homes|real estate)|is (?:my|our) (?:agent|realtor))|retained someone|joined another agent|have engaged (?:mr|mrs|ms)|(?:went|going|gone) with (?:another|a different|someone|somebody)|\w+ (?:is|who'?s) (?:a|an|our) (?:realtor|agent)|we(?:'re| are) represented|bought (?:w|with|through) another|already (?:represented|spoken for))\b/iu,
  },
];
/** «my agent» said of an agent of the past. */
const FORMER =
  /\b(?:someone|somebody) on (?:my|our)|\bsigned with you\b|\b(?:you for|be|as) (?:our|my) agent|\b(?:last|former|previous|old|ex|first|your|seller'?s|listing|their|the) (?:agent|realtor|broker)\b|friend'?s agent/i;

const MUST_SELL: readonly Statement<'must_sell_first'>[] = [
  {
    key: 'must_sell_first',
    value: false,
    pattern:
      /\b(?:(?:don'?t|dont|do not|need not|needn'?t|not) (?:need|have|contingent)?\s?(?:to )?(?:sell|on selling|on a sale)[^.]{0,25}(?:first|before|to buy)|nothing to sell|no (?:house|home|contingency|sale contingency) to sell|need not sell|not contingent on|no home sale)\b/i,
  },
  {
    key: 'must_sell_first',
    value: true,
    pattern:
      /\b(?:(?:have|has|need|needs|got|gotta|must|want|wanna) (?:to )?(?:sell|be sold)[^.]{0,40}(?:first|before (?:we|i|buying|moving)|to buy)|(?:our|my|the|this) (?:own )?(?:\w+ ){0,2}(?:house|home|place|condo|ours|mine) (?:has to|must|needs to|gotta|have to) (?:go|sell|be sold|close)(?: first)?|(?:can'?t|cant|cannot|can not|won'?t|not able to) (?:\w+ ){0,8}?(?:until|till|til|unless|before) (?:\w+ ){0,5}?(?:sells?|sold|closes?)|(?:until|till|til|once|after|when|as soon as) (?:our|my|ours|mine|this|that|the|grand\w+|nana'?s) ?(?:(?!then\b)\w+ ){0,4}?(?:sells|is sold|closes|has sold)|(?:house|home|condo|place) must go first|has to be sold first|contingent on (?:the )?(?:sale|selling)|sell (?:first|ours first|mine first|this one first)|til (?:it|that|ours|mine) sells|first things first: the house has to be sold)\b/i,
  },
];

function firstOf<K extends 'has_agent' | 'must_sell_first'>(rules: readonly Statement<K>[], text: string): FoundFact[] {
  for (const { key, value, pattern } of rules) {
    const match = pattern.exec(text);
    if (match) return [{ key, value, start: match.index, end: match.index + match[0].length } as FoundFact];
  }
  return [];
}

/** Whether the lead has an agent of their own. */
export function findHasAgent({ text, agent }: Setting): FoundFact[] {
  if (
    agent?.question &&
    /\b(?:working with|have|got) (?:an|another|any)?(?:other)? ?(?:agent|realtor|broker|someone)/i.test(
      agent.text.slice(-160),
    )
  ) {
    const whole = { start: 0, end: Math.min(text.length, 40) };
    if (YES.test(text)) return [{ key: 'has_agent', value: true, ...whole }];
    if (NO.test(text)) return [{ key: 'has_agent', value: false, ...whole }];
  }
  const found = firstOf(HAS_AGENT, text);
  return found.filter(({ start, end }) => !FORMER.test(text.slice(Math.max(0, start - 10), end + 10)));
}

/** Whether a home of the lead's own must be sold before they buy. */
export const findMustSellFirst = ({ text }: Setting): FoundFact[] => firstOf(MUST_SELL, text);
