import { clausesOf, type Clause } from './motivation-clauses.ts';
import { ABOUT_SELF, EVENT, KIN } from './motivation-words.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

/** «the reason for the date is my son's custody hearing». */
const REASON =
  /(?<=\breason (?:for [^.,;]{1,24} |why [^.,;]{1,24} |i'?m [^.,;]{1,24} |we'?re [^.,;]{1,24} )?(?:is|was|being) (?:that )?)[^.,;!?\n]{4,60}/i;

/** What the move is for; kept from its first word. */
const PURPOSE = new RegExp(
  [
    String.raw`(?:to be|to get|to live|moving|move|so (?:that )?(?:we|i) can be|would like to be|wanna be|(?:i |we )?want to be|got to be|be) (?:near|nearer|close|closer|by)(?: to)? (?:my|our|his|her|where|family|the (?:kids|girls|boys|twins|children|family|grand\w+|dialysis|hospital))[^.,;!?\n]{0,40}`,
    String.raw`closer to (?:my|our|her|his|the (?:kids|grand\w+|family)) ?[^.,;!?\n]{3,30}|near (?:my|our) (?:daughter|son|grand\w+|kids|family|parents|mom|sister|brother)\b`,
    String.raw`(?:on account of|owing to|due to|because of) (?!the (?:wheelchair|stairs|price|hoa|rate|fee|location)|its\b)[^.,;!?\n]{4,40}?(?= (?:we|i|and)\b|[.,;!?\n]|$)`,
    String.raw`so (?:that )?(?:my |our |the )?(?:ma|mom|mama|dad|kids?|daughter|son|mother|father|parents|wife|husband|we|i) can [^.,;!?\n]{3,50}`,
    String.raw`(?:want|wants|like|love|need) (?:our|my|the) kids to [^.,;!?\n]{3,40}|(?:want|need) (?:our|my) (?:son|daughter|kids?) in [^.,;!?\n]{3,30}|(?<=\b(?:sell\w*|sold)\b[^.?!\n]{0,50})to pay (?:for|off) [^.,;!?\n]{3,30}|too many [^.,;!?\n]{2,20} in too little [^.,;!?\n]{2,12}|get (?:my|our|the) (?:daughter|son|kids?|girls|boys) into [^.,;!?\n]{3,40}`,
    String.raw`(?:i'd like to |want to |just want to |like to )?(?:stop|quit) (?:paying|renting|throwing|commuting)[^.,;!?\n]{2,44}|cash out (?!of)[^.,;!?\n]{0,30}|(?<!since )before (?:prices|rates|the market|foreclosure|my (?:son|daughter|kids?) starts|the baby)[^.,;!?\n]{0,30}`,
    String.raw`(?<=\b(?:mov\w+|relocat\w+|com(?:e|ing|es)|transfer\w*)\b[^.,;!?\n]{0,30})for (?:my |a |his |her |our )?(?:new )?(?:work|job|school|family|grad school|residency|the base|love|a (?:girl|guy|woman|man|relationship|fresh start)|(?:my|his|her|our) (?:health|marriage|sanity|kids|son|daughter|mom|dad|parents))\b`,
    String.raw`(?<=\b(?:want|looking for|need|buy|as|for) (?:an? |our )?)(?:investment|vacation|second home|retirement)(?: (?:property|place|home|house))?(?= (?:near|in|at|on|by|property|place|home|house)|[.,;!?\n]|$)`,
    String.raw`need(?:ing)? (?:an? )?shorter commute|(?:better|good) (?:school district|schools) [^.,;!?\n]{0,40}\bstarts?\b[^.,;!?\n]{0,20}|space for (?:my|our) [^.,;!?\n]{2,24}`,
  ]
    .map((source) => `\\b(?:${source})`)
    .join('|'),
  'i',
);

