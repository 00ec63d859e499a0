import { firstMatches } from './clauses.ts';
import { BUDGET_RULES, money, type Bound } from './budget-rules.ts';
import { dollarsOf, readMoney, unitOf, type Money } from './money.ts';
import type { Market, Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

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

/** «mid 300s», «low fours», «high 200s»: a hundred thousand, or hundreds of rent, and a part of it. */
const HUNDREDS =
  /\b(?<part>low(?:er)?|mid(?:dle)?|high(?:er)?|upper)[- ](?:the )?\$?(?<n>[1-9]00|[1-9](?=00k)|two|three|four|five|six|seven|eight|nine)(?:00k|k)?(?: hundred)?(?:'?s|es)\b/gi;
const WORD_HUNDREDS = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** What stands in the hundreds: the figure meant and where. */
export function inHundreds(text: string): { value: number; start: number; end: number } | null {
  const match = firstMatches(text, HUNDREDS, 1)[0];
  const n = match?.groups?.n?.toLowerCase();
  if (!match || n === undefined) return null;
  const hundreds = /^\d/.test(n) ? Number(n[0]) : WORD_HUNDREDS.indexOf(n);
  const part = /^low/i.test(match.groups?.part ?? '') ? 25 : /^mid/i.test(match.groups?.part ?? '') ? 50 : 90;
  const start = match.index ?? 0;
  return { value: (hundreds * 100 + part) * 1000, start, end: start + match[0].length };
}

/** Most figures that are taken from one message. */
const MOST = 12;

/** The agent asks how much. */
const ASKS_MONEY =
  /\b(?:working with on price|can you do a month|top out|how much (?:monthly|a month|can|could|would)|how high|what can you (?:do|pay|spend)|price|budget|per month|monthly|(?:your|honest|price|the) range|(?:stay|keep it|be) (?:under|below|within|at)|comfortable|(?:your|the) (?:top|max\w*|ceiling|floor|limit|cap)|cover it|spend|afford|what number)\b[^?]*\?/i;
const ASKS_LETTER = /\b(?:pre-?approv\w*|pre-?qual\w*|lender|bank|letter|approved)\b[^?]*\?/i;

const FIGURE =
  /\d|\b(?:mil|(?:one|two|three|four|five|six|seven|eight|nine)[- ](?:oh|zero|one|two|three|four|five|six|seven|eight|nine)\b|(?:low|mid|high|upper)[- ]\w+s|hundred|thousand|million|grand|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)\b/i;
const ANY_MONEY = new RegExp(money(), 'gid');

/**
 * The part of a message that holds figures which may be dollars: what stands far from all of them bounds none. Small
 * counts («2 beds», «May 3») are none; hundreds of rent are («keep it at 11»).
 */
function aroundFigures(text: string, market: Market): { text: string; start: number } | null {
  if (!FIGURE.test(text)) return null;
  let first = -1;
  let last = 0;
  for (const { 0: written, index } of text.matchAll(ANY_MONEY)) {
    const read = readMoney(written, index);
    if (!read || (!read.scaled && read.value < (market === 'rent' ? 5 : 20) && Number.isInteger(read.value))) continue;
    if (first < 0) first = index;
    last = index + written.length;
  }
  const hundreds = first < 0 ? firstMatches(text, HUNDREDS, 1)[0]?.index : undefined;
  if (first < 0 && hundreds === undefined) return null;
  const start = Math.max(0, (first < 0 ? (hundreds ?? 0) : first) - 120);
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
  const near = aroundFigures(text, market);
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
  for (const { bound, pattern, answer, buyerOnly, price } of BUDGET_RULES) {
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
export function spread(low: Money, high: Money): void {
  if (low === high || low.scaled || low.value >= 100) return;
  const size = high.value >= 100_000 ? high.value / 1000 : high.value;
  if (low.value < 10 && size >= 100 && size < 1000 && low.value * 100 <= size) low.value *= 100;
}

const MONTH_BEFORE = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? $/i;

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
