import { cue, type Cue } from '../cue.ts';

/** Words for the kinds of objection: a reason not to go on, or not now. */
export const OBJECTION_CUES: readonly Cue[] = [
  // price
  cue(
    'price',
    3,
    String.raw`(?!so much)(?:too|so|way too|kinda|pretty|bit|little|very|crazy|super|stupid) (?:expensive|pricey|high|steep|rich|much(?: for (?:me|us|a|what|that))?|dear)|over (?:our|my|the) (?:budget|limit|number|max)|(?:out of|above|beyond|past|exceeds?|outside) (?:our|my|the) (?:budget|range|reach|limit|means|price range|price point)|can'?t (?:afford|swing|go that high|pay that|spend that|do that (?:price|much|number))|cant (?:afford|swing|go that high|pay that)|overpriced|(?:not|isn'?t|ain'?t|aint|never) (?:paying|worth|payin) (?:that|\d|it|anywhere|this)?|highway robbery|robbery|rip ?off|gouging|insult|a joke|is a joke|lowball|ridiculous(?: price)?|for (?:a|an|that|one) (?:studio|shack|dump|closet|shoebox|shell|house w)|the most (?:we|i) can|(?:that'?s|thats|it'?s|its|is) (?:my|our|the) (?:ceiling|limit|max|cap|hard stop)|hard stop|only (?:go|pay|do|afford)|more than (?:we|i|my|our|what)|over what (?:we|i)|priced out|at that (?:figure|price|number)|for that (?:price|money|kind of money)|(?:price|rent|cost|payment|fees?) (?:is|are|seems?|feels?|went) (?:\w+ )?(?:high|steep|much|up|crazy|outrageous)|who (?:has|got) that|not made of money|cheaper|comps (?:are|say|at|don'?t)|went up|less than (?:that|they|what)|won'?t hear it|shall not go below|not (?:going|go|taking|take) (?:below|under|less)|need(?:s)? (?:it|the price|them) to come down|come down (?:a lot|or)|lower or|(?:\d+k?|\d+ more|\d+) more (?:a month|than|per)`,
  ),
  cue(
    'price',
    2,
    String.raw`(?:other|another) (?:building|place|one|unit|house|agent|landlord|complex) (?:give|gives|is|offers?|asks?|charge|charges|wants?|has|was|for) (?:\w+ )?\$?\d|too much|afford|way (?:too|over|more|out)|buggin|that'?s (?:a lot|crazy|insane|nuts)|get outta here|come on now|yall must think|really\?\?|hell no|(?:fee|hoa|assessment|taxes|insurance|rent) (?:is|are|of|was) \$?\d[\d,]*`,
  ),
  cue(
    'price',
    2.4,
    String.raw`robbery|insulting|\d+ extra|extra \d+|for less|thousand dollars|for a house (?:w|with|that)|i'?d rather (?:pay|keep)|we ain'?t got it|we aint got it|slap in the face|priced like|(?:tap|max) out`,
  ),
  // timing
  cue(
    'timing',
    3,
    String.raw`not (?:yet|now|right now|this (?:year|month|week|spring|summer|fall|winter|time|minute)|just yet|for (?:a while|now|another)|until|till|til|before|the right time|a good time|ready(?: yet| to (?:list|sell|buy|move|sign))?)|(?:it'?s|its) a not yet|(?:can'?t|cant|cannot|won'?t|wont|don'?t|dont|couldn'?t|wouldn'?t) (?:\w+ ){0,6}?(?:until|till|til|before|unless)|(?:wait|waiting|hold off|holding off|pause|on hold|put (?:it|this|that|everything) (?:off|on hold)|hold) (?:\w+ ){0,3}?(?:until|till|til|for (?:the|my|our)|after|on)|(?:ask|call|try|text|hit|check(?: back)?|talk to|talk|come back|circle back|get back)(?: to)? (?:me|us|with me|with us|to me|we)?(?: up| again| back| in)? (?:in|next|after|at the end|this|around|when|come) (?:\w+ )?(?:year|spring|summer|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|a few|six|\d|month|the holidays|school|christmas)|too (?:soon|early|busy|much going on|slammed)|bad time|no (?:bandwidth|time (?:to|for|right))|swamped|slammed|in the middle of|lease (?:isn'?t|aint|ain'?t|dont|don'?t|doesn'?t|doesnt|not|is not) (?:\w+ )?(?:up|end|over|out)|(?:another|one more) (?:year|month|few months|school year)|(?:after|once|when) (?:the|my|our|his|her|school|baby|tax|graduation|christmas|harvest)\b.{0,40}(?:then|we'?ll|we can|i can|i'?ll|talk)|(?:is|are) (?:not|isn'?t) (?:done|over|finished|ready|out)|sells? first|sell ours first|must go first|need(?:s)? to sell|has to sell|gotta sell|(?:until|till|til) (?:\w+ ){1,5}(?:sells?|closes?|is over|is done|ends?|comes?|clears?|goes through)|first .{3,40} then|no time to|not (?:with|while|when) (?:the|my|our)|winter'?s no time|a year from now before|(?:i|we) would not look for us`,
  ),
  cue(
    'timing',
    1.6,
    String.raw`(?:next|in the) (?:year|spring|summer|fall|winter)|maybe (?:next|later|in)|later (?:this|in|on)|someday|eventually|in a (?:year|few months|couple)|down the road|when (?:i|we|he|she) (?:retire|get back|come back|graduate)`,
  ),
  // financing
  cue(
    'financing',
    3,
    String.raw`(?:bank|lender|credit union|loan (?:officer|guy)|they|he|she|mortgage \w+) (?:said|says|told|turned|denied|declined|won'?t|wont|wouldn'?t|want|wants|knocked|explained)(?: \w+){0,3} (?:no|not|won'?t|wont|can'?t|cant|me down|us down|down|denied|only|don'?t|need|low|two|2|wait|one)|(?:didn'?t|did not|don'?t|dont|won'?t|wont|can'?t|cant|couldn'?t|not) (?:\w+ )?(?:qualify|get (?:a loan|approved|the loan|financing|a mortgage)|approved|be approved|borrow|come up with|make that up|pull (?:first|that))|denied|turned (?:me|us) down|declined|fell through|bad credit|no credit|credit (?:is|isn'?t|aint|score|took|dropped|too|not|got)|(?:my|our) (?:credit|dti|debt|income|score|student loans)|eviction|bankruptcy|repo|foreclosure|(?:don'?t|dont|do not|ain'?t|aint) (?:have|got|make) (?:\w+ ){0,3}(?:down|deposit|money|cash|cosign\w*|nobody|credit|income|to sign)|dont got nobody|cosign\w*|on paper|(?:rate|rates)(?: on (?:my|our))? (?:went|jumped|is|they|came|quote)|quote (?:was|went)|not (?:enough )?(?:income|down)|can'?t finance|won'?t finance|(?:won'?t|wont) (?:write|insure|lend)|dscr|reject me|self[- ]employed|two years? (?:of )?(?:history|tax|returns)|2 (?:yr|year)s? (?:old|history|at)|does not support the payment|do not count|dont count`,
  ),
  cue('financing', 1.8, String.raw`rate|down payment|score|pension|income|loan|lender|deposit|mortgage`),
  // property
  cue(
    'property',
    2.4,
    String.raw`too (?:small|big|large|old|dark|tight|narrow|many stairs|much (?:work|yard|house|maintenance|space)|close together|cramped|noisy|steep|outdated|far gone|low|high up)|(?:no|not enough|only one|one|without a?|lacks?|zero|without any) (?:yard|garage|basement|balcony|parking|closets?|storage|elevator|light|windows?|bathrooms?|bath|bedrooms?|ac|air|heat|laundry|washer|dishwasher|outlet|pantry|tub|fence|natural light|driveway|space|counter|view|room for)|stairs|steps|smell(?:s|ed)?|stink(?:s)?|stench|mold|mildew|mice|mouse|rats?|roach(?:es)?|bugs?|termites?|leak(?:s|ing|y)?|crack(?:s|ed)?|foundation|roof|furnace|wiring|knob and tube|asbestos|radon|sag(?:s|gin|ging)?|rot(?:ten|ted|s)?|water damage|flood(?:ed|s)?|dump|gut job|falling apart|layout|floor ?plan|ceilings?|popcorn|dated|outdated|run ?down|needs? (?:so much|a lot of|too much|tons of) work|money pit|fixer|carpet|kitchen (?:is|was)|doorways?|walker|wheelchair|hoa (?:rules|won'?t|doesn'?t)|(?:no|one) pets?|pit ?bull|pet (?:policy|limit|rule)|under \d+ lbs?|rottie|rottweiler|cane corso|german shepherd|assessment|reserve fund|square (?:feet|foot)|sq ?ft|not going to (?:vacuum|mow)|busted|broken|filthy|dirty|nasty|basement unit|tiny|shoebox|shared (?:laundry|driveway|wall|walls|entrance)|septic|cistern|boiler|bathrooms?|low ceilings?|lot (?:is|was)|yard (?:is|was)|room for (?:my|our|the)|fit (?:my|our|the|a)|wouldn'?t fit|won'?t fit|inspection|popcorn ceiling|porch|tub|dead ficus|puddle|lock`,
  ),
  // location
  cue(
    'location',
    2.6,
    String.raw`too far|so far|far from|hours? (?:away|from|each way)|minutes? (?:from|to)|min (?:to|from|drive|commute)|commute|drive to (?:work|my|base)|(?:bad|sketchy|rough|unsafe|loud|noisy|wrong|scary|shady) (?:area|neighborhood|side|street|block|part|street)|(?:area|neighborhood|street|block|part of town|location|side of town|zip) (?:is|isn'?t|was|wasn'?t|feels?|looked|seems?|ain'?t|that)|neighbors?(?:hood)?|traffic|highway|freeway|interstate|railroad|train(?: tracks)?|tracks|airport|flight path|planes?|(?:next|close|across|right) (?:to|from|by|door) (?:the|a|an)|(?:beside|behind|backs? (?:up )?to|faces) (?:the|a|an)|noise|noisy|loud|gas station|fire station|schools? (?:is|are|rating|there|aren'?t|district|boundary)|school (?:rating|district)|change schools|safe(?:ty|r)?|crime|shootings?|sirens?|gunshots?|bus (?:line|stop|route)|transfers?|no(?:t)? walkable|flood zone|floodplain|wrong side|(?:not|never) (?:south|north|east|west) of|rooster|landfill|power lines|substation|bar|vacants?|that zip|don'?t know anybody|ex (?:lives|people|husband)|away from (?:my|our|the)|pickup|off the table|(?:doesn'?t|dont|don'?t|won'?t|not) (?:want to )?(?:live|be) (?:in|near|on|by)|clock in|from (?:my|our|work|church|the hospital|dialysis)|not comfortable|scared|nobody drives`,
  ),
  // market
  cue(
    'market',
    3,
    String.raw`(?:rates?|prices?|market|interest rates?|values?|inventory)\b.{0,30}\b(?:drop|fall|come down|go down|ease|lower|crash|cool|calm|turn|crazy|insane|too high|climb\w*|jump|double|stacking|settle|better|bottom|correct\w*|down|soften)|crash|bubble|recession|bidding wars?|outbid|lost (?:all|out|\d|every|three|four|five|six)|(?:\d+|nine|ten|five|six|seven|eight|twenty) (?:other )?offers|over ask(?:ing)? (?:every|again)|wait(?:ing)? (?:for|on|til|until) (?:the )?(?:rates?|prices?|market|crash|fed|election)|(?:rates?|market) like this|start w a \d|sit(?:ting|tin)? (?:out|tight|it out|this out)|seller'?s market|buyer'?s market|not (?:in|w|with) (?:this|these) (?:market|rates)|see what (?:rates|the market|prices|happens)|election|tariffs?|layoffs?|economy|hold it til|prices (?:finna|gonna|will|is gonna|must)|houses go up|everybody calm`,
  ),
  cue('market', 1, String.raw`rates?|market|wait and see`),
  cue(
    'market',
    2.4,
    String.raw`bidding|(?:lost|losing) (?:another|the|one|\w+ (?:houses|homes|bids))|we wait|(?:the )?fed|prices? (?:must|to fall|is gonna|gonna|will|soft|keep)|rate(?:s)? \d|rates|calm(?:s)? down|slow(?:s)? down|wait (?:some more|it out|and see)|(?:twelve|eleven|fourteen|fifteen|\d\d) offers|up and up`,
  ),
  // agent
  cue(
    'agent',
    3,
    String.raw`commission|(?:\d(?:\.\d+)?|one|two|three|four|five|six|ten|five and a half|two and a half) ?(?:%|percent|pct)|your (?:fee|cut|rate|split)|(?:broker|agent|realtor|buyer) fee|(?:already )?(?:have|got|has|found|with|w|using|use) (?:an?|my|our|another|own|a different)?\s?(?:\w+ )?(?:agent|realtor|broker|license)|already (?:signed|working|represented|have (?:someone|somebody))|got (?:somebody|someone)|have (?:someone|somebody)|working (?:with|w) (?:someone|somebody|a|an|another|our|my|mr|mrs|ms|him|her)|(?:cousin|nephew|niece|friend|sister|brother|aunt|uncle|neighbor|daughter|son)(?:'s)? (?:\w+ ){0,4}(?:agent|realtor|license|real estate)|got (?:his|her) license|(?:don'?t|dont|do not|can'?t|cant|ion know if i|hard to|lost|losing|no) trust|trust (?:you|u|yall|y'?all|him|her|them|agents)|never (?:called|answered|responded|got back|showed|returned)|(?:you|u|yall|y'?all|nobody|no one) (?:never|didn'?t|didnt|don'?t|haven'?t|havent|still|lied|promised|wasted|sent me|ghosted|said|told me|work for)|no show|stood (?:me|us) up|ghosted|third time|3rd time|how many times|wasted (?:my|our|\d)|waste (?:of )?(?:my|our)? ?time|unprofessional|pushy|pressur\w+|exclusive(?: agreement)?|six months (?:too long)?|lock(?:ed)? in|sign (?:with|w) you|need you in the middle|why (?:do|would|should) (?:i|we) need|buyer'?s? agreement|weekly reports|lying|liar|scam|shame|incompetent|discount broker|redfin|fsbo|for sale by owner|sell it (?:myself|ourselves)|work for the seller|someone on my side|losing (?:my )?(?:trust|patience)|golf pics|went to a machine|same (?:deal|thing|text)`,
  ),
  cue(
    'agent',
    2,
    String.raw`you told|you (?:told|said|promised|never|people)|from your (?:office|side|end|company|assistant)|one of your|your (?:office|company|assistant|guy|sign)|the (?:first|last|other) agent|my last (?:agent|realtor)|i (?:told|asked) (?:you|u)|second time|nobody (?:came|called|told)|waited (?:\w+ ){0,2}(?:minutes|hours)|lockbox (?:was|is) empty|a whole month for what|somebody is helping|helping me`,
  ),
  // decision
  cue(
    'decision',
    2.8,
    String.raw`(?:need|want|like|have|gotta|got|let me|let us|give (?:me|us)|going|gonna|trying|take|some|more|still|haven'?t) (?:to |a |some |us |me )?(?:\w+ )?(?:think(?:ing)?(?: about| on| it over| over)?|talk (?:to|with|it over|about it)|discuss|sleep on|decide|pray|chew on|mull|ask|run it by|check with|figure (?:it )?out|time to think|minute|show (?:my|it to)|consider)|think(?:ing)? (?:about it|it over|on it)|sleep on it|pray(?:ing)? (?:on|about|over)|(?:not|never|isn'?t|am not|im not|i'm not|we'?re not|still not) (?:\w+ )?(?:sure|certain|decided|convinced|sold on|100)|undecided|on the fence|torn|back and forth|50\/50|(?:haven'?t|have not|aint|ain'?t|we have not|not) (?:decided|made up|reached|settled)|(?:my|our|the|his|her) (?:wife|husband|hubby|hubbys|spouse|partner|mom|dad|mother|father|sister|brother|siblings|daughter|son|kids|family|lawyer|attorney|accountant|cpa|pastor|boyfriend|girlfriend|man|mans|gf|bf|parents|cousin|uncle|aunt|financial (?:man|advisor)|boss|board|roommate)(?:s)? (?:\w+ ){0,3}(?:want(?:s)?|need(?:s)?|has to|have to|must|isn'?t|doesn'?t|is not|not|says?|said|thinks?|hasn'?t|have yet|has yet|wanna|runs|to (?:see|look|agree|decide|think)|see it|look at|opinion|won'?t|decides?|gotta|still|would|against|back|is against|don'?t|keep)|(?:ask|talk to|check with|run (?:it )?(?:by|past)|show|wait(?:ing)? (?:on|for)|discuss(?:ing)? with|not (?:signing )?without|up to|depends on|convince) (?:my|our|the|him|her|them) ?(?:wife|husband|hubby|hubbys|spouse|partner|mom|dad|mother|father|sister|brother|daughter|son|kids|family|lawyer|attorney|accountant|cpa|pastor|boyfriend|girlfriend|man|mans|gf|bf|parents|cousin|uncle|aunt|folks|other half|boss|board)?|got (?:one|two|a couple|a few) more to (?:see|look)|(?:wanna|want to|going to|have to|gotta|like to|need to) (?:see|look at|compare|check out) (?:\w+ ){0,3}(?:other|others|more|another|one more|few more|the one|first)|compar(?:e|ing)|other (?:option|place|house|one)s? (?:too|first|we|to)|second (?:thoughts?|guessing)|cold feet|get back to (?:you|u)|let (?:you|u) know|we'?ll see|idk|a little time|issue her ruling|deciding|no decision|don'?t know (?:what|if) (?:i|we) want|dont know (?:what|if)|a family (?:meeting|decision)|arguing|need to see the (?:numbers|report)|keep it and rent|porch says no|wavering|up in the air`,
  ),
];

/** A whole message or clause that refuses or doubts: the objection itself, whatever its reason. */
export const REFUSAL =
  /\b(?:no thanks?|no thank you|pass|not for (?:us|me)|isn'?t for (?:us|me)|hard (?:pass|no)|won'?t work|wont work|doesn'?t work|doesnt work|not (?:gonna|going to) work|will not do|can'?t do (?:it|that|this)|cant do (?:it|that|this)|not (?:doing|doin|taking|signing|comfortable|worth|bringing|bringin)|i'?m out on|im out on|that one out|off the (?:list|table)|cross (?:it|that one) off|rule[ds]? (?:it|that) out|let .{2,20} go|deal ?breaker|no way|hell no|not happening|back(?:ing)? out|walk(?:ing)? away|leave it|nope|nah|never again|not anymore|rather not|but|however|though|unless|only thing|too bad|unfortunately|except|wish it|if only|shame|pity|problem is|issue is|concern(?:ed|s)?|worried|hesitat\w+|not sure)\b/i;
