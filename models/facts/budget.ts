import { firstMatches } from './clauses.ts';
import { AMOUNT, RANGE_END, dollarsOf, readMoney, unitOf, type Money } from './money.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

type Bound = 'min' | 'max' | 'both';

interface Claim {
  bound: Bound;
  low: Money;
  high: Money;
  /** Whole dollars. */
  min: number;
  max: number;
  /** A figure alone, told as one by the agent's question. */
  bare: boolean;
}

interface Rule {
  bound: Bound;
  pattern: RegExp;
  /** Only as the answer to the agent's question for a figure. */
  answer?: boolean;
  /** Not said of a home to be sold. */
  buyerOnly?: boolean;
  /** Of a loan: a price, whatever is rented meanwhile. */
  price?: boolean;
}

const money = (name = 'x') => `(?<${name}>${AMOUNT})`;
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

/** «mid 300s», «low fours», «high 200s»: a hundred thousand, or hundreds of rent, and a part of it. */
const HUNDREDS =
  /\b(?<part>low(?:er)?|mid(?:dle)?|high(?:er)?|upper)[- ](?:the )?\$?(?<n>[1-9]00|[1-9](?=00k)|two|three|four|five|six|seven|eight|nine)(?:00k|k)?(?: hundred)?(?:'?s|es)\b/gi;
const WORD_HUNDREDS = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** What stands in the hundreds: the figure meant and where. */
function inHundreds(text: string): { value: number; start: number; end: number } | null {
  const match = firstMatches(text, HUNDREDS, 1)[0];
  const n = match?.groups?.n?.toLowerCase();
  if (!match || n === undefined) return null;
  const hundreds = /^\d/.test(n) ? Number(n[0]) : WORD_HUNDREDS.indexOf(n);
  const part = /^low/i.test(match.groups?.part ?? '') ? 25 : /^mid/i.test(match.groups?.part ?? '') ? 50 : 90;
  const start = match.index ?? 0;
  return { value: (hundreds * 100 + part) * 1000, start, end: start + match[0].length };
}

/** Ranges first, then ceilings, floors and «around»; the first rule that claims a figure keeps it. */
const RULES: readonly Rule[] = [
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

/** Most figures that are taken from one message. */
const MOST = 12;

/** The agent asks how much. */
const ASKS_MONEY =
  /\b(?:working with on price|can you do a month|top out|how much (?:monthly|a month|can|could|would)|how high|what can you (?:do|pay|spend)|price|budget|per month|monthly|(?:your|honest|price|the) range|(?:stay|keep it|be) (?:under|below|within|at)|comfortable|(?:your|the) (?:top|max\w*|ceiling|floor|limit|cap)|cover it|spend|afford|what number)\b[^?]*\?/i;
const ASKS_LETTER = /\b(?:pre-?approv\w*|pre-?qual\w*|lender|bank|letter|approved)\b[^?]*\?/i;

const FIGURE =
  /\d|\b(?:mil|(?:one|two|three|four|five|six|seven|eight|nine)[- ](?:oh|zero|one|two|three|four|five|six|seven|eight|nine)\b|(?:low|mid|high|upper)[- ]\w+s|hundred|thousand|million|grand|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)\b/gi;
/** The part of a message that holds its figures: what stands far from all of them bounds none. */
function aroundFigures(text: string): { text: string; start: number } | null {
  let first = -1;
  let last = 0;
  for (const { index } of text.matchAll(FIGURE)) {
    if (first < 0) first = index;
    last = index;
  }
  if (first < 0) return null;
  const start = Math.max(0, first - 120);
  return { text: text.slice(start, last + 100), start };
}

/** Figures of the home, the agent or the deal rather than of the lead's means. */
const NOT_MINE =
  /(?<![a-z])(?:asking|listed|list price|they want|he wants|she wants|they're asking|priced|costs?|taxes|tax|hoa|fees?|score|credit|deposit|assess\w*|income|make|salary|earn|comps?|arv|zestimate|worth|appraised|sold|went|goes|offer(?:ed)?(?: (?:was|of))?|counter(?:ed)?|saved?|savings|off|from|built|since|in|year|apt|unit|suite|highway|route|down payment|put down|spent|paid|closed at|dropped|reduced|raised|going up|went up|goes up|jumped)(?: (?:is|are|of|at|for|it|to|about|around|was|up|me))?\s?$/i;
/** Money that the message asks for, of a home to be sold. */
const ASKED =
  /\b(?:(?:want|get|need)(?! to (?:buy|rent|find|look|purchase|live|be|move))|hoping for|take|accept|sell (?:it )?for|worth|bring|walk away with|net|not (?:sell|go|take)\w* (?:below|under)|below|come down)\b[^.?!]{0,30}$/i;
const TALKS_MONEY =
  /\b(?:budget|afford|pay|spend|price|max|tops|looking|search\w*|need|want|find|anything|buy\w*|rent\w*|pre-?approv\w*|approved|qualif\w+|bank|lender|thinking|hop\w*|range|month|mo|condo|house|home|place|apartment|bed|br|under|purchase|penny|dollars?|dime|cent|most)\b/i;

/**
 * The budget that the lead states: whole dollars, a month when renting. A pre-approval amount is a ceiling unless a
 * lower one is stated; «around 400k» is both bounds; prices of listings, fees and offers are not budgets.
 */
export function findBudget(setting: Setting): FoundFact[] {
  const { text, market } = setting;
  const near = aroundFigures(text);
  if (!near) return [];
  const asked =
    (setting.agent?.asks.has('budget') ||
      (setting.agent?.question &&
        (ASKS_MONEY.test(setting.agent.text) ||
          (ASKS_LETTER.test(setting.agent.text) &&
            !/\b(?:rate|score|phone|number)\b/i.test(setting.agent.text) &&
            text.length < 80 &&
            /^\W*(?:ye\w+|yup|letter|done|approved|just|\$?\d)|approved|came|finished|\bgot it\b|\bwe did\b|\bsaid\b/i.test(
              text,
            ))))) ??
    false;
  const claims: Claim[] = [];
  for (const { bound, pattern, answer, buyerOnly, price } of RULES) {
    if ((answer && (!asked || claims.length > 0)) || (buyerOnly && setting.selling && !setting.searching)) continue;
    let seen = 0;
    for (const match of near.text.matchAll(pattern)) {
      if (++seen > MOST) break;
      const at = match.index + near.start;
      const xStart = (match.indices?.groups?.x?.[0] ?? 0) + near.start;
      const x = match.groups?.x ?? '';
      const y = match.groups?.y;
      const low = readMoney(x, xStart, y === undefined ? '' : unitOf(y));
      const yStart = (match.indices?.groups?.y?.[0] ?? 0) + near.start;
      const high = y === undefined ? low : readMoney(y, yStart);
      if (!low || !high) continue;
      spread(low, high);
      const before = text.slice(Math.max(0, at - 30), at);
      const said = text.slice(Math.max(0, at - 60), at);
      if (
        !low.scaled &&
        isYear(low.value) &&
        /\b(?:the|in|since|of|from|by|til|till|until)\s*$/i.test(text.slice(Math.max(0, low.start - 8), low.start))
      )
        continue;
      if (
        /\b(?:not|never|won'?t|wont|don'?t|shan'?t) (?:go|sell|take|accept|consider)\w* (?:\w+ )?$/i.test(before) &&
        setting.selling
      )
        continue;
      if (MONTH_BEFORE.test(text.slice(Math.max(0, low.start - 12), low.start))) continue;
      if (!low.scaled && /^(?:1099|1031|1040)$/.test(String(low.value))) continue;
      if (/\b(?:rent|hoa|taxes|mortgage|it)\b[^.?!]{0,20}\b(?:going|goes|went|jump\w*|climb\w*) $/i.test(said))
        continue;
      if (NOT_MINE.test(before) || (setting.selling && ASKED.test(said))) continue;
      if (claims.some((claim) => low.start < claim.high.end && claim.low.start < high.end)) continue;
      if (bound === 'both' && !answer && !TALKS_MONEY.test(text) && !asked && !(low.scaled && text.length < 60))
        continue;
      const size = price && market !== 'sale' ? 'sale' : market;
      const min = dollarsOf(low, size);
      const max = dollarsOf(high, size);
      if (min === null || max === null || min > max) continue;
      // Bare small figures with no money about them are times, counts or dates.
      if (
        !low.scaled &&
        !/\$/.test(x) &&
        market === 'unknown' &&
        !asked &&
        !price &&
        low.value < 500 &&
        !TALKS_MONEY.test(text)
      )
        continue;
      claims.push({ bound, low, high, min, max, bare: answer === true });
    }
  }
  const about = claims.length === 0 && market !== 'rent' && !setting.selling ? inHundreds(text) : null;
  if (about)
    return [
      { key: 'budget_min', ...about },
      { key: 'budget_max', ...about },
    ];
  const listed = claims.length === 0 ? listedFigure(setting) : null;
  return listed ? [listed] : toFound(claims);
}

/** «between 3 and 350», «14 to 1,600»: the first figure leaves out what the second one says. */
function spread(low: Money, high: Money): void {
  if (low === high || low.scaled || low.value >= 100) return;
  const size = high.value >= 100_000 ? high.value / 1000 : high.value;
  if (low.value < 10 && size >= 100 && size < 1000 && low.value * 100 <= size) low.value *= 100;
}

const MONTH_BEFORE = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? $/i;

const ANY_MONEY = new RegExp(money(), 'gid');
const WISHES =
  /\b(?:\d|one|two|three|four|five)[ -]?\+? ?(?:bed|br|bd|bdrm)|\b\d\/\d\b|\b(?:house|condo|townhouse|apartment|apt|rental|place|duplex|acres)\b/i;
/** «3 bed, 2 bath, 275, Holt»: a message that opens with rooms or a kind of home is a wish. */
const OPENS_WISH =
  /^\W*(?:hi|hello|hey)?\W*(?:an? )?(?:\d|one|two|three|four|house|condo|townhouse|apartment|apt|rental)\+?[ -]?(?:bed|br|bd|bdrm|\/\d|[, ])/i;
const STANDS_ALONE =
  /^(?:\s?(?:a month|per month|\/ ?mo(?:nth)?|monthly))?\s*(?:$|[,.;!)\n]|(?:and|w|with|fha|va|cash|conventional|i have|max|or less|or (?:i|i'?m|im|i'?ll|we|we'?ll|bust|nothing|so|thereabouts)|cause|cuz|since|because|bc|if|but|all|utilities|heat|water|tops|at most)\b)/i;

const LAND = /\b(?:land|acres?|acreage|lots?|ground|parcel|trailer|mobile home|double wide)\b/i;

/** A figure that stands alone in a list of wishes: «3 bd, 1800, kids go to …», «Louisville, 3 bed, 255, FHA». */
function listedFigure({ text, market, selling, searching, buying, agent }: Setting): FoundFact | null {
  const wishing = searching || buying || (OPENS_WISH.test(text) && !text.includes('?'));
  if (!wishing || (selling && !buying) || !WISHES.test(text)) return null;
  let seen = 0;
  for (const match of text.matchAll(ANY_MONEY)) {
    if (++seen > MOST) break;
    const written = match.groups?.x ?? '';
    const [start, end] = match.indices?.groups?.x ?? [0, 0];
    const read = readMoney(written, start);
    if (
      !read ||
      (!read.scaled && read.value < 60) ||
      (start < 3 && agent?.question !== false && agent !== null) ||
      !STANDS_ALONE.test(text.slice(end, end + 24))
    )
      continue;
    const before = text.slice(Math.max(0, start - 30), start);
    const opens = /(?:^|[,.;!?\n]\s*|\b(?:for|at) |\b\p{Lu}[\p{L}]+ )$/u.test(before);
    if (
      !opens ||
      NOT_MINE.test(before) ||
      MONTH_BEFORE.test(before) ||
      /\b(?:offer|write|bid|counter|put in)\b/i.test(text)
    )
      continue;
    const value = dollarsOf(read, market);
    const fits =
      value !== null &&
      (market === 'rent'
        ? value >= 400 && value < 10_000
        : value >= 60_000 ||
          (read.scaled && value >= 8_000 && LAND.test(text)) ||
          (market === 'unknown' && value >= 900 && value < 5_000 && !isYear(value)));
    if (value !== null && fits && !(isYear(read.value) && !read.scaled && /\b(?:in|since|of|built)\s*$/i.test(before)))
      return { key: 'budget_max', value, start, end };
  }
  return null;
}

const isYear = (value: number) => value >= 1900 && value <= 2040;

function toFound(claims: Claim[]): FoundFact[] {
  const found: FoundFact[] = [];
  const floors = claims.filter((claim) => claim.bound !== 'max');
  const ceilings = claims.filter((claim) => claim.bound === 'max');
  const ceiling =
    ceilings.length > 0
      ? // «1450, 1500 if it has a washer»: of bare answers the most stands, of ceilings the least.
        ceilings.reduce((a, b) => ((b.bare ? b.max > a.max : b.max < a.max) ? b : a))
      : claims.find((claim) => claim.bound === 'both');
  const floor = floors[0];
  if (floor && (!ceiling || floor.min <= ceiling.max)) {
    found.push({ key: 'budget_min', value: floor.min, start: floor.low.start, end: floor.low.end });
  }
  if (ceiling) found.push({ key: 'budget_max', value: ceiling.max, start: ceiling.high.start, end: ceiling.high.end });
  return found;
}
