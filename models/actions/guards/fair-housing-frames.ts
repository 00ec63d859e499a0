/**
 * Statements of preference by how they are built: who is meant (by class), and a frame that wants, bars, counts, judges
 * or directs them. Words for people, never for things: «white» alone is a colour, «whites» are people.
 */

const any = (...words: string[]) => `(?:${words.join('|')})`;
/** Up to `most` words of one clause between a frame and whom it is about; what they speak of is nobody known to both. */
const gap = (most: number) =>
  String.raw`(?:(?!(?:the|your|my|our|his|except|besides|fees?|charges?|deposits?|need|problem|limit)\b)[^\s.?!;:,]+ ){0,${most}}?`;
/** Not «women’s», «kids’», «the Community Center». */
const END = String.raw`\b(?![’']|s[’']|-| (?:centers?|colleges?|hospitals?|gardens?|associations?|watch|gates?|care|support|proof\w*|seats?|rooms?|beds?|agents?|lenders?|inspectors?|notar\w+|attorneys?|colleagues?|(?:to )?(?:look|check|come|fix)\b))`;

export const NATIONS = String.raw`(?:white|black|caucasian|anglo|asian|hispanic|latin[oax]|african[- ]american|native american|indian|chinese|korean|japanese|vietnamese|filipino|thai|cambodian|hmong|pakistani|bangladeshi|nepali|afghan|iranian|persian|iraqi|syrian|lebanese|turkish|arab|middle[- ]eastern|african|nigerian|ghanaian|ethiopian|eritrean|somali|kenyan|haitian|jamaican|caribbean|dominican|mexican|puerto rican|cuban|salvadoran|guatemalan|honduran|colombian|venezuelan|brazilian|russian|ukrainian|polish|albanian|armenian|italian|irish|greek|portuguese|roma)`;
const FAITHS = String.raw`(?:christian|catholic|protestant|evangelical|baptist|methodist|lutheran|pentecostal|adventist|mormon|lds|amish|mennonite|jewish|orthodox|hasidic|muslim|islamic|hindu|sikh|jain|buddhist|atheist|religious|observant|devout|church[- ]?going|god[- ]fearing)`;
const FOLKS = String.raw`(?:famil(?:y|ies)|people|folks?|persons?|individuals?|buyers?|sellers?|tenants?|renters?|roommates?|applicants?|occupants?|residents?|neighbou?rs?|couples?|households?|owners?|homeowners|crowd|population|communit(?:y|ies))`;
const SOMEONE = String.raw`(?:someone|somebody|anyone|anybody|no ?one|nobody|those|${FOLKS})`;
const COUNTRY = String.raw`(?:africa|asia|india|china|mexico|ghana|overseas|abroad|(?:your|another|a foreign|the same) country)`;
const CONDITION = String.raw`(?:an? |any |the |some |severe |serious )*(?:disabilit(?:y|ies)|wheelchairs?|walkers?|oxygen|crutches|mental (?:illness|health|problems?|issues?)|medical (?:conditions?|needs|issues?)|special needs|impairments?|recovery|rehab|aids|hiv|addictions?)`;

