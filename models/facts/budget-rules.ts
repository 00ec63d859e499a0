import { AMOUNT, RANGE_END } from './money.ts';

export type Bound = 'min' | 'max' | 'both';

/** Words that make a figure a bound of the budget. */
export interface Rule {
  bound: Bound;
  pattern: RegExp;
  /** Only as the answer to the agent's question for a figure. */
  answer?: boolean;
  /** Not said of a home to be sold. */
  buyerOnly?: boolean;
  /** Of a loan: a price, whatever is rented meanwhile. */
  price?: boolean;
}

/** A pattern's figure, `x` unless named otherwise. */
export const money = (name = 'x') => `(?<${name}>${AMOUNT})`;
const rangeEnd = `(?<y>${RANGE_END})`;
const rule = (bound: Bound, source: string, more: Omit<Rule, 'bound' | 'pattern'> = {}): Rule => ({
  bound,
  pattern: new RegExp(source, 'gid'),
  ...more,
});

const OF = String.raw`(?:\s?(?:is|are|was|of|at|:|=|to|about|around|like|roughly|maybe|probably|in at|still)){0,3}\s`;
const ABOUT = String.raw`\b(?:right )?(?:around|about|roughly|approximately|approx|circa|somewhere (?:around|near)|in the (?:neighborhood|ballpark) of|give or take|ish of)\s(?:like\s|the\s)?`;
/** What stands between a refusal and the figure that it bounds: «not a penny over», «dont show me a thing past». */
const PAST_IT = String.raw`(?:a (?:dollar|dime|penny|cent|nickel|buck) )?(?:over|above|past|beyond|more than|higher than|north of)`;
const BELOW_IT = String.raw`(?:under|below|beneath|less than|cheaper than|lower than|south of)`;
const REFUSING = String.raw`(?:not|no|nothing?|nothin'?|none|never|without|don'?t|dont|can'?t|cant|cannot|won'?t|wont|ain'?t|aint|couldn'?t|wouldn'?t|doesn'?t|shouldn'?t)`;
const FIXED = String.raw`\s?(?:a month|per month|\/ ?mo(?:nth)?|monthly|dollars|bucks)?`;