const HOME = String.raw`(?:house|home|place|condo\w*|townho\w+|apartment|apt|rental|room|studio|duplex|land|ranch|lot|one|something|somewhere|\d[ -]?(?:br|bd|bed)\w*|(?:one|two|three|four|five)[ -]bed\w*|bedrooms?|acreage|another|unit|town)`;
const ACT = String.raw`(?:sell|sold|buy|rent|lease|purchase|own|list|move|relocate|downsize|get out|market|settle|live|find|unload|shed of|rid of|be in|land|own|dispose|bounce|get going|apply|fill)`;
/** The lead's own plan: to sell, buy, rent, move, list or look for a home; where it is said. */
const PLAN = new RegExp(
  [
    String.raw`\b(?:wants?|need(?:s|ed|ing)?|look(?:ing|in)|lookin|'d|id|would|like|love|gotta|gotten|have to|has to|hop(?:e|ing)|plan(?:ning)?|intend|try(?:ing)?|tryna|wish(?:es)?|wanna|must|ready|going|gonna|think(?:ing)?|aim(?:ing)?|decided|can finally|wants)\b[^.?!\n]{0,36}?\b(?:${ACT}|${HOME})\b`,
    String.raw`\b(?:selling|buying|renting|moving|relocating|downsizing|purchasing|to rent|for rent|to sell|to buy|worth|get for it|put(?:ting)? (?:it|this house|the house) up|goes? (?:up for sale|on the market)|sold (?:by|within|in(?:side)?)|list(?:ing)? (?:it|the|my|our)|want out|i sign|what (?:you|u) got for rent|rentals?|look(?:ing|in) (?:in|at|around|near|by)|want to (?:be|get)|closing our|moving|thinking (?:about|of) (?:it|this|that))\b`,
    String.raw`\b(?:wants?|need|get|have|gotta get)\b[^.?!\n]{0,20}\b(?:listed|sold|on the market|gone)\b|\b(?:apartment|apt|house|condo|rental|room|studio)\b[^.?!\n]{0,24}\b(?:in|near|under|max|tops|\d+ ?(?:br|bed\w*))\b|\b\d[ -]?(?:br|bd|bed)\w*[^.?!\n]{0,30}\b(?:rent|under|max|tops|in|near)\b`,
    String.raw`\b(?:we|i|she|he|they)(?:'ll|'d| will| would| shall)\b[^.?!\n]{0,30}\b(?:${ACT}|be wanting)\b`,
  ].join('|'),
  'i',
);
const OBJECTS =
  /\b(?:not (?:gonna|going|til|until|now|yet)|nope|nah|pass|no thanks|off the table|unless|turned (?:me|us) down|declin\w+|denied|went with|hold off|no plans|just (?:looking|curious|peeking)|take (?:me|us) off|nothing is decided|(?:shall|will) not be (?:mov|buy|sell)\w+|wo?n'?t be (?:mov|buy|sell)\w+|plan is off|is out(?=[.;,!])|not moving|not buying|cant sign|can'?t sign|sit tight)\b/i;
