import { cue, sign, type Cue } from '../cue.ts';

/** Words for the intents but `objection`, `opt_out` and `courtesy`, which have files of their own. */
export const INTENT_CUES: readonly Cue[] = [
  // buy
  cue(
    'buy',
    3,
    String.raw`(?:want(?:ed|s|ing|in)?|wanna|tryna|try(?:ing)?|look(?:ing|in)?|hop(?:e|ing)|ready|plan(?:ning)?|able|like|wish|need|going|gonna|love|interested|thinking|consider\w*|get|help us) (?:to |in |of |about )?(?:\w+ )?(?:buy(?:ing)?|purchas(?:e|ing))`,
    'keep',
  ),
  cue(
    'buy',
    2.2,
    String.raw`(?:i|we|i'm|we're|im|were|i am|we are|just|still|probably|first time) (?:\w+ )?(?:buying|purchasing)|buy (?:a|an|our|my|something|it|one|that|this|the|in|here|house|first|before)|purchase (?:a|an|our|my|it|this|that|the)|(?:cash|first[- ]time|first time home|home) ?buyers?(?! agent)`,
  ),
  cue(
    'buy',
    2.4,
    String.raw`starter home|1031|first home|forever home|house[- ]hunt\w*|(?:own|buy) instead of rent\w*|investment property|looking for (?:a |an |our )?(?:\w+ ){0,4}(?:duplex|triplex|fourplex|4plex|multifamily|single[- ]family)`,
  ),
  cue(
    'buy',
    1.6,
    String.raw`pre-?approv(?:ed|al)(?! (?:letter )?to rent)|(?:got |just |finally )approved for|va loan|down payment|make an offer|put (?:in )?(?:an offer|a bid)|earnest|our offer|conventional,? \d+|(?:\d+|ten|twenty) ?(?:%|percent) down`,
  ),
  cue(
    'buy',
    -2.5,
    String.raw`not (?:buying|looking to buy)|neither|nobody is buying|already bought|we bought|i bought|bought (?:a|one|already|elsewhere)|buying or rent\w*|is anybody buying|cash buyers? only`,
  ),
  cue(
    'buy',
    1.6,
    String.raw`to buy|(?:the|bank|credit union) letter|(?:we|i) (?:love|want) (?:it|this house|the house)(?= .{0,60}\b(?:offer|write|bid))|bid on|fha`,
  ),
  // sell
  cue(
    'sell',
    3,
    String.raw`(?:want(?:s|ed|in|ing)?|wanna|tryna|try(?:ing)?|look(?:ing)?|hop(?:e|ing)|ready|plan(?:ning)?|like|wish|need(?:s)?|going|gonna|thinking|consider\w*|expect|intend|mean|decided|prepared|might|may|could|should|shall|will|have|has|gotta|must|about|before (?:i|we)|when (?:i|we)|if (?:i|we)|can (?:i|we)|talked about|got) (?:to |of |about |on |we )?(?:\w+ )?(?:sell(?:ing)?|list(?:ing)? (?:it|my|our|the|this|with|her|his|ours|mine))`,
  ),
  cue(
    'sell',
    2.6,
    String.raw`sell (?:my|our|the|mom'?s?|moms|dad'?s?|her|his|ours|mine|daddy'?s|mama'?s|nana'?s|grand\w+|it|this|that|off)|selling (?:my|our|the|it|mom'?s|dad'?s|ours|mine|this)|list (?:my|our|ours|mine) ?(?:house|home|place|condo)?|put(?:ting)? (?:it|my|our|the (?:house|home|place|condo|farm|land)|ours|mine) (?:\w+ )?(?:on the market|up for sale)|our listing|for sale by|will be for sale|(?:on the market|sold|listed) (?:by|before|within|at once|asap|this|in)|(?:my|our) listing|trimming the portfolio`,
  ),
  cue(
    'sell',
    2.6,
    String.raw`what (?:would|could|might|can|do|does|is|'s|u think|would you reckon|you reckon) ?(?:you think )?(?:my|our|mine|ours|mom'?s|dad'?s|the (?:farm|house|land|place)|her|his|a|i|we|something like (?:this|mine|ours)|it)\b.{0,70}\b(?:worth|bring|fetch|get for|go for|sell for|value)|whats? (?:my|our|mom'?s|moms|her|his|grand\w+|uncles?|dads?|the old) .{0,40}worth|(?:my|our|moms?'?s?|dad'?s?) (?:house|home|place|condo|land)(?:'s)? (?:is |be )?(?:worth|value)|what i could get for it|cma|net sheet|what would (?:it|ours|mine) bring`,
  ),
  cue(
    'sell',
    1.8,
    String.raw`sign (?:it|the (?:listing )?agreement|your agreement) (?:this|today|tonight|tomorrow)|(?:the )?photographer|your sign(?: up)?|a sign in the yard|pocket listing|executors?|as the executor`,
  ),
  cue(
    'sell',
    -3,
    String.raw`(?:not|never|ain'?t|isn'?t|don'?t want to|won'?t|aren'?t) (?:\w+ )?(?:sell(?:ing)?|list(?:ing)?|for sale)|sold (?:it|my|our|to)|already sold|not for sale`,
  ),
  cue(
    'sell',
    1.7,
    String.raw`list it|listing it|(?:our|my|the) buyers|the closing on ours|(?:house|place|home)(?:'s| is) (?:finally )?(?:empty|cleaned out)|(?:mama|daddy|mom|dad|nana|grand\w+|aunt|uncle)'?s (?:house|place|condo|home|farm|land)(?= .{0,80}\b(?:sell|list|worth|market|bring))`,
  ),
  // rent
  cue(
    'rent',
    3,
    String.raw`(?:want(?:ed|s|ing|in)?|wanna|tryna|try(?:ing)?|look(?:ing|in)?|hop(?:e|ing)|ready|plan(?:ning)?|able|like|wish|need(?: a place| somewhere| something)?|going|gonna|gotta|love|id|i'd|thinking|consider\w*|interested|just|might|would|will|have|place|somewhere|anybody|anyone|who|2br|unit|apartment|house|apply|places?|from|something) (?:to |in |of |for |my |somethin |somewhere |just )?(?:rent(?:ing|in)?|leas(?:e|ing))`,
  ),
  cue(
    'rent',
    2.4,
    String.raw`rental(?:s)?|for rent|to rent|rentin|(?:2br|1br|bed|bedroom|apartment|place|studio|house)s? (?:to|for) rent|sign (?:a|the) lease|(?:the |my |our )?lease (?:starts|signed|application)|rent (?:a|an|it|the|something|somewhere|in|one|instead)|renting (?:a|an|to|instead|in|from)|month to month|sublet|short[- ]term|take the (?:apartment|unit|place)|put in for the lease`,
  ),
  cue('rent', 1.2, String.raw`voucher|section 8|bah covers|move[- ]?in (?:date|cost|fees?)|studio|a month`),
  cue(
    'rent',
    -3,
    String.raw`rent roll|rents for|rent it out|renting it out|rent out|(?:my|our|the|current) (?:tenants?|renters?)|tenant in place|rents? (?:are|is) (?:at|currently)|waste(?:d)? (?:enough )?on rent|stop renting|(?:not|neither|tired of|instead of|rather than) (?:rent|renting|a rental)|rental (?:cap|income|license)|in rent|for rent control`,
  ),
  cue(
    'rent',
    1.6,
    String.raw`renting|the lease|apply for (?:it|the (?:unit|apartment|place|2br|studio))|(?:the|my) deposit(?= .{0,60}\b(?:ready|move|sign|month|lease))|move in (?:on )?the 1st`,
  ),
  // research
  cue(
    'research',
    2.6,
    String.raw`just (?:looking|browsing|curious|watching|seeing|bein nosy|being nosy|exploring|researching|wondering|gathering)|not (?:ready|looking|in the market) (?:yet|right now|now)|(?:idle |just )?curios(?:ity)?|nosy|no plans (?:yet|right now)|early (?:days|stages)|(?:might|may) (?:sell|buy|move|rent|list) (?:in|some ?day|next)|maybe (?:next|in a) (?:year|couple)|some ?day|down the (?:road|line)|refi curious|window shopping|doing (?:my|our) (?:homework|research)`,
  ),
  cue(
    'research',
    2.4,
    String.raw`how (?:does|do|is|would) (?:it|that|this|the|an?|you|u|one|ppl|people|closing|escrow|section) ?(?:\w+ ){0,6}(?:work|works|go|even|handled|usually|done|buy|happen)|how (?:does|do) .{0,40} work\b|explain|what(?:'s| is|s| are|re)? (?:the )?(?:difference|process|steps|rules?|first step)|whats? an? |what is an? |difference between|is it (?:true|better|normal|customary|smart|worth it)|do (?:people|ppl|most people|you guys|buyers|sellers)|what happens (?:if|when|to)|what happen|is (?:now|it) (?:a )?(?:good|bad|better) time|which is better|better to (?:buy|rent|wait|sell)|how much (?:do|does|should|would) (?:i|we|you|a person|somebody) need|where do .{0,40} (?:go|live)|how long does (?:it|the)|do (?:i|we) need (?:a|an|to)|what do .{0,30} (?:rent|go|sell|cost) (?:for)?|what (?:does|would) a typical`,
  ),
  cue(
    'research',
    2.2,
    String.raw`(?:the |which |what |how |good |better |best |are |any )*schools?(?= .{0,60}\?)|school (?:district|rating)s? (?:in|like|for)|what(?:'s| is|s)? (?:the )?(?:area|neighborhood|market|town|crime|commute|vibe|traffic|cost of living)(?: like)?|(?:the|housing|rental) market (?:like|doing|there|rn|still|in)|(?:is|are) (?:it|that area|the area|this area|the neighborhood|prices|the east side|tampa|\w+) (?:a )?(?:safe|soft|dangerous|quiet|walkable|expensive|cheap|cheaper|nice area|good area|still soft|dropping|coming down)|what (?:areas?|neighborhoods?|part|parts|cities|towns?|side)|which (?:areas?|neighborhoods?|city|town|side|months?|part)|neighborhoods?|how bad is|where (?:should|would) (?:we|i)|market update|what(?:'s| is)? around`,
  ),
  cue(
    'research',
    1,
    String.raw`(?:in|about|over) (?:a |the next )?(?:couple|few|two|three|2|3|5|five) (?:of )?years?|no (?:hurry|rush)|one day|eventually|retire(?:ment)?`,
  ),
  cue(
    'research',
    2,
    String.raw`(?:safer|cheaper|nicer|better|quieter|warmer|hotter) than|(?:nice|good|safe|better|cheaper) (?:or|for (?:kids|old|families|folks|living))|compared (?:to|w|with)|vs|window shopping|just researchin\w*|collecting (?:rent comps|brochures|the knowledge)|gathering (?:brochures|info\w*)|newsletter|a guide|pcs guide|is it too early|too early to|break down (?:what|how)|(?:who|what) usually|usually (?:pays?|costs?|takes?)|(?:what|which) (?:documents|papers)|is (?:it )?true|is that (?:so|true|normal)|do i have to|how (?:is|are) (?:for living|\w+ for)|only (?:learning|looking|for an idea)|asking for (?:a friend|me)|what (?:do|does) .{0,40} (?:go|going) for|what are (?:people|folks) (?:paying|asking)|rents? (?:in|like|up or down)|up or down|just how it works|at some point|in the end`,
  ),
  cue(
    'research',
    1.4,
    String.raw`(?:what|which|where)\b[^.?!]{0,50}\b(?:area|areas|neighborhoods?|cities|city|town|towns|side|part|parts|schools?|months?)`,
  ),
  cue(
    'research',
    1.8,
    String.raw`(?:trying|want|like|just|only) to (?:understand|learn|know how)|get a sense|general idea|20(?:2[89]|3\d)`,
  ),
  // property_question
  cue(
    'property_question',
    2.4,
    String.raw`(?<=^|[.!?;,:\n—-]\s*|\b(?:and|but|so|ok|also|hey|hi|n|whether|know|if|ask|tell me|or|wow|yes|sir|miss|maam|please)\s)(?:is|are|does|do|did|has|have|was|were|would|will|can|could|how|what|whats|what's|which|who|where|why|any)\b[^.?!]{0,90}\b(?:available|still (?:open|there|up|for sale|on|active|available)|hoa|dues|fees?|tax(?:es)?|sq ?ft|square f\w+|acres?|lot|roof|furnace|hvac|heat(?:er|ing|pump)?|ac|a\/c|central air|air|boiler|water heater|basement|attic|garage|driveway|parking|yard|fence[d]?|pool|deck|patio|porch|balcony|kitchen|appliances|fridge|stove|dishwasher|washer|dryer|laundry|w\/d|floors?|hardwood|carpet|bedrooms?|bathrooms?|bath|shower|tub|closets?|pantry|fireplace|windows?|elevator|stairs|stories|pets?|dogs?|cats?|utilities|water|electric|gas|sewer|septic|well|flood|foundation|mold|asbestos|radon|permits?|photos?|pics|pictures|floor ?plan|built|year|old|school|zoned|zoning|price|asking|listed|rent|deposit|cap|rent roll|leases?|tenants?|units?|meters?|metered|include[sd]?|furnished|storage|internet|fiber|handicap|wheelchair|ramp|view|lights?|smell|leak\w*|renovated|updated|remodeled|occupied|vacant|stay|stays|staying|perk|trash|noise|neighbors?)\b`,
  ),
  cue(
    'property_question',
    2.2,
    String.raw`how much (?:is|are|r|for|the|u want|do they want|does it|do you want|would the)|what(?:'s| is|s)? (?:it listed|the (?:price|rent|asking|address|hoa|square|tax|fee|deposit|year|pet|unit|occupancy|cap|rule|lot|condition|monthly))|how (?:old|big|many|tall|high|wide|far|close|late|long has|long have|loud|hot) (?:is|are|was|does|acres|units|sq|feet|beds?|bedrooms?|bathrooms?|days|steps|years|stairs|parking|cars|people|floors|windows|of them)?|still (?:available|open|for (?:sale|rent)|on the market|there|up)|does (?:it|that|the|this|he|she|they) (?:\w+ )?(?:have|come|include|allow|take|accept|need|got|perk|flood|leak|face|back)|do (?:they|you|u) (?:allow|accept|take|include|have (?:any|a|photos|pics|pictures))|is (?:it|that one|this one|there|the \w+|that|this) (?:a|an|gas|electric|screened|fenced|furnished|finished|quiet|real|leaking|deeded|carpet|still|separate|shared|on|pet|cat|dog)|any (?:pets?|yard|parking|pics|photos|repairs|liens|hoa|offers|2br|3br|1 bed|one|other|places?|units?|homes?|houses?|condos?|rentals?|apartments?)|what floor|what year|which (?:one|floor|unit|way)|is (?:there|theres) (?:a|an|any|room|parking|anything)|are there (?:any|pictures|photos)|lead certificate|survey|disclosures?\?|floor ?plans?|more (?:photos|pics|pictures|info|details|options|listings|like)|send (?:me |us )?(?:the |some |any |more |me )?(?:photos|pics|pictures|listings?|info|details|links?|links|address|floor|options|homes|houses|what you)`,
  ),
  cue(
    'property_question',
    2.2,
    String.raw`(?:look(?:ing|in)?|searching|hunting|need(?:s)?|want(?:s|in)?|wanna (?:buy|rent|find)|tryna (?:buy|rent|find)|find(?: me| us)?|rent|buy|interested in|anything|any|in the market for|after|prefer|must have|hop(?:e|ing)|somethin(?:g)?|show me|got any|do you have|y'?all got|what (?:can|could) (?:i|we) get)\b[^.?!]{0,60}\b(?:\d|one|two|three|four|five|a|single)[ -]?(?:\+ ?)?(?:-? ?)?(?:bed(?:room)?s?|br|brs|bd|bdrm|baths?|units?|acres?|story|floor|car garage)`,
  ),
  cue(
    'property_question',
    2,
    String.raw`(?:look(?:ing|in)?|searching|need|want|anything|something|somethin|somewhere|place|house|home|condo|apartment|find)\b[^.?!]{0,50}\b(?:w|with|has|have|without|near|under|below|over|around|up to|for|no)\b[^.?!]{0,40}\b(?:yard|garage|pool|basement|balcony|elevator|porch|parking|stairs|fenced?|dogs?|cats?|kitchen|light|view|hoa|laundry|carpet|acre\w*|creek|storage|office|ramp|\d{2,4}k?|walk-in|one floor|single (?:story|level)|ground floor|furnished|pets?)`,
  ),
  cue(
    'property_question',
    1.8,
    String.raw`(?:interested in|tell me (?:more )?about|info(?:rmation)? (?:on|about)|details (?:on|about)|calling about|asking about|inquir\w+ about|saw (?:your|the|a|an) (?:listing|ad|sign|post)|what(?:'s| is|s)? (?:the )?(?:story|deal|scoop) (?:on|with)|wh?at y'?all got|what'?s out there|anything (?:under|below|in|near|like|around|with|that|else|new)|what (?:do you|u|you) (?:have|got)|got anything|keep (?:sending|sendin|them coming|the)|something (?:else|like|under|with|in|near)|find me (?:something|somethin|another))`,
  ),
  cue(
    'property_question',
    1.3,
    String.raw`(?:\d|one|two|three|four|five)[ -]?(?:\+ ?)?(?:bed(?:room)?s?|br|brs|bd|bdrm)(?: (?:or|\+|min|minimum|under|in|near|w|with|house|apartment|condo|place))`,
  ),
  // showing
  cue(
    'showing',
    3,
    String.raw`(?:can|could|may|might|shall|should|when can|like to|love to|want to|wanna|able to|able|would you|hoping to|let'?s|lets|let us|need to|gotta|have to|tryna|try to|trying to|possible to|chance to|ready to|get to|going to|come|go|hope to|ask(?:s|ing)? (?:only )?to) (?:i|we|u|you|us|me|my \w+|someone|somebody|just|maybe|also|still|please|come|go|back|by)?(?: (?:come|go|just|maybe|also|still|please|quickly|to|and|back|over|out))* ?(?:see|tour|view|visit|look (?:at|inside|around)|take a look|walk(?: through| thru| it)?|peek(?: at)?|peep|stop by|swing by|drop by|come by|get in(?:to|side)?|check (?:it|that|this|out)|meet|hop on a call|facetime|get us in|get me in|schedule|book|set up)(?! (?:what|if|how|when|the (?:numbers|paperwork|disclosure|report|contract|photos|pictures|comps))|ing)`,
  ),
  cue(
    'showing',
    2.4,
    String.raw`(?:showing|viewing|tour|walk-?through|walkthru|open house|appointment|appt|visit|facetime|zoom call|phone call|call me|call us|meet (?:me|you|us|there|up|at)|show (?:me|us|it to|him|her)|swing by|stop by|drop by|come by|come see|come over|come look|get us in|get me in|lockbox|let (?:me|us|somebody|someone) in|(?:can|could) (?:you|u|we|i) do|see it|see (?:the (?:house|place|condo|apartment|unit|inside|one)|that (?:one|place|house)|this (?:one|place)|them|both)|resched\w*|rebook|reschedule|bring(?:ing|in)? (?:my|the|a|our) (?:contractor|mom|dad|kids|wife|husband|dog|aunt|sister|brother|inspector|\w+)|running (?:late|behind|\d+)|im (?:outside|here|\d+ min)|i'?m (?:outside|here|at the)|on my way|in the driveway|(?:be|get) there (?:at|by|in))`,
  ),
  cue(
    'showing',
    2.6,
    String.raw`(?:cancel|push|move|skip|bail on|call off|postpone|shift|bump|change) (?:the |it|our|my|that|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tues|wed|thurs|thu|fri|sat|sun|to|back|us)|can'?t make (?:it|the|our)|cant make (?:it|the|our)|won'?t make it|rain ?check|hold off on (?:that|the)|dont come|don'?t come|do not come`,
  ),
  cue(
    'showing',
    -2,
    String.raw`(?:saw|seen|toured|visited|viewed|went to (?:see|look)|drove (?:by|past)|missed) (?:it|the|that|this|your|all|\d|a)|after (?:the|our|my|that) (?:showing|tour|viewing)|not one showing|no showings?|last (?:showing|tour)|(?:don'?t|dont|do not|stop|quit) (?:call|telephone|phone)(?:ing)?`,
  ),
  cue(
    'showing',
    1.2,
    String.raw`saturday|sunday|thurs|wed|put (?:me|us) down for|we'?ll be there|i'?ll be there|be there|scratch that|keep (?:it|wednesday|the \d)`,
  ),
  cue('showing', 2, String.raw`cancel(?! (?:my|our|the) (?:listing|contract|agreement|lease|emails?))`),
  // financing
  cue(
    'financing',
    2.6,
    String.raw`mortgages?|lenders?|pre-?approv\w*|pre-?qual\w*|down ?payments?|(?:money|percent|%|\d+k?) down|credit (?:score|report|check|union letter|history|is|karma|card debt)|my credit|bad credit|no credit|fico|score|loan(?:s)?|fha|usda|va (?:loan|entitlement|funding|financing|backed|appraisal)|(?:to|with|use|using|my|take|accept) va|funding fee|conventional|underwrit\w+|bank (?:letter|said|says|statement|came|won'?t|wont|approved)|bank statements?|bridge loan|heloc|hard money|dscr|refi\w*|interest rate|rate lock|apr|points|pmi|closing costs?|escrow account|dti|debt|proof of (?:funds|income)|pay ?stubs?|w-?2s?|tax returns?|earnest(?: money)?|emd|deposit|co-?sign\w*|voucher|section 8|cityfheps|all cash|cash (?:buyer|offer|purchase|close|sitting|money|deal)|pay(?:ing)? cash|(?:\d+k?|it'?s|its|be|in|with) cash|cash,|proof of|lend(?:ing)?|finance[ds]?|financing|amortiz\w*|monthly payment|the payment|carry paper|seller financ\w*|owner financ\w*|assum(?:e|able)|repo|bankruptcy|student loans|approved for|wire(?:d)?|zelle|cashier'?s check|first and last|letter (?:came|from)|got (?:the|my|our) letter|ssi|401k|savings|down assistance|first time buyer program|grant`,
  ),
  cue(
    'financing',
    -2.4,
    String.raw`(?:rate|rates) (?:go|come|drop|fall|ease|start)|when rates|school rating|deposit (?:is )?(?:back|refund)|credit at closing|seller credit|credit for (?:the|repairs)|pet deposit`,
  ),
  cue('financing', 1.7, String.raw`the bank|bank|income|approved|statement|wire|in the bank|credit union`),
  // offer
  cue(
    'offer',
    2.6,
    String.raw`(?:make|put|write|submit|send|draft|put in|go in|come in|making|writing|put together|do|start)(?: in| up)? (?:an?|the|our|my|another|that|in) ?(?:\w+ )?(?:offers?|bid|counter(?:offer)?|app)|(?:my|our|his|her|their|the|your|an|any|cash|full price|full-price|lowball|best|highest|higher|other|that|accept(?:ed)?(?: an| the| your| our)?) offers?(?! (?:to|me|us|you) )|counter(?:ed|s|offer)?|highest and best|escalat\w+|bid(?:ding)?|(?:would|will|could|can|do|does) (?:they|he|she|the (?:seller|owner|landlord|buyer|sellers|buyers)|seller|owner|landlord|u|you) (?:\w+ )?(?:take|accept|do|go (?:down|lower|to|for)|come (?:down|off|up)|consider|drop|lower|knock|throw in|leave|carry|budge|cover|negotiate|pay|agree)|(?:any|no|some|got|have) (?:wiggle|room|flexibility|give)|wiggle|negotiab\w*|(?:come|go|drop|knock|lower)(?: it)? (?:down|lower|off)(?: (?:on|to|a))?|take (?:off|\d|less|it for)|(?:tell|ask) (?:them|him|her|em|'em|the (?:man|seller|landlord|buyer|owner)|that (?:man|lady)|landlord|the sellers?|his|them we|seller)|concession\w*|repair credit|(?:\d+k?|credit) (?:off|at closing|back)|seller(?:s)? (?:pay|cover|leave|fix)|contingenc\w+|as[- ]is|inspection (?:credit|contingency|period|says|response)|addendum|close (?:in|on|by)|closing date|possession|rent back|leaseback|waive`,
  ),
  cue(
    'offer',
    2.6,
    String.raw`(?:i'?ll|we'?ll|i will|we will|we shall|i would|we would|i'?d|we'?d|ill) (?:\w+ )?(?:take (?:it|the (?:house|apartment|unit|place|condo|lot)|that|this)|go (?:to|as high)|do \d|give|offer|pay \$?\d|accept|sign (?:the )?(?:contract|counter|it|today)|shake on it|meet (?:them|him|her) (?:at|in the middle|halfway))|(?:we|i) (?:accept|agree|want to accept)|accept(?:ed)? (?:it|their|his|the|that)|(?:it'?s a |its a )?deal(?=[ !.,]|$)|sign(?:ed|ing)? (?:the |a )?(?:contract|lease|counter|purchase|offer|papers)|where (?:do|can) (?:we|i) sign|whered i sign|where'?s the (?:contract|lease)|split the difference|meet (?:in the )?(?:middle|halfway)|full (?:ask|price)|asking price|over ask(?:ing)?|my last word|last and final|final (?:offer|number)|not (?:a )?(?:penny|dime|cent|dollar) (?:less|more)|(?:they|he|she|buyer) can (?:have|keep|take) (?:the|it)|(?:and|n) (?:they|he|she) (?:leaves?|keeps?|throws? in|takes?|fix(?:es)?) (?:the|his|em|it|her)|the (?:\w+ ){1,2}(?:stays|conveys|goes with)|shall not go below|nothing (?:less|under) (?:than)?`,
  ),
];

/** Emoji that speak for an intent. */
export const INTENT_SIGNS: readonly Cue[] = [sign('offer', 0.8, '🤝')];
