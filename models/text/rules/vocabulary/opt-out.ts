import { cue, type Cue } from '../cue.ts';

const MESSAGES = String.raw`(?:call(?:ing|s)?|text(?:ing|s|in)?|messag(?:e|es|ing)|e-?mail(?:ing|s)?|contact(?:ing)?|writ(?:e|ing)|telephon(?:e|ing)|phon(?:e|ing)|bother(?:ing)?|hit(?:ting)? (?:me|us|my line) up|checkin(?:g)?|reach(?:ing)? out|hit me up|send(?:ing|in)? (?:me |us )?(?:any |these |this |your |things|stuff|anything|listings|emails|texts|more|mail)|com(?:e|ing) by|knock(?:ing)?|leav(?:e|ing) (?:me )?(?:voice)?(?:mail|messages))`;

/** The lead asks for silence, or says that there is nothing left to do together. */
export const OPT_OUT_CUES: readonly Cue[] = [
  cue(
    'opt_out',
    3.2,
    String.raw`(?:stop|quit|please stop|no more|cease|never|don'?t(?: ever)?|dont(?: ever)?|do not(?: ever)?|no need to|no point in(?: \w+)?|can quit|can stop|kindly (?:stop|send no)|not to|without) (?:\w+ ){0,2}?${MESSAGES}(?! (?:on|before|after|at|during|between|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the landline|until|til|till))`,
  ),
  cue(
    'opt_out',
    3.4,
    String.raw`(?:take|remove|delete|drop|scratch|cross|get) (?:me|us|my (?:number|name|email|info|contact)|our (?:number|name|names)|this (?:number|email)|mine|ours) (?:off|from|out|of)?|(?:off|from) (?:of )?(?:ur|your|the|this|that|all) (?:\w+ )?(?:list|lists|blast|machine|rotation|database|texts|messages|mailing)|lose (?:my|this|our) (?:number|info|contact)|unsubscribe|opt (?:me |us )?out|delete (?:my|this|our) (?:number|info|contact|data)|close (?:me|us|my file|our file|this) out|close (?:my|our) file|leave (?:me|us) (?:alone|be)|(?:do not|don'?t|dont|never) (?:\w+ )?(?:contact|telephone|phone|write to|email|text|call|message|bother) (?:me|us|my|this|here|him|her|again|no more)|do not (?:call|text|telephone|write|phone|contact)`,
  ),
  cue(
    'opt_out',
    2.8,
    String.raw`not interested|no longer (?:interested|looking|needed|in the market|need|searching|buying|selling)|not (?:looking|in the market|buying|selling|moving) any ?more|(?:lost|no) interest|no interest|(?:call(?:ed|ing)?|called) off (?:the|our|my) search|(?:we|i)(?:'re| are|'m| am|m|re)? (?:all )?(?:done|finished|out|through|good) (?:looking|here|searching|with (?:this|you|y'?all|all this)|of the game)|we(?:'re)? done here|i'?m out|im out|no plans,? and|there are no plans|we'?re (?:staying put|all set)|im all set|i'?m all set|all set(?: here)?,? thanks|staying put|stay put|gonna stay|decided (?:to stay|not to (?:move|sell|buy)|against)|nobody is buying|not (?:selling|for sale|moving)(?=[.,!]|$)|wrong person for this|no longer with`,
  ),
  cue(
    'opt_out',
    2.8,
    String.raw`(?:already |just |we |i |i've |we've |we have |i have |ended up |finally )(?:bought|closed|purchased|rented|leased|signed (?:with|w|a lease|elsewhere)|found (?:a place|something|one|a home|a house|an apartment)|sold|got (?:a|our|my|the) (?:place|house|home|apartment|keys|lease)|joined|engaged|hired|went with|gone with|chose|picked|listed (?:with|w)|moved (?:in|to|into)|took (?:a|another) place|renewed|under contract)(?: (?:already|with|w|elsewhere|somewhere else|another|a|our|it|in|to|something|already|through|last|directly|one))|(?:bought|rented|closed|signed) (?:with|w|through|elsewhere|somewhere)|lease (?:got )?renewed|renewed (?:my|our|the) lease|went (?:with|another)|gone (?:with|another)|found (?:someone|somebody) else|sold (?:it|everything|already|last|to)|got keys|not (?:in need|needed)|in case you'?re still`,
  ),
  cue(
    'opt_out',
    1.4,
    String.raw`(?:good luck (?:to|w|with)|best of luck|best wishes|all the best|take care|i wish you|thanks? (?:for|anyway|but)|thank you (?:for|anyway|all the same))(?: (?:you|ya|it|everything|your (?:time|help|follow|trouble|patience)|the (?:follow|help|info)|follow|the offer))?|closing this chapter`,
  ),
  cue(
    'opt_out',
    2.6,
    String.raw`lose it|delete (?:us|me|it)|(?:remove|delete) (?:her|him|my mother'?s?|her name|his name)|close (?:it|me|us|the file|my \w+)(?: out)?|forget my (?:address|number)|no more (?:msgs?|messages|texts|calls|emails|updates|mail)|no one from your (?:firm|office|company)|blocked|not buying never was|shan'?t need you|(?:won'?t|don'?t|no longer) need (?:you|your (?:help|services))|retained someone|with your rivals|(?:house hunt|search) is (?:over|off|done)|out of the picture|consider nothing|got a place|all settled|cousin bought it|(?:we are|we'?re|im|i'?m) (?:fixed|set|good|sorted)|(?:ending|end|ended|terminate|terminating|cancel|pull|pulling) (?:the|our|my|this) (?:listing|relationship|agreement|contract)|looking for (?:somebody|someone) else|stop working together|(?:my|our) \w+ (?:bought|took) it|is solved|it burned down|bump it into the trash`,
  ),
  // Limits and partial stops are no opt-out.
  cue(
    'opt_out',
    -5,
    String.raw`(?:stop|quit|don'?t|dont|no need to) (?:\w+ ){0,1}(?:send(?:ing|in)?|call(?:ing)?|text(?:ing)?)\b.{0,60}\b(?:keep|but (?:keep|do|still)|only|instead|just (?:text|email|the)|text me|email me|is better|will do|e-mail will|use|after|work cell|before|while|during)`,
  ),
  cue(
    'opt_out',
    -4,
    String.raw`(?:keep|continue) (?:sending|sendin|the|them|those|in touch|me posted|looking)|carry on with|don'?t stop|dont stop|never stop|stop by|stopped|stops by|still (?:interested|looking|want|on the list)|what else|find me (?:something|another)|keep lookin\w*|dont (?:call|text) (?:the|my) (?:landline|work|wife|husband)|stop (?:ringing|calling) the landline|(?:not|isn'?t) (?:interested|selling|buying) (?:in (?:the|that|this|anything)|at (?:that|this)|til|until|unless|yet|right now|now|for)|sold (?:my|the|our) (?:car|truck|boat|house|condo|place|home),? (?:need|so|and)`,
  ),
];
