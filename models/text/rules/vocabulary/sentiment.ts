import { cue, sign, type Cue } from '../cue.ts';

/** Words of feeling. A formula («thanks», «perfect, see you») weighs less than the threshold. */
export const SENTIMENT_CUES: readonly Cue[] = [
  cue(
    'positive',
    2,
    String.raw`(?:i|we|wife|husband|kids|she|he|they|absolutely|really|totally|just|do|so|omg|still|already|everybody|we both|all) (?:(?!not\b|don\b|didn\b|would\b)\w+ )?(?:love[ds]?|adore[ds]?|luv)|love (?:love|it|that|this|the|how|them|her|those|everything|to hear)|in love|obsessed|smitten|excited|exciting|stoked|pumped|thrilled|delighted|ecstatic|giddy|over the moon|overjoyed|so happy|very happy|happy (?:tears|dance)|can'?t wait|cant wait|dream (?:home|house|kitchen|place)|dying over|stunning|gorgeous|beautiful|so pretty|amazing|incredible|fantastic|fabulous|wonderful|marvelous|splendid|magnificent|awesome|speechless|relief|relieved|cheerful|with joy|beside ourselves|best (?:day|news|thing|agent|decision|realtor)|you'?re the best|ur the best|you are the best|the goat|lifesaver|angel|blessing|blessed|so grateful|forever grateful|grateful|can'?t thank|cant (?:even )?thank|thank you (?:so so much|so much|thank you|from the bottom|ever so much)|thank u so much|thanks so much|means (?:the world|so much|a lot)|owe you|god bless you|made (?:my|our) (?:day|week|year)|you (?:saved|made)|appreciate (?:you|u|ya)|let'?s? go+|lets go+|yes+s yes|yay+|woo+(?: ?hoo+)?|woohoo|yess+|yass+|hell yes|heck yes|hallelujah|finally!+|wow+w|tickled|heart (?:glad|full)|never been happier|screaming|crying (?:at|happy|rn|tears)|holding (?:my|our) breath|we got it|i got it|so good to (?:mama|us|me)|so (?:kind|lovely|sweet|excited|perfect)|exactly what (?:we|i)|perfect for (?:us|me)|the one|(?:it|this|that|that house|place)(?:'s| is|s) (?:so |just |absolutely )?perfect|very nice|so nice|too good|not bad at all|couldn'?t be (?:better|happier)|impressed|charming|handsome|lovely|how (?:kind|lovely|wonderful|perfectly)|i like too much|like it a lot|really like|like (?:it|this one|that one)(?: very)? (?:much|a lot)|big fan|won (?:me|us) over|got me`,
    'drop',
  ),
  cue(
    'positive',
    1.6,
    String.raw`so proud|proud|said yes|yes yes|omg(?: yes)?|the best|so much|bless|i cried|finally|oh my goodness|hallelujah|joy|best news|can(?:'t|not) stop smiling`,
    'drop',
  ),
  cue(
    'negative',
    1.6,
    String.raw`(?:was|were|is|are) supposed to|i feel|tired|so sick|insulting|second time|third (?:time|change)|again\?+|nobody (?:came|called|told)|i asked|i told (?:you|u|yall)|how (?:could|do) you|you told|scared|shaking|misled|resent|absurd|undignified|cross with|put out with`,
    'drop',
  ),
  cue(
    'positive',
    0.9,
    String.raw`great|nice|cute|cool|sweet|pretty|glad|happy|good news|perfect|good job|like (?:it|that|this)|enjoy(?:ed)?|fun|excellent|loved|well done`,
    'drop',
  ),
  cue(
    'negative',
    2,
    String.raw`disappoint\w*|frustrat\w*|annoy\w*|angry|mad(?! at (?:it|love))|furious|livid|pissed(?: (?:me )?off)?|upset|worr(?:y|ied|ies|ying)|anxious|nervous|scared|afraid|terrified|stress(?:ed|ful|ing)?|sick (?:of|and tired)|tired of|fed up|hate[ds]?|awful|terrible|horrible|disgust\w*|gross|nasty|ridiculous|absurd|insane|unacceptable|unprofessional|insult\w*|offend\w*|offensive|robbery|rip ?off|ripped off|scam(?:med)?|joke|bs|bull(?:shit)?|shit|wtf|damn|hell no|crap|sucks?|ugh+|smh|wast(?:e|ed|ing) (?:of )?(?:my|our|\d|everyone)|let down|heartbroken|heartbreaking|devastated|sad|bummed|bummer|depress\w*|overwhelm\w*|exhaust\w*|hopeless|give up|giving up|regret|lied|lying|liars?|cheat\w*|trust (?:you|u|yall|y'?all|him|them|her) (?:now|anymore)|don'?t trust|dont trust|lost trust|losing (?:my )?(?:trust|patience)|patience|shame|no shame|ghosted|ignored|no one (?:told|called|answered)|nobody (?:told|tellin\w*|called|answered|said)|not (?:happy|amused|pleased|impressed|okay with|comfortable|cool|sleeping)|unhappy|dissatisfied|feel (?:stupid|dumb|cheated|used|misled|sick)|misled|mislead\w*|pushy|rude|creepy|sketch(?:y)?|filthy|dump|caved in|stink(?:s|ing)?|nightmare|mess|trap|buggin|playin w|who raised|(?:how|so) (?:very )?tiresome|tiresome|fear|concern(?:ed|ing)|panic\w*|freak(?:ed|ing)? out|kill me|broke my heart|at (?:my|our) wits|enough already|seriously\?|are you kidding|are you serious|you kidding|come on\b|excuse me|for real tho|pound sand|lord have mercy|third time|again and again|how many times|still (?:waiting|nothing|no answer|hasn'?t|hasnt)|never (?:signed up|asked for|again|called|answered|responded)|sorry to say|what a (?:joke|waste|mess)|out of (?:my|your|his) mind|get outta here|my ass|not (?:ok|okay)|crazy price|feel bad|cried|crying`,
    'drop',
  ),
  cue(
    'negative',
    1.1,
    String.raw`way too much|too much(?=[?!])|really\?\?+|what\?\?+|come on|yall|nope nope|bad|wrong|problem|unfortunately|crazy|wild|weird|painful|ouch|hard to`,
    'drop',
  ),
];

