import { NO, YES } from './answers.ts';
import { firstMatches, segmentAround, sentenceAround } from './clauses.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

/** An agent of a home's kind: not the insurer's, the landlord's or the seller's. */
const AGENT = String.raw`(?:buyer'?s?'? agents?|listing agents?|real estate (?:agents?|person|lady|guy|people)|(?<!\b(?:insurance|leasing|travel|escrow|closing|rental|listing|seller'?s|sellers'?|mortgage|loan|free) )(?:agents?|realtors?|realators?|brokers?))`;
const SOMEONE = String.raw`(?:someone|somebody|a (?:guy|lady|gal|fella|friend|girl|woman|man|person|dude))`;
const KIN = String.raw`(?:(?:niece|nephew|cousin|sister|brother|aunt|auntie|uncle|son|daughter|grandson|granddaughter|friend|tia|tio|prima|primo|mom|mother|dad|father|wife|husband|hubby|in[- ]law|neighbor|buddy|step\w+|girlfriend|boyfriend|fiance|partner|coworker|roommate|sis|bro|pal|godmother|compadre|comadre|papa|granny|grandma)s?(?:[- ]in[- ]law)?)`;
const FIRM = String.raw`(?:redfin|zillow|compass|keller(?: williams)?|kw|re\/?max|coldwell(?: banker)?|century ?21|exp|opendoor|windermere|sotheby'?s|berkshire|weichert|century|bhhs)`;
const LICENSED = String.raw`(?:is|was|'s|are|as)? ?(?:(?:also|just|actually|now|technically) )?(?:(?:an?|my|our|the) (?:\w+ )?${AGENT}|(?:holds?|has|have|got|gets) (?:an?|her|his|their) (?:\w+ ){0,3}licen[sc]e|(?:sells?|does|do|doing|in) (?:real estate|houses|homes|realty|this(?= on\b| for\b|\W*$))|licen[sc]ed)`;
const HANDLES = String.raw`(?:handl(?:es|ed|ing|e)|represent(?:s|ed|ing)?|rep(?:s|ped|pin'?g?)?|takes care of|looks after|has|have|will see to|sees to|(?:is |are |'?s |'?re )?(?:helpin[g']?|showin[g']?|workin[g']? (?:with|w|for)|drivin[g']?)) (?:all )?(?:of )?(?:us\b|me\b|ours\b|mine\b|it for (?:us|me)|our (?:listing|house|home|sale|search|real estate)|my (?:listing|house|home|sale|search|real estate)|our \w+'s \w+)`;

const NOT = String.raw`(?:no|not|without|never|nor|(?:do|does|did|have|has|had|was|were|am|are|is|ai|could|would)n'?t|dont|doesnt|didnt|havent|hasnt|aint|cannot|zero)`;
/** What may stand between a denial and the agent that is denied: «not under contract with any», «don't currently have an». */
const LINK = String.raw`(?:(?:yet|currently|really|even|actually|have|had|has|got|gotten|get|be|been|being|to|use|using|used|under|contract|with|an?|any|our|my|own|real|estate|signed|signing|anything|talked|talk|spoken|picked|hired|found|find|chosen|committed|commit|working|represented|by|at|the|moment|plan|planning|on|other|need|want|involved|going|engaged|retained|appointed|around|finding|one) ){0,7}`;

