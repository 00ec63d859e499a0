/** The seven classes of 42 USC 3604(c), steering, and classes that states add. */
export interface FairHousingRule {
  class: string;
  pattern: RegExp;
}

const PLACE = String.raw`(?:areas?|neighbou?rhoods?|communit(?:y|ies)|part of town|side of town|end of town|suburbs?|blocks?|streets?|buildings?|complex|district|subdivision|population|enclave|presence)`;
const FOLKS = String.raw`(?:famil(?:y|ies)|people|folks|persons?|buyers?|sellers?|tenants?|renters?|residents?|neighbou?rs|couples?|households?|owners?|homeowners|crowd|professionals?)`;
const GROUP = String.raw`(?:white|black|brown|caucasian|asian|hispanic|latin[oax]|african[- ]american|native american|east indian|indian|chinese|korean|japanese|vietnamese|filipino|mexican|puerto rican|cuban|arab|middle[- ]eastern|african|haitian|somali|russian|polish|italian|irish|immigrant|foreign|minority|ethnic|anglo)s?`;
const FAITH = String.raw`(?:christian|catholic|protestant|evangelical|baptist|jewish|orthodox|muslim|islamic|hasidic|lutheran|methodist|hindu|sikh|buddhist|mormon|lds|amish)`;
const FAITHFUL = String.raw`(?:christians|catholics|protestants|evangelicals|baptists|jews|muslims|hindus|sikhs|buddhists|mormons)`;
const MANY = String.raw`(?:mostly|mainly|predominantly|primarily|largely|all|heavily|majority|increasingly|very|pretty|more|less)`;
const VERY = String.raw`(?:(?:very|really|super|pretty|so|quite|kind of|kinda|fairly|extremely|a bit|too|not|not so|more|less|the most) )?`;
const ONLY = String.raw`(?:only|preferred|wanted|(?:are |is )?welcome)`;
const KIDS = String.raw`(?:kids|children|babies|toddlers|teenagers|teens|infants)(?![’'])`;
/** A building with a name: «Temple University», «the Church Street station», «Jewish Community Center». */
const NAMED = String.raw`(?! (?:street|st|ave|avenue|road|rd|hill|lane|ln|square|university|centers?|park|station|drive|blvd|creek|view|parking))`;
const PRAISE = String.raw`(?:ok|okay|safe|safer|safest|unsafe|good|better|best|great|nice|nicer|nicest|bad|worse|worst|rough|sketchy|shady|dangerous|seedy|ghetto|exclusive|up[- ]and[- ]coming|decent|desirable|respectable|troubled|high[- ]crime|crime[- ]ridden|wholesome|traditional)`;
const SCHOOLS = String.raw`(?:(?:public |elementary |high |middle |local |area |neighbou?rhood )?schools?|school districts?)`;

const rule = (of: string, ...sources: string[]): FairHousingRule => ({
  class: of,
  pattern: new RegExp(String.raw`\b(?:${sources.join('|')})`, 'gi'),
});