/** Whom a statement may be about, by class. */
const WHO = {
  'race, colour or national origin': any(
    String.raw`${NATIONS} (?:\w+ )?${FOLKS}`,
    String.raw`(?:whites|blacks|caucasians|anglos|asians|hispanics|latin[oax]s|indians|koreans|filipinos|africans|nigerians|somalis|haitians|mexicans|dominicans|cubans|arabs|russians|immigrants|foreigners|refugees|minorities|non[- ]?citizens)`,
    String.raw`${SOMEONE} (?:of (?:your|that|another|a different|the same|my|their|our) (?:background|race|colou?r|ethnicity|heritage|culture|origin)|of colou?r|born (?:here|abroad|in (?:this|the) (?:country|states|us))|from ${COUNTRY})`,
    String.raw`(?:foreign |heavy |thick |strong )?accents|(?:fluent |native |good |non[- ]native )?(?:english|spanish)[- ]speak(?:ers?|ing)`,
  ),
  religion: any(
    String.raw`${FAITHS} (?:\w+ )?(?:${FOLKS}|m[ae]n|wom[ae]n)`,
    String.raw`(?:christians|catholics|protestants|evangelicals|baptists|mormons|jews|muslims|hindus|sikhs|buddhists|jehovah[’']?s witnesses|atheists|(?:non-?)?believers|church[- ]?goers)`,
    String.raw`${SOMEONE} (?:of (?:your|that|another|the same|our|their|no|any) (?:faith|religion|church)|who (?:goes?|attends?) (?:to )?(?:church|mass|temple|mosque))`,
  ),
  sex: String.raw`(?:m[ae]n|wom[ae]n|males?|females?|guys?|gals?|girls?|boys?|lad(?:y|ies)|gentlem[ae]n|bachelors?|bachelorettes?|(?:fe)?male (?:tenants?|roommates?|renters?|occupants?|buyers?|applicants?))`,
  handicap: any(
    String.raw`(?:disabled|handicapped|crippled|blind|deaf|autistic|mentally ill|wheelchair[- ]bound|mobility[- ]impaired) (?:${FOLKS}|child|children)`,
    String.raw`${SOMEONE} (?:\w+ )?(?:(?:with|on|in|using|who (?:uses?|has|have|needs?)) ${CONDITION}|who (?:can[’']?t|cannot) (?:walk|climb|see|hear))`,
    String.raw`(?:${SOMEONE} with (?:an? )?)?(?:service|guide|helper|assistance|support|emotional[- ]support|therapy|seeing[- ]eye) (?:animals?|dogs?|cats?)`,
    String.raw`(?:alcoholics|addicts|group homes?|sober (?:homes?|living))`,
  ),
  'familial status': any(
    String.raw`(?:kids?|child|children|babies|infants?|newborns?|toddlers?|teens|teenagers?|little ones|minors|offspring)`,
    String.raw`(?:(?:young|growing|large|big|small|new|expecting|expectant) (?:famil(?:y|ies)|parents?|mothers?|moms?|couples?)|pregnant \w+|empty[- ]nesters?|newlyweds?|singles|single (?:people|persons?|mothers?|moms?|parents?|dads?|professionals?)|(?:mature|childless|child-free|retired|older|young(?:er)?|quiet) (?:couples?|persons?|people|adults?|tenants?|folks|singles?|professionals?)|grown[- ]?ups|adults(?! (?:who|have|must|on)\b))`,
  ),
};

/** The same for the classes that states add. */
const STATE_WHO = {
  'source of income (many states)': String.raw`(?:section[- ]?(?:8|eight)|(?:(?:housing|choice|rental|rent) ){0,3}vouchers?(?! (?:for (?!rent)|need))|welfare|food stamps|(?:public|housing|government|rental|rent) assistance|(?:housing|rent|rental) subsid(?:y|ies)|subsidi[sz]ed ${FOLKS}|disability (?:income|checks?|benefits)|ssi|ssdi)`,
  'age (some states)': any(
    String.raw`(?:(?:college|university|graduate) (?:kids|students)|students|retirees|senior citizens|seniors|millennials|boomers|(?:elderly|old|older|young|younger|middle-aged) (?:${FOLKS}|adults?|m[ae]n|wom[ae]n|lad(?:y|ies)))`,
    String.raw`${SOMEONE} (?:who (?:is|are) )?(?:(?:over|under|above|below|younger than|older than|past) (?:the age of )?(?:\d\d\b|twenty|thirty|forty|fifty|sixty|seventy)|in (?:their|his|her) (?:early |mid[- ]?|late )?(?:\d0[’']?s|twenties|thirties|forties|fifties|sixties|seventies))`,
  ),
  'marital status (some states)': String.raw`(?:(?:un)?married (?:couples?|people|persons?|tenants?|folks)|husband and (?:a )?wife|(?:divorced|unmarried|widowed|separated) ${FOLKS}|divorc[eé]es?|single (?:m[ae]n|wom[ae]n|lad(?:y|ies)|moms?|mothers?|dads?))`,
  'sexual orientation or gender identity (many states)': String.raw`(?:gays|lesbians|homosexuals|(?:same[- ]sex|gay|lesbian|straight|heterosexual|queer|trans(?:gender)?|lgbt\w*) (?:${FOLKS}|m[ae]n|wom[ae]n)|two (?:m[ae]n|wom[ae]n|guys|ladies|girls) (?:in a relationship|together|as a couple|who are (?:together|a couple|married)))`,
  'military status (some states)': String.raw`(?:${SOMEONE} (?:on active duty|in the (?:military|army|navy|air force|marines|service|reserves))|active[- ]duty (?:${FOLKS}|soldiers)|military (?:${FOLKS}|personnel)|soldiers|service ?members|veterans|marines|reservists)`,
};