const NONE = new RegExp(
  [
    String.raw`\b${NOT} ${LINK}(?:${AGENT}|representation|represented|anyone representing)\b(?! (?:signs?|fees?|does ?n'?t|doesnt|commission|called|answer|show|return|matter|to see|said|told))`,
    String.raw`\b(?:haven'?t|havent|not|never|ain'?t|aint|hasn'?t|didn'?t|didnt) (?:yet )?(?:signed|signin[g']?|committed|talked|talking|talkin|spoken|hired|listed|working|workin|tied|locked|promised|attached|picked|pick|found|chosen|engaged|under contract)(?: up| on| in| anything| down| a thing| papers)? (?:with |w |w\/ |to |by )?(?:anyone|anybody|one|an?(?= (?:\w+ )?${AGENT}| soul\b| thing\b)|any|nobody|no one|(?:any )?other ${AGENT})\b|\b(?:not|isn'?t|ain'?t|aint) (?:talking|talkin|speaking|working|workin) (?:to|with|w) (?:any|anyone|anybody|other|another)\b|\b(?:don'?t|do not|dont|ain't|aint|haven'?t) (?:have|got|gotten) (?:anyone|anybody|nobody|one) (?:yet|representing|helping)\b|\b(?:don'?t|dont|do not) have (?:anybody|anyone) yet\b|\bstill shopping for an? ${AGENT}|\b${AGENT}\? (?:we|i) (?:don'?t|dont|do not) have one\b|\bhad an? ${AGENT} [^.?!]{0,24}\bneed one\b|\b${AGENT} but (?:i|we) (?:don'?t|dont|do not)\b`,
    String.raw`\b(?:nobody|no one|noone|not a soul|no other \w+)(?:'?s)?(?: else)?(?:'?s)?(?: is| has been| has| to)? (?:currently |yet )?(?:represent\w*|repp?\w*|help\w*|show\w* (?:me|us)|work\w* (?:with|w|for)|signed|lined up|on (?:it|board|our side|my side)|(?:got|has|have) (?:it|ours|us|me|the (?:listing|lot|house|place|land))|selling it|listing it|in (?:my|our) corner|workin)\b|\b(?:let (?:it|the listing|our listing) (?:run out|expire|lapse|die)|(?:listing|agreement|contract) (?:ran out|run out|expired|lapsed))\b(?=[^.?!]{0,80}\b(?:nobody|no one|now|since|so|never)\b)|\b(?:find|pick|choose) (?:my|our) own (?:agent|realtor|broker|person)\b|\b(?:i'?m|we'?re|still) (?:just )?interviewin[g']?\b(?=[^.?!]{0,40}\b(?:you|agents?|realtors?|interview|three|two|several|a few|some)\b)|\bhave ?n'?t hired (?:anyone|anybody)\b|\bnot (?:represented|working with (?:anyone|anybody))\b`,
    String.raw`\bunrepresented\b|\bagentless\b|\b(?:no one|nobody) in (?:our|my) corner\b|\bneed (?:someone|somebody) to (?:represent|list|show)\b|\blooking for (?:someone|somebody) to (?:represent|list|show|help (?:us|me) (?:buy|find|sell))\b|\b(?:recommend|refer|suggest)(?: us| me)?(?: to)? an? (?:good )?${AGENT}\b|\b(?:rep|buyer rep|representation|buyers?|agency) agreement (?:has |is |was )?(?:ended|expired|over|up|done|lapsed)\b|\b(?:i|we)(?:'m|'ll|'re| am| are| will)? ?represent(?:ing)? (?:myself|ourselves)\b|\b(?:going|go|doing|do|as|by) (?:an? )?fsbo\b|\b(?:going|go) for sale by owner\b|\b(?:selling|sell|buying|buy|look(?:ing)?|list(?:ing)?) (?:it |this |the house |around )?(?:all )?(?:by |for )?(?:ourselves|myself|on (?:our|my) own)\b|\b(?:flying|goin[g']?|going) (?:it )?solo\b|\bsolo (?:so far|for now|right now)\b|\b(?:you'?d|you would|u'?d) be (?:my|our|the) (?:first|only)\b|\bgoin[g']? it alone\b|\bon (?:my|our) own (?:on this|in this|with this)\b|\b(?:we|i)(?:'ve)? (?:have|got) (?:no one|nobody)\b`,
    String.raw`\b(?:need|needing|looking for|looking to hire|searching for|shopping for|want|find(?:ing)?|interviewing|choosing|hunting for|in the market for|know) (?:an? |my own |our own |some |a few |two |three |four |several |around for |for |a new |another |a good |a different |the right )*(?:good |great |local |new |better |decent |honest |different |buyer'?s )?${AGENT}(?= (?:who|that|in|near|around|for|here|to (?:help|sell|list|buy|show|represent)|asap|this|soon|please|now)\b|[.,;!?]|\s*$)`,
    String.raw`\b(?:fired|let go of|dumped|dropped|ditched|canned|parted ways with|split (?:up )?(?:with|w)|done (?:with|w)|left|broke up (?:with|w)) (?:my|our|the) (?:last |old |first |previous )?(?:${AGENT}|guy|lady|gal)|\b(?:my|our) (?:guy|gal|lady) (?:quit|retired|bailed|ghosted|died|moved away|left the business)\b|\blet (?:my|our) ${AGENT} go\b|\b(?:contract|agreement|listing) with (?:my|our|the|her|him) (?:last |old )?(?:\w+ )?(?:is |has |was )?(?:up|over|expired|ended|done|lapsed)\b`,
    String.raw`\bfirst ${AGENT} (?:we|i)(?:'ve)? (?:\w+ )?(?:called|talked|spoken|contacted|messaged|reached)\b|\b${AGENT}\b[^.?!]{0,24}\b(?:didn'?t|haven'?t|did not) (?:hire|pick|sign|choose|go with)\w*\b|\bif (?:i|we) had an? ${AGENT}\b|\b(?:i'?m|we'?re) (?:all )?on (?:my|our) own (?:so far|right now|for now)\b`,
  ].join('|'),
  'i',
);

