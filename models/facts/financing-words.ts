import type { Financing } from './types.ts';

export const LENDER = String.raw`(?:banks?|bankers?|credit unions?|cu|fcu|lenders?|loan (?:officers?|guys?|lady|person|people)|mortgage (?:guy|lady|company|officer|broker|lender|person|people)|underwrit(?:er|ers|ing)|navy fed\w*|usaa|rocket(?: mortgage)?|chase|wells(?: fargo)?|truist|federal)`;
export const FIGURE = String.raw`(?:(?<![\d.,])\$?\d[\d,.]{0,12}k?|(?:two|three|four|five|six|seven|eight|nine) (?:hundred|\w+ty|\w+teen|oh)\b)`;

/** A means of paying, as some words name it. */
export interface MeansRule {
  value: Financing;
  pattern: RegExp;
  /** Not for rents. */
  sale?: boolean;
  /** Also where the words before would deny it («hoping for FHA», «no lender yet»). */
  stands?: boolean;
}
const rule = (
  value: Financing,
  sources: readonly string[],
  more: Omit<MeansRule, 'value' | 'pattern'> = {},
): MeansRule => ({ value, pattern: new RegExp(sources.join('|'), 'gi'), ...more });

/** Words that name an approval of the lead's loan; denied or pending ones are still to be had. */
export const APPROVAL = new RegExp(
  [
    String.raw`\b(?:pre[- ]?approv(?:ed|al|e)(?: letter)?|pre[- ]?qual(?:ified|ification|ify)?|preapp)\b`,
    String.raw`\b(?:just|finally|got|get|are|am|been|i'm|im|we're|were|us|me|is|fully|already|loan|been|has|have|was) approved\b(?! (?:of|by the (?:hoa|board|landlord|building)))`,
    String.raw`\bapproved? (?:me|us|him|her)\b|\bapproved (?:up to|for|at|to) (?:an? )?(?:${FIGURE}|mortgage|loan|construction|home)|\bapproved ${FIGURE}|${FIGURE} approved\b|(?:^|[!.] ?)\W{0,4}approved\b|\bapproved (?:with|through|thru|by) (?:my |our |the )?${LENDER}|\bapproved with\b`,
    String.raw`\b(?:du|underwritten|conditional|full|loan|mortgage|credit) approval\b`,
  ].join('|'),
  'gi',
);

const RECEIVED = String.raw`(?:came(?: (?:in|back|through|thru))?|is (?:in|here|ready|attached|dated|done|enclosed)|'?s in|arrived|in hand|attached|enclosed|says|finally|for ${FIGURE})`;
const GREEN = String.raw`(?:ok|okay|green light|go[- ]ahead|thumbs up|yes|nod|all clear|blessing)`;