/** Wanted: «is hoping for», «prefers», «best suited to», «’d love to see», «at ease with». */
const WANTED = any(
  String.raw`(?:prefer(?:s|red|ring|ence)?(?: is)?(?: for| to have| to see)?|favou?rs?|(?:hop(?:es?|ing)|wish(?:es|ing)?|looking|holding out|waiting|searching|advertis(?:es|ing)) (?:it goes to|it sells to|for|to find|to get|to see|to have)|rather (?:have|see|rent to|sell to|take|get)|(?:would|\w+[’']d) (?:like|love|want)(?: to (?:see|have|get|find))?|wants? (?:only|just|to (?:see|have|get|find|rent to|sell to))|(?:only|just) (?:wants?|takes?|rents? to|sells? to|accepts?|considers?)|(?:comfortable|happiest|happier|at ease|at home|easier) (?:renting to|selling to|leasing to|with|around|near|among))`,
  String.raw`(?:ideal|perfect|great|good|best|better|wonderful|excellent|suited|suitable|tailored|meant|made|right|intended|reserved|restricted|limited|geared|catering|caters|marketed|aimed)(?: (?:\w+ ){0,2}(?:house|home|place|spot|unit|apartment|flat|condo|pad|one|floor|building|fit))? (?:for|to|towards?|at)`,
  String.raw`(?:(?:is|are|only|just|strictly) (?:only |just |strictly )?for|approves?|attracts|attracting|draws|appeals to|popular with)`,
);
/** Barred: «won’t rent to», «no», «doesn’t want», «worries about», «without». */
const BARRED = any(
  String.raw`(?:(?:no|without|never|not keen on|isn[’']t keen on|wary of|nervous about|worr(?:y|ies|ied) about|afraid of|tired of|uneasy (?:with|about)|uncomfortable with))`,
  String.raw`(?:(?:do(?:es)?|did|would|will|could|is|are)(?: not|n[’']?t)|won[’']?t|can[’']?t|cannot|not) (?:be )?(?:want|like|take|accept|allow|have|rent(?:ing)? to|sell(?:ing)? to|lease to|deal with|works? (?:for|with)|consider(?:ing)?|approve|set up for|suitable for|right for|fit for|meant for|ideal for|keen on|permit|tolerate|for)`,
  String.raw`(?:rather not (?:have|see|rent to|take|sell to)|refus(?:es?|ing)(?: to (?:rent to|sell to|take|have))?|avoid(?:s|ing)?|discourag(?:es?|ing)|turn(?:s|ed|ing)? (?:down|away)|exclud(?:es?|ing)|stopped (?:taking|renting to)|too (?:small|big|dangerous|risky|hard|much|steep|loud|quiet) for(?: you with)?|extra (?:per|for each|for every))`,
);
/** After whom it is about, unless both know them («the guys will be there at 9»): «need not apply», «would be happier», «only», «usually pick». */
const FARES = any(
  String.raw`(?:only|preferred|wanted|first|need not (?:apply|inquire)|(?:(?:is|are)(?:n[’']t| not)|not) (?:welcome|allowed|accepted|wanted|permitted|considered|a good fit))\b`,
  String.raw`(?:should|ought to|had better|may want to) (?:look|go|try|apply|live|stay|search|skip) (?:else|on|some|other|in|at the|around)`,
  String.raw`(?:would|[’']d)(?: not|n[’']?t)? (?:be (?:safe|happ|more|most|better|right|at |a (?:good|better|bad)|comfort|the (?:right|best|wrong))|feel|do (?:well|better)|fit|struggle|manage|suit|drive|ruin|bother|disturb|annoy|scare)`,
  String.raw`(?:(?:usually|often|always|generally|mostly|typically|normally) (?:pick|choose|buy|go|live|end up|land|prefer|move|rent|look|like)|tend to|gravitate|flock)`,
);
/** Counted: «mostly», «a lot of», «hardly any», «most of the». */
const COUNTED = String.raw`(?:mostly|mainly|predominantly|primarily|largely|heavily|almost all|nearly all|all|lots of|a lot of|loads of|tons of|plenty of|a bunch of|so many|too many|many|most of the|most|few|fewer|not many|not a lot of|hardly any|only|full of|popular with|surrounded by|where (?:most of )?(?:the )?)`;
const LIVES = String.raw`(?:lives?|living|mov(?:e|ed|ing)|buy|buying|bought|settl(?:e|ed|ing)|have|own|owned|rent|around|there|here|nearby|next door|(?:in|on) (?:the|that|this)|down the|up the|left)`;