/** «my realtor», «an agent that we hired»; one of the past or of the other side is weeded out by the words around. */
const HAS = new RegExp(
  [
    String.raw`\b(?:my|our) (?:own |new |current |lovely |other )?(?:buyer'?s |listing |real estate )?(?:agent|realtor|broker|realator|brokers|agents)(?:'s)?\b(?!,? the other kind| friends?\b| is going to be| will be\b| to be\b)`,
    String.raw`\b(?:have|has|got|get|found|hired|engaged|retained|use|using|chose|chosen|picked|signed|signing|assigned|gave|given|matched|with|introduced|hooked|set)(?: up)?(?: (?:me|us|already|up|with))*(?: an?| our own| my own| another| the)? (?:\w+ )?(?:good |great |local )?${AGENT}\b`,
    String.raw`\b(?:realtor|agent|broker)s? (?:that )?(?:we'?re|i'?m|we are|i am) (?:with|using|working with)\b|\b(?:my|our) representative\b|\bacts for (?:us|me)\b|\b(?:realtor|agent|broker)s? (?:that )?(?:we|i) (?:hired|signed|have|use|work|picked|chose|got)\b|\b${AGENT} of (?:my|our) own\b|\b(?:she|he|they)(?:'?s|'?re| is| are) (?:our|my|also an?|an?) (?:licensed )?(?:agent|realtor|broker)\b`,
    String.raw`\b(?:is|are|'re|am|'m|been) (?:already )?represented\b|\balready (?:represented|spoken for|under contract with|signed with)\b|\b(?:buyer'?s?|listing|exclusive|agency|broker(?:age)?|rep|buyer rep|buyers? rep) (?:agreement|contract|listing)(?: signed)? (?:with|through)\b(?! you\b)|\bexclusiv(?:e|ity)\b[^.?!]{0,24} with\b(?! you\b)|\b(?:house|home|place|it|is|condo)(?: is|'s)? listed (?:(?:with|thru|through)\b(?! you\b)|by (?=an?\b|my\b|our\b|[a-zà-ÿ][a-zà-ÿ]+ (?:at|with)))`,
  ].join('|'),
  'i',
);
/** Somebody close who is in the trade, or who sees to the lead's homes. */
const TRADE = new RegExp(
  [
    String.raw`\b${KIN}(?:'s)?(?: (?!knows?\b|met\b|says\b|said\b)[a-zà-ÿ]+'?s?){0,4}? (?<!used to )${LICENSED}`,
    String.raw`\b(?:my|our|an? [a-zà-ÿ]+)(?: [a-zà-ÿ]+'?s?){0,2}? (?:${KIN}|${SOMEONE})(?:'s)?(?: [a-zà-ÿ]+){0,4}? (?:of ours |from \w+ )?${HANDLES}`,
    String.raw`\b(?:${KIN}|lady|guy|gal|friend|church|woman)\b[^.?!]{0,40}\b(?:does|do|sells|in) (?:real estate|houses|homes)\b|\bloyal to (?:my|our)\b`,
  ].join('|'),
  'i',
);
/** «Noreen Boyle has been handling our houses», «Peg represents us». */
const NAMED_TRADE =
  /(?:\p{Lu}\p{Ll}+ ){1,2}(?:already )?(?:(?:handles|represents|will handle|has) (?:(?<!has )us\b|all (?:of )?our|our (?:listing|house|home|sale|search|family)|my (?:listing|house|home|sale))|has been (?:handling|representing|helping) (?:us\b|our|my)|is (?:our|my) (?:agent|realtor|broker))/u;