export const MEANS: readonly MeansRule[] = [
  rule(
    'preapproved',
    [
      String.raw`\b(?:bank|credit union|lender'?s?|loan|approval|bank's|underwriting) letter (?:\w+ ){0,2}?${RECEIVED}`,
      String.raw`\b(?:got|have|has) (?:the|my|our|an?) (?:(?:approval|bank|loan|lender'?s?) )?letter\b(?! from (?:my work|work|my (?:job|employer)|the (?:fire|landlord|school|court|city)))|(?<!\b(?:get|need) an? )\bletter from (?:the|my|our|a) ${LENDER}|(?<!\b(?:funds|offer|guarantee|employment) )\bletter'?s? (?:is )?(?:in|on) (?:my|our) (?:inbox|email|hand|phone)`,
      String.raw`\b${LENDER}(?:'s)? (?:has |have |had |just |already |finally |is |will )*(?:issued|gave|given|giving|granted|sent|written|wrote|cleared?|okayed|ok'?d|approves?|assured|greenlit|green-lit|blessed|qualif(?:ied|ies)|promised|offered|good for) (?:me |us |him |her |our |my |with |to |for |a |an |the |of |up |yes )*(?:letter|yes|ok|okay|go(?:[- ]ahead)?|green light|thumbs up|${FIGURE}|$|[.,!])`,
      String.raw`\b${LENDER} (?:\w+ )?(?:said|says|came through with|came thru with) (?:yes|ok|okay|the (?:ok|green light|go)|a yes|up to|(?:i'?m|we'?re|i can|we can)? ?(?:good |go )?(?:for |to )?${FIGURE})|\b${LENDER} (?:will|would|can|'ll) (?:go|lend|do|loan)(?: us| me)?(?: up)?(?: to)? ${FIGURE}|\b${LENDER} has (?:me|us) (?:good|approved|down|at|cleared|qualified)`,
      String.raw`\b${GREEN} from (?:the|my|our) ${LENDER}|\b(?<!free and )clear(?:ed)? to (?:shop|buy)\b|\b${LENDER} (?:okayed|cleared|passed) (?:us|me)\b`,
      String.raw`\bletter (?:just |finally )?(?:came|arrived|showed up|hit)(?: in| back| through| thru| today| over)?(?: for| at)? ${FIGURE}`,
      String.raw`\b(?:i'?m|we'?re|im|am|are) (?:good|qualified|cleared|set|ok) (?:for|to|up to|at) ${FIGURE}[^.?!]{0,16}\b(?:with|by|through|thru|from|at) |\bqualif(?:y|ied) (?:for|up to|to|at) (?:up to )?${FIGURE}`,
      String.raw`\b(?:financing|loan|mortgage|funding)(?:'s| is| are)? (?:already )?(?:all )?(?:lined up|set|in place|secured|approved|locked(?: in)?|good to go|squared away|done|sorted)\b|\b(?:been |went |gone )?through underwriting\b|\bloan commitment\b|\b(?:underwriters?|underwriting|${LENDER}) (?:has |have |already |finally )*(?:signed off|backs?|backed|will back|is behind|ran (?:our|my) numbers and)\b`,
    ],
    { sale: true },
  ),
  rule(
    'cash',
    [
      String.raw`\bcash\b(?! ?(?:flow\w*|app\b|back\b|out\b|poor|cow|register|only\b|for keys|deposit|discount|tips|purchasers?|or\b|\/|reserves|on hand for|under the table)|[- ]flow)`,
      String.raw`\b(?:buy(?:ing)?|pay(?:ing)?|purchas\w+|take) (?:it |for it |that |the \w+ |for the \w+ )?outright|\bwe do not borrow|\b(?:money|funds)(?:'?s| is| are) (?:just |already |all )?(?:sitting|setting|in the bank|in hand|there already|wired|ready|liquid)\b|\bno bank in it\b|\bout of (?:savings|pocket|our savings|my savings|my brokerage)\b|\b(?:no|without an?) (?:mortgage|loan) at all\b|\b(?:one|a single) check\b|\bno (?:loan|mortgage) for (?:me|us)\b|\bno (?:loan|mortgage|bank|lender|financing) (?:needed|required|involved|on our end|in it)|(?:^|[.;,] )no (?:loan|mortgage|bank|financing)(?: (?:needed|involved|at all))?(?=[.;,!]|\s*$)|\bproof of funds\b[^.?!]{0,30}\b(?:attached|ready|is|enclosed|in|here)\b`,
      String.raw`\b(?:buy|purchase|close|pay)\w*\b[^.?!]{0,16}\bwithout (?:an? |any )?(?:mortgage|loan|bank|lender|financing)\b|\b(?:have|has|got) (?:the|sufficient|enough|all the) (?:funds|money)\b(?<!'ll have the money)(?! for (?:the )?(?:rent|deposit))|\bpay(?:ing)? (?:it |for it )?in full\b|\b(?:write|writing|cut|cutting) (?:you |them |him |her )?a check for (?:it|the|that|all)\b|\bwire (?:you |them )?the (?:full|whole|entire)\b|\b(?:don'?t|dont|do not|won'?t) (?:need|want|have to have|use) (?:a |any |the )?(?:loan|mortgage|bank|lender|financing|pre-?approval)\b`,
    ],
    { sale: true },
  ),
  rule('va', [
    String.raw`\bva (?:loan|financing|buyer|entitlement|benefits?|mortgage|home loan|pre-?approv\w*|approved|eligible|cert\w*|then|thing|offers?|backed)|\b(?:use|using|with|w|w\/|through|thru|on|go|going|via|do|doing) (?:my |our |his |her |a |the )?va\b(?! (?:hospital|clinic|nurse|job|center))|\b(?:my|our|his|her) va\b(?! (?:hospital|clinic|nurse|job|doctor))|\bcoe\b|\b(?:it'?d be|its|it'?s|be|doing a) va\b|(?:^|[.,;] )va(?=[.,;!]|\s*$| (?:and|with|w|no|zero|\d))|\bgi bill loan`,
  ]),
  rule('fha', [String.raw`\bfhas?\b|\b3\.5 ?(?:%|percent|pct)? down\b|\bthree and a half (?:percent )?down\b`], {
    stands: true,
  }),
  rule('conventional', [
    String.raw`\bconventional\b|(?<!\b(?:need|have to put|need to put|is it|really need) )\b(?:20|25|30|35|40|50|60) ?(?:%|percent|pct) down\b|\b(?:twenty|twenty[- ]five|thirty|forty|fifty|sixty) (?:percent )?down\b`,
  ]),
  rule(
    'needs_loan',
    [
      String.raw`\b(?:need(?:s|ing)?|from|with|want|looking (?:for|at)|qualify for|find|recommend|suggest|know|use|get|getting|taking(?: out)?|requires?|involve|have) (?:to get |to talk to |to find |help with |to have |us |me |somebody at )?(?:an? |some |the |any |good |your )*(?:small |little |big |\d+[- ]?(?:year|yr) |hard money |rural |usda |jumbo |construction |good |local |modest |regular |normal |home |bank |new )*(?:loans?|mortgages?|lenders?|financing|mortgage (?:person|guy|lady|broker))\b`,
      String.raw`\b(?:call|meet(?: with)?|see|contact|talk to|pick|choose|line up|get with) (?:a|an|some|the) ${LENDER}\b|\b(?:haven'?t|havent|not) applied\b|\b(?:touch|connect\w*|hooked? up) (?:me |us )?with (?:a|an|some) (?:\w+ )?${LENDER}|\b(?:apply(?:ing)? for|applied (?:for|with)|start(?:ing|ed)?) (?:an? |the |my |our |for |two |three |some |with )*(?:loans?|mortgages?|lenders?|financing|${LENDER})\b|\b(?:(?:to|must|will|would|we'll|i'll|have to) borrow|lend (?:me|us)|loan (?:me|us)|talk(?:ed|ing)? (?:to|with) (?:my|our|the|a|an|one|some) (?:mortgage )?${LENDER})\b`,
      String.raw`\b(?:no|don'?t have an?|dont have an?|haven'?t got an?|without an?) (?:lender|bank|loan)(?: letter)?(?: picked| chosen)?(?: yet)?\b|\bno bank yet\b|\bno letter (?:yet|so far)\b|\b(?:gotta|have to|got to|need to|must|will|would|gonna|'ll) borrow\b|\b(?:appt|appointment|meeting|sit(?:ting)? down) (?:with |w |at )(?:the |my |our |a )?${LENDER}\b|\bhav(?:e|en'?t|ent) (?:not )?(?:yet )?(?:talked|spoken|spoke|been|gone|started|called|met|applied)(?: anything| the loan| a loan)? ?(?:to|with|w|at)? ?(?:an?y?|the|my|our|one)? ?${LENDER}\b|\b(?:start|starting) (?:with|at|w) (?:the|my|our|a) ${LENDER}|\bstill (?:shopping|comparing|calling) (?:around )?(?:for )?(?:lenders|loans|rates|banks|mortgages)\b|\bsomebody (?:for|to do) (?:the|a|my|our) (?:mortgage|loan)\b|\bneed (?:the|a) bank\b|\btalk to about the loan\b|\b(?:what|which|any) (?:good )?(?:lenders?|banks?)\b[^.?!]{0,20}\b(?:suggest|recommend|like|use|trust)\b|\bbefore any (?:bank|lender)\b|\bwho do you use for (?:loans?|mortgages?|financing)|\bsomeone who does loans\b`,
      String.raw`\bfinanc(?:e|ed|ing) (?:it|the (?:rest|house|home|purchase|balance)|part|most|about|half|some)\b|\b(?:the )?rest (?:is |would be |will be )?(?:financed|on a (?:loan|mortgage)|mortgaged|borrowed)\b|\b(?:would|will|'ll|gonna|going to|have to) (?:be )?financ(?:e|ing)\b|\busda\b|\brural (?:development|loan)|\brate (?:they|he|she|the bank|my lender) (?:have |has )?(?:offered|quoted)|\bhow (?:do|can|would) (?:we|i) get a letter\b|\bhard money loan\b|\bhalf (?:cash )?(?:and )?(?:half )?(?:a )?(?:loan|mortgage|financed)\b`,
      String.raw`\b${LENDER} (?:\w+ )?(?:denied|declined|turned|rejected|refused|hasn'?t|has not|won'?t|wont|cannot|can'?t|said no|says no|needs)\b|\bwait(?:ing)? (?:on|for|to hear from) (?:the|my|our|a) ${LENDER}|\b(?:can'?t|cant|cannot|couldn'?t) (?:get|qualify for) an? (?:\w+ )?(?:loan|mortgage)\b|\bcan (?:i|we) (?:even )?get an? (?:\w+ )?(?:loan|mortgage)\b`,
      String.raw`\b(?:taking|take) (?:out )?an? (?:loan|mortgage)|\b(?:small|little|modest|big|\d+[- ]?(?:year|yr)) (?:mortgage|loan)\b`,
    ],
    { sale: true, stands: true },
  ),
];
