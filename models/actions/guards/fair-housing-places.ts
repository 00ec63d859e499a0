import { NATIONS } from './fair-housing-frames.ts';
import type { FairHousingRule } from './fair-housing-words.ts';

/** Steering by how it is said of places: who lives there, how safe it is, its schools, where «people like you» go. */

const PLACE = String.raw`(?:areas?|neighbou?rhoods?|communit(?:y|ies)|(?:part|side|end|corner|pocket|section|stretch) of (?:the |this )?(?:town|city|county|state|village|highway|tracks)|(?:north|south|east|west|other|far)[ -]?(?:side|end)|suburbs?|blocks?|streets?|roads?|row|court|cul-de-sac|building|complex|development|district|subdivision|pockets?|enclave|village|town|zip(?: ?codes?)?|section)`;
const MANY = String.raw`(?:mostly|mainly|predominantly|primarily|largely|almost all|nearly all|all|heavily|overwhelmingly|majority|increasingly|very|pretty|quite|more|less)`;
const IS = String.raw`(?:is|are|was|were|['’]s|['’]re|has|have|gets?|stays?|looks?|feels?|seems?|turn(?:s|ed)|went|gone|remains?)`;
/** Things that have a colour or a style. */
const THING = String.raw`(?! (?:brick|stone|tiles?|cabinets|kitchens?|siding|trim|paint\w*|marble|granite|walls?|floors?|style|and|with|food|restaurants?|grocer\w+|oak|pine|appliances))`;
const OFTEN = String.raw`(?:still |also |all |always |really |just |actually |honestly |so |very |pretty |quite |too |not |getting |become |becoming |one of the |among the |by far the |the )*`;
const PRAISED = String.raw`(?:(?:safe|strong|weak|good|great|nice|bad|poor|rough|low|high|hard|classy)(?:er|est)?|better|best|worse|worst|excellent|awful|terrible|horrible|embarrassing|failing|impressive|fantastic|amazing|solid|superb|outstanding|exceptional|phenomenal|lousy|mediocre|top[- ]\w+|second to none|well[- ]regarded|highly[- ]\w+|overcrowded|struggling|a (?:joke|disaster|mess|gem))`;
const SCHOOL = String.raw`(?:(?:public |local |neighbou?rhood )?(?:schools?|elementary|middle school|high school|junior high|school district|school system|test scores|teachers|scores))`;
/** «a good half mile away», «the best way to check». */
const FAR = String.raw`(?! (?:\w+ )?(?:miles?|minutes?|walk|blocks?|distance|questions?|ways?|time|ideas?|options?|hours?|news|point|on (?:the|my) list))`;
const CRIME = String.raw`(?:shootings?(?! range)|break[- ]?ins?|burglaries|muggings?|robber(?:y|ies)|carjackings?|stabbings?|murders?|homicides|gangs?|drugs|drug (?:dealing|dealers?|deals|activity|problems?|use)|thefts|prostitut\w+|vandalism|hoodlums|thugs|riff[- ]?raff|lowlifes|vagrants|needles)`;
const MINE = String.raw`(?:my|your|our)(?: own)? (?:\w+ )?(?:kids?|children|daughters?|sons?|wife|mother|mom|girls?|boys?|famil(?:y|ies)|clients?|buyers?|dog)`;
const NEVER = String.raw`(?:(?:would|do|could|will|can)(?: not|n[’']?t)|won[’']?t|can[’']?t|never|would never|refuse to|hesitate to)`;
const KIND = String.raw`(?:class|calib(?:er|re)|quality|kind|sort|type|element)`;
const FOLKS = String.raw`(?:people|folks?|buyers?|residents?|tenants?|persons?|neighbou?rs?|owners?|famil(?:y|ies)|crowd|clients?|clientele|couples?|others|renters?)`;
const ABLE = String.raw`can |could |still |always |even |ever |all |never `;
const LOCKS = String.raw`(?:leaves?|left|locks?|locked) (?:(?:their|your|the|its) )?(?:front |car )?(?:doors?|cars?|bikes?|windows?|houses?)\b`;
const STATUS = String.raw`(?:well[- ]to[- ]do|well[- ]off|affluent|wealthy|respectable|upper[- ]class|middle[- ]class|working[- ]class|blue[- ]collar|white[- ]collar|low[- ]income|high[- ]income|educated|classy|civili[sz]ed|hard[- ]?working|law[- ]abiding|decent|trashy|shady|sketchy)`;
const THERE = String.raw`(?:there|over there|around here|in that|that (?:area|side|part|street|block|neighbou?rhood|zip|end)|on that|at night|after dark|alone)`;

const rules = (of: string, ...sources: string[]): FairHousingRule[] =>
  sources.map((source) => ({ class: of, pattern: new RegExp(String.raw`(?<![\w-])(?:${source})`, 'gi') }));