/** A tie to a person without the word «agent»: counts where no lender, lawyer or mover is spoken of. */
const TIED = new RegExp(
  [
    String.raw`(?<!\bto be )\b(?:working|work|workin|signed(?: up| on| papers| the papers| paperwork| something)?|promised|committed|pledged|loyal|tied|hitched|locked in|under contract|spoken for|been seeing|going|gone|went|sticking|stuck|represented|listed|list(?:ing)?|teamed up|been (?:looking|working))(?: (?:up|on|already|now|currently|happily|exclusively)){0,2} (?:with|w|w/|thru|through|to) (?!you\b|u\b|it\b|that\b|this\b|the (?:house|plan|idea|offer|first|one|lease)\b|a (?:lender|bank|loan|budget|different (?:house|place|home|one))\b)(?:an?other\b|someone|somebody|her\b|him\b|them\b|(?:mr|mrs|ms)\b|(?:my|our|a|an|the same|the other|the neighbor\w*|old) (?:\w+ ){0,2}?(?:guy|lady|gal|fella|friend|company|firm|brokerage|team|office|${KIN})|${KIN}|${FIRM})`,
    String.raw`\b(?:(?:already|kinda|we'?ve|i'?ve|have|we|i|just) )*(?:have|got|found|hired|retained|engaged|picked)(?: already)? (?:${SOMEONE}|(?:mr|mrs|ms)\b)(?: else)?(?= (?:already|helping|for (?:this|that)|on it|who|working|showing|thx|thanks|thank|appreciate)|[.,;!]|\s*$)`,
    String.raw`\b(?:assigned|gave|got|found|hooked|matched|set|paired) (?:me|us)(?: up)?(?: already)? (?:with |w )?(?:someone|somebody|an? (?:\w+ )?(?:lady|guy|gal|fella|agent|realtor))|^\W*(?:already )?(?:got|have|found) (?:one|someone|somebody)\b|\bwe'?ve? (?:already )?got (?:someone|somebody)\b|\balready (?:have|got|has) (?:one|someone|somebody)\b`,
    String.raw`\b(?:signed|sign) (?:my|our) (?:${KIN})\b|\bgoing to let (?:her|him|them) handle\b|\b(?:retained|engaged|hired) (?:mr|mrs|ms)\b|\b(?:a|the) lady (?:from|at) (?:my |our |the )?\w+ (?:showin\w*|helping|who)\b|\blisted with (?:someone|somebody)\b`,
    String.raw`\b(?:got|have) a (?:guy|lady|gal|dude)\b|\b(?:got|have|with) (?:someone|somebody) (?:at|from|over at) [a-zà-ÿ]+|\bours is out of town\b|(?<=[a-zà-ÿ]) (?:at|from|with|over at) ${FIRM}(?:'s| is| has| handles| reps?| represents?| does) (?:ours|mine|our|my|us\b|helping|showing|got us|it for us)|(?<=[a-zà-ÿ]s?) ${KIN}(?: [a-zà-ÿ]+){0,2} ${HANDLES}`,
  ].join('|'),
  'i',
);
const WITH_NAME =
  /\b(?:we|i)(?:'ve)? (?:have |already )?(?:got|have) (?!St\.? )\p{Lu}\p{Ll}+ (?:now|already|on it|helping|showing|for (?:this|that|real estate))\b|\b(?:engaged|retained|hired) (?:(?:Mr|Mrs|Ms)\.? )?\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?(?=[,.;!]| (?:to|for|who|and|last|at|of|instead)\b|$)|\b(?:using|list(?:ing|ed)?(?: it)? with|going with|went with|with) (?:the )?\p{Lu}\p{Ll}+ (?:\p{Lu}\p{Ll}+ )?(?:team\b|group\b|at \p{Lu}|over at \p{Lu}|from \p{Lu})|\b(?:working|work|signed(?: up)?|listed|going|went|list(?:ing)?|been|we'?re)(?: already)? (?:with|w) \p{Lu}\p{Ll}+(?! (?:bank|mortgage|loan)|'s bank)/u;

const GONE = /\b(?:my|our) (?:agent|realtor|broker) (?:\w+ )?(?:ghosted|quit|dropped|fired)\b/i;
/** An agent of the past, of the other side or still to come. */
const FORMER =
  /\b(?:last|former|previous|old|ex|first|your|seller'?s|their|his|her|the other|that|new|next|future|be|as|become|for|friend'?s|[a-zà-ÿ]+'s|someone'?s|somebody'?s) (?:\w+ )?$/i;
const LOST =
  /^(?:'?s)? (?:\w+ )?(?:ghosted|quit|retired|died|passed|dropped|left (?:us|me|the)|expired|let (?:it|the)|before\b|we had|last (?:time|year|month|spring|summer)|moved)\b/i;
const LENDING =
  /\b(?:lenders?|loans?|mortgages?|bank|financ\w+|pre-?approv\w*|insurance|inspector|lawyer|attorney|mover|contractor|credit)\b/i;
/** Somebody's tie, not the lead's: «my parents have a realtor». */
const THEIRS =
  /\b(?:parents|friends?|sister|brother|neighbors?|cousin|coworker|seller|sellers|they|people|owner)\b(?:'s)?(?: \w+)? (?:have|has|had|got|used?|hired|found|listed) (?:an?|the|their|her|his)\b(?!.*\blicen[sc]e)/i;
/** Agents of another trade. */
const INSURED =
  /\b(?:state farm|allstate|geico|farmers|progressive|nationwide|insur\w+|policy|premium|coverage|travel agent|write (?:it|us|me)\b)/i;
const GENERAL =
  /\b(?:do|does|should|would|can|could|if|whether|what|how|why)\b[^.?!]{0,40}\b(?:an?|buyers?|buyer's) (?:agent|realtor|broker)\b/i;

const ASKS =
  /\b(?:hired anyone|who'?s (?:been )?(?:helping|showing|representing|taking you)|(?:anyone|anybody|someone|somebody)(?: else)?(?: \w+){0,3} (?:help\w*|show\w*|sell\w*|list\w*|represent\w*|work\w*|guid\w*|in your corner)|committed to|(?:signed|loyal|exclusive) (?:to|with)|match(?:ed)? you (?:with|up)|(?:settled|decided) on (?:someone|somebody|anyone|anybody|who)|already have (?:someone|somebody|representation|help)|help (?:lined up|already)|(?:got|have|using) (?:someone|somebody|anyone|anybody)\b|agents?|realtors?|brokers?|represent\w*|signed (?:up )?with|working with (?:someone|anyone|somebody|anybody|another))\b/i;
const OFFERS =
  /\b(?:love|happy|glad|like|honou?red|pleased|delighted) to (?:help|show|work|represent|assist|list|meet|earn|be)\b|\bhelp (?:you|with)\b|\bshow you around\b|\byour agent\b|\brepresent\b|\b(?:buyer|agency|listing|representation)'?s? agreement\b/i;
const HAVE_ONE =
  /\b(?:have|got|found|has|had) (?:one|someone|somebody|it covered|a guy|a lady)\b|\b(?:already|all|we'?re) (?:covered|taken care of|spoken for)\b|\bsomeone already\b|\bwent with\b|\bwe did\b|\bi do\b/i;
const NOBODY =
  /\b(?:just|only) (?:me|us|myself|wife|my wife|my husband|ourselves)\b|\bnobody\b|\bno one\b|\b(?:by|for) (?:myself|ourselves)\b|\bon (?:my|our) own\b|\bnothing signed\b|\bnegative\b|\bdon'?t have one\b|\bdont have one\b|\balone\b|\bsolo\b|\bjust (?:the |your |ur |yall'?s |y'all'?s |a |my )?(?:web ?site|zillow|redfin|apps?|online|google|internet|open houses|phone|computer)\b|\bstill (?:looking|shopping|interviewing|deciding)\b|\b(?:so|but) (?:no|nope|nah)\W*$|\bfair game\b|\b(?:free|open) (?:agent|to (?:any|work|hire))|\bunattached\b|\bnone (?:so far|yet)\b/i;
const NAMED =
  /^\W*(?:(?:kind of|sort of|yeah|well|actually|oh|its|it's|that'?d be|that would be)[, ]+)*(?:(?:my|our) \w+|\p{L}+ (?:at|with|from|over at) \p{L}+|(?:mr|mrs|ms)\b|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+)/u;
/** «moms cousin», «w the lady from church», «usaa matched us w somebody». */
const NAMED_KIN = new RegExp(
  String.raw`^\W*(?:(?:yes|yeah|yep|kinda|sorta|well|actually|oh|its|it's|w|with)[, ]+){0,3}(?:(?:my|our|the|a|[a-zà-ÿ]+'?s) ){0,2}(?:${KIN}|lady|guy|gal|fella)\b`,
  'i',
);
const YOU = /^\W*(?:just )?(?:you|u)\W*$/i;

type Found = readonly FoundFact[];

function answered({ text, agent }: Setting): Found | null {
  if (!agent) return null;
  const whole = { start: 0, end: Math.min(text.length, 40) };
  const said = (value: boolean): Found => [{ key: 'has_agent', value, ...whole }];
  const last = agent.text.slice(-200);
  const proposed = /\bagreement\b/i.test(last) && !/\b(?:anyone|anybody|someone|somebody|another)\b/i.test(last);
  if (agent.question && ASKS.test(last) && !proposed && !LENDING.test(last)) {
    if (YOU.test(text.slice(0, 40)) && text.length < 40) return [];
    if (NONE.test(text) || NOBODY.test(text)) return said(false);
    if (/\b(?:did|had|was)\b[^.]{0,20}\bbut\b/i.test(text)) return [];
    if (YES.test(text) || HAVE_ONE.test(text)) return said(true);
    if (NO.test(text)) return said(false);
    if ((NAMED.test(text) || NAMED_KIN.test(text)) && text.length < 90 && !/\?/.test(text)) return said(true);
  }
  if (OFFERS.test(last) && text.length < 120) {
    if (/\b(?:don'?t|dont|do not|haven'?t) (?:have|got) one\b/i.test(text)) return said(false);
    if (/\b(?:winging it|been (?:looking|searching|doing (?:it|this))) (?:alone|on (?:my|our) own|solo)\b/i.test(text))
      return said(false);
    if (
      /\b(?:has|have|'s) (?:already )?(?:got )?(?:it\b|my signature|ours\b|the listing|the sign)|\b(?:her|his) sign\b/i.test(
        text,
      )
    )
      return said(true);
    if (HAVE_ONE.test(text) || /\b(?:my|our) \w+(?: \w+)? (?:handles?|does|sells|is doing)\b/i.test(text))
      return said(true);
  }
  return null;
}

/** Most mentions that are weighed in one message. */
const MOST = 12;

function mentioned(setting: Setting, pattern: RegExp, kind: 'agent' | 'trade' | 'tie'): FoundFact | null {
  const { text } = setting;
  for (const match of firstMatches(text, new RegExp(pattern.source, `${pattern.flags}g`), MOST)) {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    const sentence = sentenceAround(text, start).text;
    if (kind === 'tie' && (LENDING.test(sentence) || (setting.agent?.asks.has('financing') && setting.agent.question)))
      continue;
    if (kind === 'agent') {
      const word = /\b(?:buyer'?s |listing )?(?:agents?|realtors?|brokers?)\b/i.exec(match[0])?.index ?? 0;
      const before = text.slice(Math.max(0, start - 24), start + word).slice(-24);
      if (FORMER.test(before) && !/\b(?:my|our) (?:new|own|other) $/i.test(before)) continue;
      if (GENERAL.test(sentence) && !/\b(?:my|our)\b/i.test(match[0])) continue;
    }
    if (kind !== 'trade' && THEIRS.test(segmentAround(text, start).text)) continue;
    if (kind === 'agent' && (LOST.test(text.slice(end, end + 30)) || INSURED.test(sentence))) continue;
    if (/\b(?:be|become|as) (?:my|our)\b|\bif (?:i|we|you|he|she) /i.test(text.slice(Math.max(0, start - 10), end)))
      continue;
    return { key: 'has_agent', value: true, start, end };
  }
  return null;
}

/** Whether the lead has an agent of their own. */
export function findHasAgent(setting: Setting): FoundFact[] {
  const { text } = setting;
  const answer = answered(setting);
  if (answer) return [...answer];
  for (const pattern of [NONE, GONE]) {
    const match = pattern.exec(text);
    if (match && !THEIRS.test(text.slice(Math.max(0, match.index - 30), match.index)))
      return [{ key: 'has_agent', value: false, start: match.index, end: match.index + match[0].length }];
  }
  const found =
    mentioned(setting, HAS, 'agent') ??
    mentioned(setting, TRADE, 'trade') ??
    mentioned(setting, NAMED_TRADE, 'trade') ??
    mentioned(setting, TIED, 'tie') ??
    mentioned(setting, WITH_NAME, 'tie');
  return found ? [found] : [];
}