export const FEDERAL_RULES: readonly FairHousingRule[] = [
  rule(
    'race, colour or national origin',
    String.raw`${GROUP} (?:(?:middle|working|upper)[- ]class |young |professional |owned )?(?:${PLACE}|${FOLKS})${NAMED}\b`,
    String.raw`${PLACE}\b[^.?!\n]{0,12}\b(?:is|are|was|(?:is |has )?(?:becom(?:e|ing)|gett(?:en|ing))|'s|now) ${MANY} ${GROUP}\b(?! (?:brick|stone|cabinets|kitchens?|siding|trim|and))`,
    String.raw`${GROUP} ${ONLY}\b|(?:popular|common|a favorite) (?:with|among) ${GROUP}\b|(?:your|my|our|his|her|their) (?:own )?(?:kind of people|people (?:live|there|here|around))\b|more of your (?:own )?people\b`,
    String.raw`(?:integrated|segregated|multicultural|diverse|changing|transitional|homogeneous) ${PLACE}\b(?<!changing area)`,
    String.raw`(?:no|not? many|lots of|a lot of|many|few|full of) (?:immigrants|foreigners|minorities|whites|blacks|asians|latinos|hispanics|mexicans|indians)\b`,
    String.raw`(?:english|spanish|native) speakers? (?:only|preferred)|native[- ]born\b|(?:immigrants|foreigners|minorities)\b|(?:buyers?|residents|tenants|renters|neighbou?rs|people|families|owners|everyone)\b[^.?!\n]{0,20}\b(?:is|are|'re) (?:\w+ )?${GROUP}(?! \w)|must speak (?:good |fluent )?english|(?:us|u\.s\.|american) (?:citizens?|born) (?:only|preferred)`,
  ),
  rule(
    'religion',
    String.raw`${FAITH} (?:home|${PLACE}|${FOLKS})${NAMED}\b`,
    String.raw`${FAITH}s? ${ONLY}\b|(?:no|lots of|many|mostly) ${FAITHFUL}\b|${FAITHFUL} ${ONLY}\b`,
    String.raw`(?:near|close to|next to|by|walk(?:ing distance)? to|steps from) (?:a |an |the |your |many )?(?:good |great |local )?(?:church|temple|mosque|synagogue|shul|parish)(?:es|s)?\b${NAMED}`,
    String.raw`${FAITH} (?:landlords?|owners?|sellers?|roommates?|tenants?|woman|man|couple)\b|(?:good|great|strong|wonderful) (?:\w+ )?(?:church|parish|synagogue|mosque|congregation)(?:es|s)?\b${NAMED}|(?:god[- ]fearing|church[- ]?going|(?:christian|biblical) values)\b`,
  ),
  rule(
    'sex',
    String.raw`(?:males?|females?|men|women|gentlemen|ladies|girls|guys|boys) ${ONLY}\b`,
    String.raw`must be (?:an? )?(?:fe)?male\b|bachelor(?:ette)? pad\b|no (?:men|women|males?|females?|guys|girls)(?![’'])\b`,
    String.raw`(?:ideal|perfect|great|good|suited|best|nice) for (?:a |an )?(?:single |young |older |professional )*(?:man|woman|men|women|guy|lady|ladies|gentleman|female|male|bachelor)s?\b(?![’'])`,
    String.raw`(?:prefers?|preferring|looking for|wants?|seeking|rents? (?:only )?to) (?:a |an |only )?(?:single |young |quiet |professional )*(?:male|female|man|woman|lady|gentleman)\b`,
  ),
  rule(
    'handicap',
    String.raw`able[- ]bodied\b|(?:rules? out|not for|too (?:hard|much) for|no place for) (?:anyone|anybody|someone|people|those|a person) (?:with|in) (?:an? |any )?(?:disabilit\w+|wheelchairs?|handicaps?|walkers?)|no wheelchairs?\b|healthy (?:people|tenants?|persons?|residents?) ?(?:only|preferred)?`,
    String.raw`not (?:suitable|suited|appropriate|ideal|good|right|a good fit|meant|made) for (?:the |a |any |someone |people |anyone |persons? )*(?:in |with |using )?(?:a )?(?:handicapped|disabled|disabilit\w+|wheelchairs?|walker|elderly or disabled)`,
    String.raw`(?:must|need to|has to|have to) be able to (?:climb|walk|live (?:independently|alone)|use (?:the )?stairs|care for)`,
    String.raw`no (?:service|emotional support|support|assistance|therapy) (?:animals?|dogs?|cats?|pets?)|no (?:one|body|one who is|people|tenants?)? ?(?:on|with a?) ?(?:disability|disabilities|ssi|ssdi)\b|(?:blind|deaf|disabled|handicapped|wheelchair) (?:people|tenants?|persons?|buyers?|users?) (?:would|could|can|may|will|should)\b[^.?!\n]{0,20}\b(?:not|n[’']t|manage|struggle)|no (?:disabled|handicapped|mentally ill|crazy people|mental)\b|(?:must|need to) be (?:self[- ]sufficient|mobile)`,
  ),
  rule(
    'familial status',
    String.raw`no (?:small |young |little |more than \w+ )*${KIDS}\b|adults? ?(?:only|preferred)\b|adults?[- ]only\b|family (?:areas?|neighbou?rhoods?|streets?|communit(?:y|ies)|blocks?)\b|(?:someone|anyone|people|couples?|tenants?|buyers?) without (?:kids|children)|(?:great|good|perfect|ideal|best)\b[^.?!\n]{0,16}\bif you(?:'re| are) (?:single|a couple|retired|a family|young)|(?:sell|rent|lease)\b[^.?!\n]{0,12}\bto (?:a |an )?(?:(?:nice|young|quiet|older|good|retired|lovely) )+(?:couples?|famil(?:y|ies)|persons?|singles?)|child[- ]?(?:free|less)\b`,
    String.raw`(?:(?:does|do|did|would) ?(?:not|n[’']t)|doesn[’']t|don[’']t|rather not|prefers? no[t]?|no) (?:want|like|allow|take|accept|have|rent to)? ?(?:any |families with |people with )*${KIDS}\b`,
    String.raw`(?:perfect|ideal|great|good|best|wonderful|suited|made|nice|lovely) (?:home |place |spot |house )?for (?:a |an |any |your |the )?(?:(?:young|growing|large|big|small|new|busy|active|quiet|retired) )*(?:famil(?:y|ies)(?! rooms?)|singles?(?!-| famil| level| stor| occup| bed)|couples?(?! of)|empty[- ]nesters?|newlyweds?|retirees?|${KIDS})\b`,
    String.raw`(?:mostly|mainly|all|largely|just) (?:young )?(?:families|singles|couples|retirees|kids|students)\b|famil(?:y|ies)[- ](?:friendly|oriented|focused|centric)\b|kid[- ]friendly ${PLACE}`,
    String.raw`(?:lots of|many|plenty of|mostly|full of|a lot of|few|no) (?:young |other |noisy )*(?:families|${KIDS})(?: (?:live|in|on|around|here|there|nearby|next|running|playing|with)\b|[.,!]|$)`,
    String.raw`(?:place|area|neighbou?rhood|street|home|house|town|spot|community) (?:to|for) rais(?:e|ing) (?:a |your )?(?:family|kids|children)|(?:great|good|perfect|best) for raising\b`,
    String.raw`(?:singles|couples|families|mature (?:couples?|persons?|individuals?|adults?|tenants?)|empty[- ]nesters?|quiet couples?) (?:only|preferred|wanted)\b|mature (?:couple|person|individual)s?\b`,
  ),
  rule(
    'steering about an area or its people',
    String.raw`${VERY}${PRAISE} (?:${PLACE}(?! (?:association|map|center|pool|with a view|rugs?|parking|lamps?|lights?|of (?:\w+ )?(?:wood|cheese|marble|ice|granite|butcher|stone)))|element|parts? of (?:town|the city))\b`,
    String.raw`(?:area|neighbou?rhood|part of town|side of town|street|block|district|community)\b(?:[’']s| is| was| feels| seems| has gotten| gets)? (?:all |always |still |actually |generally )?${VERY}(?:safe|unsafe|sketchy|shady|dangerous|rough|ghetto|bad|getting (?:better|worse)|going (?:downhill|up)|on the way (?:up|down))\b`,
    String.raw`(?:great|good|excellent|best|top|top[- ]rated|top[- ]notch|fantastic|superb|outstanding|lousy|highly[- ]rated|strong|amazing|fantastic|bad|poor|terrible|failing|weak|better|sought[- ]after|wonderful|award[- ]winning|desirable) ${SCHOOLS}(?! of)\b`,
    String.raw`schools (?:there |here |around here )?(?:are|is|were|have|keep) ${VERY}(?:gone (?:downhill|up)|getting (?:better|worse)|great|good|excellent|top|bad|poor|terrible|amazing|strong|weak|better|the best|awful)\b`,
    String.raw`(?:low|no|little|high|less|not much|zero)[- ]crime\b|crime[- ](?:free|ridden)\b|(?:reputation|known) for (?:crime|drugs|gangs|trouble)|crime (?:there |here |rate )?(?:is|[’']s) ${VERY}(?:low|high|bad|rare|no problem|down|up)\b`,
    String.raw`the right (?:kind|type|sort) of (?:people|neighbou?rs|families|buyers)|people like (?:you|us)\b|you(?:[’']d| would|[’']ll| will) (?:fit (?:right )?in\b|feel (?:right )?at home|be (?:more|most) comfortable (?:in|on|around|with)|not (?:like it|fit))`,
    String.raw`(?:good|nice|great|decent|friendly|quality|lovely|wonderful|quiet|respectable) (?:people|folks|crowd|families) (?:around|here|there|live|next door|on the|in the|nearby)|(?:good|nice|great|friendly|decent|lovely|wonderful|bad|quiet|noisy) neighbou?rs\b(?![’'])`,
    String.raw`(?:stay away from|steer clear of|avoid|keep out of) (?:that|this|the|those) (?:\w+ )?${PLACE}|(?:not an?|isn[’']t an?|not the) (?:${PLACE}) (?:i|we|you)(?:[’']d| would)\b|i (?:would not|wouldn[’']t) (?:live|buy|recommend|go) (?:there|in that|that (?:area|street|neighbou?rhood))`,
    String.raw`(?:you|your (?:kids|family|wife|husband|parents)) (?:would not|wouldn[’']t|won[’']t|will not|don[’']t|do not) (?:want to (?:live|be|raise)|be (?:happy|safe|welcome)|feel (?:safe|welcome)) ?(?:there|in that|around)|(?:you|your family)(?:[’']d| would)? be (?:happier|safer|better off) (?:in|on|around|over)\b|(?:that|this|the) zip(?: ?code)? (?:is|has|was) ${VERY}(?:\w+ )?(?:safe|dangerous|bad|rough|good|great|crime)\b|(?:feel|felt|be) (?:very |totally )?(?:safe|safer|unsafe) (?:there|here|in that|around)|(?:want to|should|better to|try to) avoid the (?:\w+ )?(?:side|end|part|area)|schools (?:\w+ )?(?:score|rank|rate|perform|test|do) (?:terribly|badly|poorly|great|well|high|low|highly)|wrong side of (?:the )?(?:tracks|town)|(?:the )?demographics? (?:is|are|there|here|of the)\b|(?:that|those) kinds? of (?:people|area|neighbou?rhood)`,
  ),
];