export const PLACE_RULES: readonly FairHousingRule[] = [
  ...rules(
    'race, colour or national origin',
    String.raw`${PLACE} [^.?!\n]{0,25}\b${MANY} ${NATIONS}\b${THING}`,
    String.raw`${MANY} ${NATIONS} ${PLACE}\b`,
    String.raw`${NATIONS} (?:part|side|end|section|pocket) of (?!my|your|our|his|her|their)`,
  ),
  ...rules(
    'steering about an area or its people',
    // «buyers like yourselves», «your kind of folks», «a better class of buyer»
    String.raw`${FOLKS} (?:just |much |a lot )?(?:like|such as|similar to) (?:you|yourself|yourselves|yours|us|them|me)\b`,
    String.raw`(?:your|our|their|my) (?:own )?${KIND}s? of ${FOLKS}\b|(?:better|higher|nicer|right|wrong|lower|rougher|certain|good|bad) ${KIND}s? of ${FOLKS}\b(?![’'])`,
    String.raw`${STATUS}(?:, ${STATUS})? (?:${FOLKS}|${PLACE})\b`,
    // «there have been shootings»; a map or report of them is the neutral way
    String.raw`(?<!\b(?:maps?|reports?|data|statistics)\b[^.?!\n]{0,40})${CRIME}\b(?![^.?!\n]*\b(?:maps?|reports?|statistics|stats|data|website|link|public|alarm|cameras?)\b)`,
    // «leave your doors unlocked», «I wouldn’t let my kids walk there»
    String.raw`(?:people|everyone|folks|nobody|no one|neighbou?rs) (?:${ABLE})*${LOCKS}`,
    String.raw`(?:you|they|we) (?:${ABLE})*${LOCKS}(?: un\w+| open)? (?:there|here|around|in (?:that|this)|on (?:that|this)|all (?:day|night)|at night|overnight|without)\b`,
    String.raw`(?:${NEVER}|would|can|could) (?:let|send|allow|want|bring|raise|take|show|put|move) (?:${MINE}|people|anyone|a client|clients|buyers) [^.?!\n]{0,30}\b${THERE}`,
    String.raw`(?:walk|walking|jog|run|park|parking|be out|being out|go out|play) (?:\w+ ){0,3}(?:at night|after dark|alone|by yourself) (?:\w+ )?(?:safely|without (?:worry|fear|a worry)|there|is (?:fine|safe|no problem))`,
    // «the elementary is one of the strongest», «test scores there are awful»
    String.raw`${SCHOOL} (?:there |here |nearby |around here |over there |in (?:that|this) \w+ |system )?${IS} ${OFTEN}${PRAISED}\b${FAR}`,
    String.raw`(?!high schools?\b)${PRAISED}(?:[- ](?:rated|ranked|performing|scoring))? (?:\w+ )?${SCHOOL}\b(?= (?:there|nearby|here|in|around|and|right|just|down|for)\b|[,.!?]|$)`,
    // «I leave that zip off my lists», «stay west of Broad», «nobody I represent buys there»
    String.raw`(?:leave|keep|cross|take|strike|drop|scratch|rule|left|kept|crossed|struck|dropped|scratched|ruled) (?:that|this|those|these|the|any of the) (?:\w+ )?${PLACE} (?:off|out)\b`,
    String.raw`(?:stay|steer|keep|shy)(?:ing)? (?:well |far |your distance |away |clear |out |of |from |to |on |anything |everything |anywhere )*(?:(?:north|south|east|west)(?:ern)? of|the (?:wrong|bad|other) (?:side|end|part))\b|(?:avoid|skip|forget|(?:stay|steer|keep) (?:well |far )?(?:away|clear|out) (?:from|of)) (?:that|this|the whole) (?:\w+ )?${PLACE}`,
    String.raw`(?:nobody|no one|none|few|most|all|many|(?:my|our) (?:clients|buyers)) (?:that |who |of )?(?:(?:I|we|my|our|me) )?(?:\w+ ){0,3}(?:ends? up|buys?|lands?|goes|go|moves?|looks?|lives?|settles?) (?:in|on|east|west|north|south|over|around|there)\b[^.?!\n]{0,40}(?:reasons?|if you know|you know why|trust me|wink|and for good)`,
    String.raw`(?:with|given|because of|considering|for) (?:your|his|her|their) (?:\w+['’]s )?(?:\w+ )?(?:disabilit(?:y|ies)|wheelchair|illness|diagnosis|handicap|walker|age|kids|children|little ones|faith|religion|background|accent|culture|race)\b[^.?!\n]{0,30}\b(?:steer|skip|avoid|stay|better|happier|rather|instead|other|elsewhere|different)\b`,
  ),
];