export const SENTIMENT_SIGNS: readonly Cue[] = [
  sign('positive', 1.8, '😍|🥰|🤩|🎉|🥳|🙌|❤️|❤|💕|💖|😻|🥹|💯|🔥|😁|🤗|✨|🗝|😊{2,}|🎊'),
  sign('positive', 0.5, '😊|🙂|😀|😃|👍|🙏|😎|💪'),
  sign('negative', 2, '😞|😠|😡|🤬|😤|😔|😟|🙄|😒|😩|😫|👎|💔|😢|🤦|😕|☹|😑|🤮|😖|🤢'),
  sign('negative', 0.8, '😬|😭|🥲|😳'),
  sign('negative', 0.9, String.raw`\?\?+|!\?|\?!`),
  sign('positive', 0.8, '!{2,}'),
  // Shouted words: what they carry is decided by the rest.
];

/** Thanks, greetings and consent whose exclamation marks carry no feeling. */
export const FORMULA = /\b(?:thanks|thank you|thx|ty|ok|okay|sounds good|see you|got it|perfect|great)\b/i;

/** Praise that means its opposite. */
export const SARCASM =
  /\b(?:wow,? (?:what a|such a|\d)|oh great|how (?:generous|charming|lovely|nice) of (?:them|him|her)|gee thanks|thanks for nothing|what a (?:deal|steal|bargain)|yeah right|sure,? jan|lucky (?:me|us)|just (?:great|perfect|wonderful|what (?:i|we) need(?:ed)?)|great job (?:ignoring|not)|so much for|love (?:how|that) (?:they|he|she|you|nobody|no one)|real(?:ly)? nice of|congrats? on|good luck (?:with|w|finding) (?:that|anyone))\b|\b(?:lol|lmao+) (?:what|no|get)\b/i;