/** Words `[start, end)` of a text, by the class that they speak of. */
export interface Framed {
  class: string;
  start: number;
  end: number;
}

/** As many characters before and after whom it is about are looked at. */
const NEAR = 90;
const people = (who: string) => new RegExp(String.raw`(?<![\w-])${who}${END}`, 'gi');
const PEOPLE = Object.entries(WHO).map(([of, who]) => ({ class: of, pattern: people(who) }));
const STATE_PEOPLE = Object.entries(STATE_WHO).map(([of, who]) => ({ class: of, pattern: people(who) }));

const WANTS = new RegExp(String.raw`(?<![\w-])${WANTED} ${gap(3)}$`, 'i');
const BARS = new RegExp(String.raw`(?<![\w-])${BARRED} ${gap(2)}$`, 'i');
const COUNTS = new RegExp(String.raw`(?<![\w-])${COUNTED} ${gap(1)}$`, 'i');
const KNOWN = /\b(?:the|your|my|our|his|these|both) (?:\w+ )?$/i;
const FARING = new RegExp(String.raw`^ (?:(?:with|on|in|paying|using|who) (?:\w+ ){1,3})?${FARES}`, 'i');
const LIVING = new RegExp(String.raw`^ (?:\w+ ){0,2}?${LIVES}\b`, 'i');
/** Loans may well be for veterans, and vouchers be wanted. */
const ONLY_BARRED = /^(?:source|military)/;

function framed(text: string, of: string, start: number, end: number): Framed | null {
  const [before, after] = [text.slice(Math.max(0, start - NEAR), start), text.slice(end, end + NEAR)];
  const opens = (frame: RegExp) => {
    const found = frame.exec(before);
    return found && { class: of, start: start - before.length + found.index, end };
  };
  const lives = LIVING.exec(after)?.[0];
  const fares = KNOWN.test(before) ? undefined : FARING.exec(after)?.[0];
  const counts = lives === undefined ? null : opens(COUNTS);
  return (
    opens(BARS) ??
    (ONLY_BARRED.test(of) ? null : opens(WANTS)) ??
    (fares === undefined ? null : { class: of, start, end: end + fares.length }) ??
    (counts && lives !== undefined ? { ...counts, end: end + lives.length } : null)
  );
}

/** Statements in `text` that want, bar, judge or count people of a federal class or of the named classes of states. */
export function findFramed(text: string, stateClasses: readonly string[]): Framed[] {
  return [...PEOPLE, ...STATE_PEOPLE.filter((each) => stateClasses.includes(each.class))].flatMap(
    ({ class: of, pattern }) =>
      [...text.matchAll(pattern)].flatMap((who) => framed(text, of, who.index, who.index + who[0].length) ?? []),
  );
}
