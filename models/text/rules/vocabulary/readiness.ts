import { cue, type Cue } from '../cue.ts';

/** Words that show how near a transaction is. */
export const READINESS_CUES: readonly Cue[] = [
  cue(
    'ready',
    2.6,
    String.raw`pre-?approved|(?:just |finally |got )approved (?:for|at|by)|approval letter|(?:bank|approval|credit union) letter (?:came|is)|got (?:the|my|our) letter|cash buyer|cash (?:in hand|offer|close|sitting|money)|(?:all|pay(?:ing)?|would pay|\d+k?) cash|proof of funds|funds (?:are|ready)|deposit (?:is )?(?:ready|saved|in (?:hand|savings|my))|(?:my|the) deposit (?:saved|ready|on me|in)|pay ?stubs? ready|ready to (?:go|sign|apply|buy|move forward|list|make|write|put|submit|for your)|ready for your|(?:want|wanna|like|gonna|going|ready|shall|will|i'?ll|we'?ll|can|let'?s|lets|to|we'?ll both|both) (?:to )?(?:\w+ )?(?:sign(?: (?:it|today|the|this|tonight|the same|now|friday|a lease))|apply|put (?:in )?(?:an offer|an app|a bid)|make an offer|submit|write (?:it|an offer|something)|accept|put in for|take (?:it|the (?:house|apartment|unit|place|condo|lot))|go (?:live|on the market|to \d+))|where (?:do|can) (?:we|i) sign|whered i sign|we accept|accept,|write it up|draw it up|send (?:me |over )?(?:the )?(?:contract|lease|application|app|docusign|paperwork|agreement)|sent (?:by )?wire|we(?:'ll| will) sign|how (?:do|can) i apply|i'?ll take it|ill take it|we'?ll take it|we take it|we takin it|(?:orders|letter|funds|statement|deposit|money|paperwork|stubs) (?:in hand|attached|enclosed|is enclosed)|(?:i|we) want it|deal(?=[ !.,]|$)|lets? do it|get it listed|list it (?:now|asap|this week)|as soon as you can get`,
    'drop',
  ),
  cue(
    'ready',
    2,
    String.raw`approved|(?:am|are|is|we're|i'm|all|im|were) ready|the letter|attached|wir(?:e|ing|ed)|(?:we|to|can|will|would|we'd) close (?:in|on|by)|send it(?: over)?|the contract|sign for|tell (?:the|them|him|her|em)|can have|in the bank|closing on|said yes`,
    'drop',
  ),
  cue(
    'early',
    2,
    String.raw`next yr|20(?:2[89]|3\d)|not (?:this|til|until)|prices|rates|(?:a|another|2|two|three) (?:year|yrs?|years)|for now|at some point`,
  ),
  cue(
    'early',
    2.4,
    String.raw`just (?:looking|browsing|curious|watching|seeing|bein nosy|being nosy|starting|thinking)|curious|curiosity|nosy|not ready|not (?:buying|selling|doing anything|looking) (?:yet|right now|now)|might (?:sell|buy|move|list|rent)|thinking (?:about|of) (?:maybe |possibly )?(?:selling|buying|moving|renting|listing)|some ?day|eventually|down the (?:road|line)|next (?:year|spring|summer|fall|winter)|(?:\d+|two|three|a couple(?: of)?|a few|couple) (?:more )?years?|in (?:like |about )?(?:a|one) year|no (?:hurry|rush)|how (?:does|do) .{0,40}work|explain|what(?:'s| is) the (?:process|difference)|whats? an? |first step|is it true|wait(?:ing)? (?:and see|until|til|for (?:rates|prices))|until (?:rates|prices)|maybe (?:next|in)`,
  ),
  cue(
    'considering',
    1.2,
    String.raw`look(?:ing|in)? (?:for|to|at)|need (?:a|to|something)|interested|want (?:to|a)|can (?:we|i) see|see it|tour|available|bed(?:room)?s?|budget|under \$?\d+|up to \$?\d+`,
  ),
];