/** Classes that states add to the federal ones. Second-hand, 2025, incomplete for cities: an editable table, no advice. */
export interface StateClass extends FairHousingRule {
  /** Postal codes. */
  states: readonly string[];
}

export const STATE_CLASSES: { asOf: string; classes: readonly StateClass[] } = {
  asOf: '2025-11',
  classes: [
    {
      states: 'CA CO CT DE DC HI IL ME MD MA MI MN NJ NY ND OK OR RI UT VT VA WA WI'.split(' '),
      ...rule(
        'source of income (many states)',
        String.raw`no (?:section[- ]?(?:8|eight)|(?:housing )?vouchers?|hud|welfare|(?:housing|government|rental) assistance|subsid\w+|disability income)\b`,
        String.raw`(?:section[- ]?(?:8|eight)|vouchers?) need not\b|(?:section[- ]?(?:8|eight)|vouchers?|housing assistance) (?:is |are )?(?:not|n[’']t) (?:accepted|welcome|allowed|taken)`,
        String.raw`(?:do(?:es)? not|don[’']t|doesn[’']t|won[’']t|will not|cannot|can[’']t) (?:take|accept|allow|work with) (?:any )?(?:section[- ]?(?:8|eight)|(?:housing )?vouchers?|(?:housing|government|rental) assistance)`,
        String.raw`(?:working |employed )?professionals? (?:only|preferred)|must (?:be employed|have a job)|employed (?:tenants|people|persons) only`,
      ),
    },
    {
      states: 'AK CA CT DC DE FL HI IL IA LA ME MD MA MI MN MT NH NJ NM NY ND PA RI TX VT VA WV WI'.split(' '),
      ...rule(
        'age (some states)',
        String.raw`no (?:old|young|elderly|older|college) (?:people|persons?|tenants?|folks)|young professionals?\b|(?:senior citizens?|seniors|retirees|young people|millennials|students) (?:only|preferred)|(?:too|so) old for\b`,
      ),
    },
    {
      states: 'AK CA CO CT DE DC HI IL MD MA MI MN MT NH NJ NM NY ND OR RI VT WA WI'.split(' '),
      ...rule(
        'marital status (some states)',
        String.raw`(?:only|prefers?(?: to)?|just) (?:rent to |sell to |take |want )?(?:married|unmarried|single|divorced) (?:couples?|people|persons?|tenants?|ladies|men|women|lady|man|woman)\b`,
        String.raw`(?:married|unmarried|single|divorced) (?:couples?|people|persons?|tenants?|mothers?|moms?|parents?) (?:only|preferred|not allowed)|no (?:unmarried|single|divorced|married) (?:couples?|people|persons?|tenants?|mothers?|moms?|parents?)`,
      ),
    },
    {
      states: 'CA CO CT DE DC HI IL IA ME MD MA MI MN NV NH NJ NM NY OR RI UT VT VA WA WI'.split(' '),
      ...rule(
        'sexual orientation or gender identity (many states)',
        String.raw`(?:straight|heterosexual|gay|lesbian|lgbt\w*|queer)(?:[- ]friendly)? (?:${PLACE}|${FOLKS}|(?:couples?|people) (?:only|preferred))\b`,
        String.raw`no (?:gays?|lesbians?|homosexuals?|lgbt\w*|trans(?:gender)?|same[- ]sex)\b|traditional (?:famil(?:y|ies)|couples?|marriages?)\b`,
      ),
    },
    {
      states: 'CO CT DC DE IL MA MD ME NJ NY OH OR RI TX VA WA'.split(' '),
      ...rule(
        'military status (some states)',
        String.raw`no (?:military|soldiers?|veterans?|service ?members?|active duty)\b|(?:military|veterans?) not (?:accepted|welcome|allowed)`,
      ),
    },
  ],
};