const ASKED =
  /\b(?:what'?s (?:driving|behind|making|prompting|got you|bringing)|why (?:are you|the move|now|do you|sell|move)|what (?:brings|has you|makes|made|prompted) (?:you|the)|making it more pressing|what (?:has you|makes|prompted)|reason for|what changed|got you thinking|the (?:hurry|rush)|what'?s wrong with|what happened|what'?s going on|how come|driving the|(?:for|because of|about) (?:work|family)\b[^?]*\?|why (?!not\b|don'?t\b|wouldn'?t\b))/i;
const NO_REASON = /\b(?:curious|nothing|no reason|just looking|none of your|bored)\b/i;

/** What follows a clause of a reason: the plan that comes of it. */
const SO_PLAN =
  /^\W{0,3}(?:so|and so|which means|and now|n so)\s(?:now |that |then |just )?(?:i|we|id|i'd|we'd|im|i'm|we're|ive|we've|she|he|they|need|want|looking|gotta|gonna|have to|trying|tryna)\b[^.?!\n]{0,30}?(?:need|want|look|gotta|have to|wanna|sell|buy|rent|mov|find|list|get|own|like|wish|ready|downsiz|purchas|rather|bounce|leav|shed|dont need|don't need)/i;
const AND_PLAN =
  /^\W{0,3}(?:(?:and|n|but|,|\.|;)\s?)?(?:now )?(?:i|we|id|im|i'd|we'd|i'm|we're|ive|she|they)?\s?(?:need|want|looking|gotta|have to|wanna|must|selling|moving|finally|wish|ready|would like|are looking|am looking|like to|intend|hope|hoping|plan|planning|trying|tryna|house|apartment|can finally|what (?:you|u) got|who do i)\b/i;
const BECAUSE = /\b(?:because|since|cause|cuz|bc|as|now that|coz|reason(?: is)?|account of|means)\s+$/i;

/** Clauses that tell something else: the plan itself, wishes, money, visits, courtesies, the listing. */
const ELSE =
  /\b(?:you|your|ya|u|ur)\b|\?|\b(?:pre-?approv\w*|approved (?:for|up)|cash|loan|lender|letter|budget|bed(?:room)?s?|baths?|br|garage|photos?|see it|tour|showing|offer|inspection|asking|sq ?ft|call me|text me|email|name is|names|hoping|hope|interested|listing|zillow|schools? (?:is|are) good|agent|realtor|credit|score|under \d|max|\d{3}k?|down ?payment|dime|(?:has to|gotta|must|have to|got to|needs? to) (?:sell|close|go)|sit tight|on the market|taking the|good with it|arent speaking|said yes|answers|\d+ (?:days?|weeks?|months?|hours?)|no hurry|selling too)\b|\bthis is [a-zà-ÿ]|\b(?:love|loved|like|liked|adore|perfect|nice|pretty|great|saw|seen|drove|toured) (?:it|the|this|that|your|those)\b/i;
const PLAN_START =
  /^(?:(?:i|we|i'd|we'd|i'm|we're|im|id|just|also|still|really|and|she|they|he|they'd|please) )*(?:need|want|looking|look|would|wish|hope|hoping|prefer|rent(?:ing)?|buy(?:ing)?|sell(?:ing)?|list(?:ing)?|find|can|could|send|show|thinking|interested|trying|tryna|gotta|ready|must|should|like|was wondering|wonder|got (?:a|my|our|the|this)|have (?:a|an|got|two|three|the|to|been|about|until)|own|live|work|can|may|might|will|shall|don'?t|do not)\b/i;
/** A clause of time tells when, not why. */
const WHEN = /^(?:when|until|till?|once|if|not|as soon as|after (?:i|we|he|she)|won'?t be till?|down the road)\b/i;
const LONGEST = 80;
const MOST = 40;
const READ = 1_200;

/** Starts like a tale of somebody or something of the lead's: «the district moved me», «roommate booked a show». */
const TALE = new RegExp(
  String.raw`^(?:(?:and|so|well|now|honestly|basically|but) )*(?:(?:my|our|his|her|their|the|[a-zà-ÿ]+'s) [a-zà-ÿ'-]+|(?:${KIN}|landlord|tenants?|work|pipes|children)\b)`,
  'i',
);
const VERB =
  /\b(?:is|are|was|were|has|have|had|got|gave|went|goes|did|won't|can't|doesn't|let|kept|quit|says?|said|left|broke|came|comes|\p{Ll}{3,}(?:ed|s|ing)|\p{Ll}+n't)(?!\p{L})|'s\b/u;
const NO_TALE =
  /\d{3}|\b(?:money|deposit|check|pension|sale|question|rental|market|everything|down payment|renewed|mobile home|condo\w*|bedrooms?)\b|^the (?:\w+ )?(?:photos?|pictures|video|place|kitchen|yard|house|\w+room)\b|\b(?:we are|were|is ready)\b/i;
/** Talk about the deal or the listing: no place for reasons. */
const DEAL =
  /\b(?:write it|counter|the sellers?|offer (?:them|stays|at)|the buyers?|verdict|closing (?:moved|date)|inspection|escrow|appraisal|sold it|went to a|the tour)\b/i;

/** How surely a clause tells why; 2 is enough. */
function score(text: string, clause: Clause, planAt: number): number {
  const { words, start } = clause;
  const after = text.slice(start + words.length, start + words.length + 90);
  if (WHEN.test(words) || LEASE_ENDS.test(words)) return 0;
  const event = EVENT.test(words);
  const other = ELSE.test(words);
  const caused = BECAUSE.test(text.slice(Math.max(0, start - 12), start));
  const plan = PLAN_START.test(words);
  const roomy = /\b(?:bed\w*|br|bath\w*|garage|stor(?:y|ies)|ground floor|parking|by \w+)\b/i.test(
    text.slice(Math.max(0, start - 50), start),
  );
  if (event)
    return (
      (start < planAt || plan ? 4 : 3) + (SO_PLAN.test(after) ? 1 : 0) - (other ? 2 : 0) - (caused && roomy ? 2 : 0)
    );
  if (
    caused &&
    start > planAt &&
    start - planAt < 160 &&
    !other &&
    !roomy &&
    words.includes(' ') &&
    !/^(?:of|the \p{Lu}|it'?s|its|that'?s (?:what|all|how)) ?\b|money\b/u.test(words) &&
    VERB.test(words.replace(/\s\S+$/, ''))
  )
    return 3;
  if (other || plan || words.split(' ').length < 3) return 0;
  if (ABOUT_SELF.test(words) && SO_PLAN.test(after)) return 3;
  // A clause that holds the plan tells what, not why.
  if (planAt >= start && planAt < start + words.length) return 0;
  // «I got accepted to law school and need a studio».
  if (
    /^(?:i|we|i've|we've|just|got|lost|our|my)\b/i.test(words) &&
    /\b(?:got|lost|had|was|were|are|is|\p{Ll}+ed|\p{Ll}+ing)\b/u.test(words) &&
    /^ (?:and|so) /.test(after) &&
    AND_PLAN.test(after) &&
    !NO_TALE.test(words)
  )
    return 2;
  const joined = start < planAt || AND_PLAN.test(after);
  return TALE.test(words) &&
    joined &&
    words.split(' ').length > 4 &&
    !NO_TALE.test(words) &&
    VERB.test(words.replace(/^\S+ /, '')) &&
    text[start + words.length] !== '?'
    ? 2
    : 0;
}

/** The end of a lease says when. */
const LEASE_ENDS =
  /^(?:(?:my|our|the|current) )*(?:lease|contract)(?: \w+){0,3} (?:is up|ends?|runs? out|expires?|is done|up)\b|^(?:they|he|she) gave (?:us|me) \d+/i;

const fact = (value: string, start: number): FoundFact[] => {
  const words = value.length <= LONGEST ? value : value.slice(0, LONGEST).replace(/\s\S*$/, '');
  return [{ key: 'motivation', value: words, start, end: start + words.length }];
};

/** Why the lead moves, in a few words as written: the clause that tells what happened, beside a plan. */
export function findMotivation({ text, agent, market, selling }: Setting): FoundFact[] {
  const told = text.replace(/^\W*(?:nothing|not much|nah|no|oh|yes|yeah|both)\b[, ]+(?=\S+ \S)/i, (skipped) =>
    ' '.repeat(skipped.length),
  );
  if (agent?.question && ASKED.test(agent.text.slice(-160)) && !NO_REASON.test(told)) {
    const clause = /[^.!?\n,]{3,70}/
      .exec(told.replace(/^(?:sir|ma'am|honestly|well|oh|dear)[, ]+/i, (skipped) => ' '.repeat(skipped.length)))?.[0]
      .replace(/\s(?:friday|n its|so)\b.*$/i, '');
    if (clause !== undefined) return fact(clause.trim(), text.indexOf(clause.trim()));
  }
  const read = text.slice(0, READ);
  const reason = REASON.exec(read);
  if (reason) return fact(reason[0].trim(), reason.index);
  const planAt = PLAN.exec(read)?.index;
  if (
    OBJECTS.test(read) ||
    DEAL.test(read) ||
    (planAt === undefined && !selling && !(agent?.question && market !== 'unknown' && !agent.asks.has('financing')))
  )
    return [];
  const purpose = PURPOSE.exec(read);
  let best: Clause | undefined;
  let most = 1;
  for (const clause of clausesOf(read).slice(0, MOST)) {
    const value = score(read, clause, planAt ?? read.length);
    if (value > most) [best, most] = [clause, value];
  }
  // A short answer to another question tells no reason but an event.
  if (most < 3 && (planAt === undefined || (agent?.question && text.length < 90))) return [];
  if (purpose && most < 3) return fact(purpose[0].trimEnd(), purpose.index);
  return best ? fact(best.words, best.start) : [];
}