/** Ranges first, then ceilings, floors and «around»; the first rule that claims a figure keeps it. */
export const BUDGET_RULES: readonly Rule[] = [
  rule('both', String.raw`\b(?:between|from)\s${money()}\s?(?:and|to|-|–)\s?${rangeEnd}`),
  rule(
    'both',
    String.raw`${money()}\s?(?:-|–|—|to)\s?${rangeEnd}(?=${FIXED}(?:\s(?:range|max|budget|in|for|or so|ideally|tops)|[,.;!)]|\s*$|\s?\/|\s(?:a month|per month)|ish\b|\b))`,
    { buyerOnly: true },
  ),
  rule('min', String.raw`\b${BELOW_IT}(?<=\b${REFUSING}\b[^.?!,;]{1,36})\s${money()}`, { buyerOnly: true }),
  rule('max', String.raw`\b${PAST_IT}(?<=\b${REFUSING}\b[^.?!,;]{1,50})\s(?:like |about )?${money()}`, {
    buyerOnly: true,
  }),
  rule(
    'max',
    String.raw`${money()}${FIXED}(?:'?s| is|'s| was)(?: (?:about|right at|really|honestly|pretty much|probably|just|still|as far as|bout|kinda|kind of))? (?:(?:my|our|the) (?:[a-z]+ )?(?:max\w*|limit|ceiling|cap|top|tops|wall|edge|end|line|most|number|outside|stop|roof|budget)|all (?:i|we|there|that|my|our)|as (?:high|far|much)|where (?:i|we)|what (?:i|we|there|that leaves|my|our)|(?:the )?most (?:i|we)|every (?:penny|dollar|cent|dime|nickel))\b`,
    { buyerOnly: true },
  ),
  rule(
    'max',
    String.raw`\b(?:sub[- ]|<=? ?|(?:tap(?:s|ping)?|run(?:ning|s)?) out at |hard (?:stop|cap|limit) (?:at |of |is )?|cut ?off (?:is |at |of )?|draw the line at |quit at |anything up to )${money()}`,
    { buyerOnly: true },
  ),
  rule(
    'max',
    String.raw`\b(?:under|below|beneath|less than|lower than|up to|upto|as high as|no more than|no higher than|not more than|nothin[g']? (?:over|above|more than|past)|not (?:above|over|exceed(?:ing)?)|without going over|at most|max(?:imum)?(?: of| is|ing out at| out at| rent| price| budget)?|maxed? (?:out )?at|tops? out at|topping out at|cap(?:ped)?(?: it)? (?:is|of|at)|(?:stop|stops) at|keep it (?:at|under|to|around)|stay(?:ing)? (?:at|under|below|within)|within|(?:can'?t|cannot|won'?t|don'?t (?:want|wanna) to?|not) (?:go|do|pay|spend|afford)(?:ing)? (?:\w+ ){0,2}(?:over|above|past|more than|higher than|beyond)|(?:limit|ceiling|budget|max|maximum|top number|top dollar|price range|range|number|cap|pocketbook)(?:'?s)?${OF}?(?:now |just |only |really |still |roughly )?)\s?(?:like |about |the )?${money()}`,
  ),
  rule(
    'max',
    String.raw`\b(?:only|the most|all)\b.{0,60}?\b(?:go|do|pay|spend|afford|manage|swing|until|till|is|to)\s(?:until |till |up to |to |about |around )?${money()}`,
  ),
  rule(
    'max',
    String.raw`\b(?:can|could|able to) (?:only |comfortably )?(?:go|do|pay|spend|afford|swing|manage)(?: up)?(?: to)?\s(?:about |around |like |maybe )?${money()}`,
    { buyerOnly: true },
  ),
  rule(
    'max',
    String.raw`${money()}${FIXED},?\s?(?:(?:absolute|hard|firm|the|as a|at|is) )?(?:max\b|maximum|tops\b|top\b|or (?:less|under|below|lower|cheaper)|and (?:under|below)|at (?:the )?(?:very )?(?:most|max|outside|tip top|top end|top)|we can (?:pay|do|afford)|i can (?:pay|do|afford)|is (?:(?:still )?(?:my|our|the) (?:max\b|limit|ceiling|top|budget|cap|number|most|absolute)|(?:about )?all (?:i|we) |as high as)|(?:n|and) (?:thats|that's|that is) (?:my|our|the) (?:max|limit|ceiling|top|cap|number)|limit|ceiling|budget|all in\b|is about (?:my|our) (?:max|limit))`,
  ),
  rule(
    'max',
    String.raw`\b(?:pre-?approv\w*|approved|pre-?qualif\w*|qualif(?:y|ied)|good|cleared|okayed|green light|letter|assured|thumbs up) (?:me |us )?(?:(?:with|thru|through|by|from|of|the|my|our) ){0,2}(?:\w+ (?:\w+ )?)?(?:for|at|to|up to|through|until|of)\s(?:up to |about |around |a )?${money()}`,
    { price: true },
  ),
  rule('max', String.raw`\b(?:pre-?approved|approved)(?: letter| attached| loan|,|:| \()*\s?\(?${money()}`, {
    price: true,
  }),
  rule(
    'max',
    String.raw`\bmost (?:we|i|she|he|they)(?:'ll|'d)? (?:can |could |will |would )?(?:go|do|pay|spend|afford|manage)(?: to| is)?\s${money()}`,
  ),
  rule('max', String.raw`\b(?:have|got)\s${money()} (?:in )?cash\b`, { buyerOnly: true }),
  rule(
    'max',
    String.raw`\b(?:house|condo|townhouse|apartment|home|land|bed\w*|br) [^.?!,]{0,30}\bto\s${money()}(?=[,.;]|$)`,
    { buyerOnly: true },
  ),
  rule(
    'max',
    String.raw`\b(?:bank|lender|credit union|loan (?:guy|lady|officer|people)) (?:will|would|can|'ll|says?|said) (?:i can |we can )?(?:go|lend|do|loan)?(?: us| me)?(?: up)?(?: to)? ?${money()}`,
    { price: true, buyerOnly: true },
  ),
  rule('max', String.raw`${money()} (?:pre-?)?approved\b`, { price: true }),
  rule(
    'max',
    String.raw`${money()}${FIXED}(?: cash)?,? (?:(?:and |but )?not (?:a|one) (?:dollar|dime|penny|cent|nickel) (?:more|over|above)|is (?:every (?:dollar|penny|cent)|(?:about |bout )?(?:it\b|all (?:i|we)(?:'ve)? (?:have|got|can)))|(?:and|or) (?:that'?s it|it'?s a no|no deal|nothing more))`,
  ),
  rule(
    'max',
    String.raw`\b(?:stipend|allowance|allotment|bah|voucher) (?:is|covers|pays|of|goes to|up to)(?: up to)?\s${money()}`,
  ),
  rule(
    'max',
    String.raw`\b(?:pre-?approval|bank letter|letter|loan|pre-?approved)\b[^.?]{0,40}?(?:came|is|says|for|at|in|:|!|,|of)[ !,.:]+(?:for |at |in at )?${money()}`,
    { buyerOnly: true },
  ),
  rule(
    'max',
    String.raw`\b(?:got|have|came|here(?:'s| is)) (?:us )?(?:the|my|our|a) (?:\w+ )?letter\b[^.?!\d]{0,30}? ${money()}`,
    {
      buyerOnly: true,
      price: true,
    },
  ),
  rule('max', String.raw`\b(?:guess who|finally)?\s?got (?:the|my|our) letter\W{0,6}${money()}`),
  rule(
    'min',
    String.raw`\b(?:at least|no less than|not less than|minimum(?: of)?|starting (?:at|from)|north of|floor(?:'s| is| of| at)?)\s${money()}`,
    { buyerOnly: true },
  ),
  rule(
    'min',
    String.raw`(?!\$?\s?(?:55|62|50|65|fifty|sixty)\b)${money()}\s?(?:and up\b|or (?:better|more|higher|up)\b|minimum\b|\+|floor\b)`,
    { buyerOnly: true },
  ),
  rule('both', String.raw`${ABOUT}${money()}`, { buyerOnly: true }),
  rule(
    'both',
    String.raw`${money()}(?:\s?-?ish\b|\s(?:or so|range|give or take|or thereabouts|more or less|neighborhood)\b)`,
    { buyerOnly: true },
  ),
  rule('max', String.raw`\b(?:rent|live) on a ${money()} (?:check|paycheck)`),
  rule('both', String.raw`\b(?:around|about|like|say|maybe|probably|roughly|think)\s(?:like )?${money()}`, {
    answer: true,
  }),
  rule('max', String.raw`${money()}`, { answer: true }),
];
