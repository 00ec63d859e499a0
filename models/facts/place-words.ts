const list = (names: string) => new Set(names.split(/[\s,]+/).filter(Boolean));

/** Words that make the name before them a street. */
export const STREET_WORDS = list(
  'st street ave avenue rd road dr drive ln lane blvd boulevard ct court cir circle pl way pkwy parkway ter terrace hwy highway trl trail pike alley row loop',
);

/** Second words of place names: «Hyde Park», «silver spring», «Garden District». */
export const PLACE_ENDINGS = list(
  'park heights hts hill hills city beach spring springs valley grove falls village ridge point county parish island islands shores bay gardens square pines oaks woods view prairie landing harbor harbour creek crossing junction district mills rapids bluff bluffs lake lakes forest brook hollow end side town township lookout mesa canyon rock rocks station triangle corridor peninsula sq twp hts isd hs highlands flats',
);

/** What a city's people call a part of it by its ground alone: «the heights», «up on the ridge». */
export const NICKNAME =
  /the (?:heights|highlands|ridge|valley|avenues|loop|flats|bluffs|bottoms|hills|mesa|peninsula|island|triangle|panhandle|foothills|burbs)(?![\p{L}'-]| (?:of|is (?:nice|pretty)))/uy;

/** First words of place names: «Mt Lookout», «north park», «San Leandro». */
export const PLACE_STARTS = list(
  'mt mount st saint ft fort new north south east west northeast northwest southeast southwest ne nw se sw san santa los las el la port lake old upper lower glen palm grand bay cape silver round rapid',
);

/** First words that make a name with any word behind them: «cape coral», «st paul». */
export const SURE_STARTS = list('mt mount st saint ft fort san santa los las el port glen cape');

/** Words that stand before an ending without making a name of it: «the dog park», «in that village». */
export const NOT_STARTS = list(
  'a an the my our your his her their its this that these those no any some each every same other another whole inner big small nice quiet school local public mobile trailer rv dog water car ball skate theme of at or and n in to by for with w is are was near around front back right far since until till next last before after during early late mid than from over under up down off out not it you we they so if when what how who has have had can will would one two three about like',
);

/** Institutions: a name before them is a bank, a school, a company. */
export const INSTITUTION =
  /^\s?(?:bank|credit union|cu\b|fcu\b|mortgage|financial|lending|realty|real estate|realtors?|group|llc|inc\b|company|corp|university|college|hospital|medical|clinic|elementary|elem\b|middle school|high school|high\b|school\b(?! district)|outfitters|church|church's|insurance|airlines|foundation|app\b|people|family|agreement|loan)/i;

/** Names that everyone knows and that are no places to live: portals, brokers, lenders, agencies, terms of the trade. */
export const NOT_PLACES = list(
  `zillow redfin trulia realtor remax re/max keller compass facebook craigslist google instagram tiktok nextdoor airbnb docusign venmo zelle paypal
  va fha usda hoa mls poa llc arv bah pcs hvac ac a/c adu hud pha mba gi tdy rn wfh diy asap eod lol omg ok tv rv fyi faq pdf cdd ceo
  navy army marines marine guard chase rocket fidelity schwab usaa treasury congress medicare medicaid section
  disney costco walmart target amazon ikea starbucks tesla google apple uber walgreens cvs kroger publix aldi safeway chipotle netflix youtube fedex ups usps
  truist schwab umpqua tribune herald gazette craigslist zoom facetime guarantor
  packers cowboys steelers patriots eagles giants lakers celtics yankees dodgers cubs broncos chiefs bears lions seahawks
  god lord jesus christmas thanksgiving easter halloween mass english spanish saturday sunday monday tuesday wednesday thursday friday mr mrs ms dr miss`,
);

/** Adverbs and words around a bare place: «prob Hayward», «texas maybe». */
export const HEDGE = String.raw`(?:prob(?:ably)?|maybe|somewhere|ideally|just|only|like|mostly|preferably|possibly|i think|thinking|actually|how about|what about|try|make it|so|then|sure|pls|please|plus|also|and|n|yup|honestly|say|still|well|um|uh|yes|yeah|in|near|around|the|just|either|oh|hmm|or)`;
