/** A message made of these alone is courtesy. */
export const COURTESY_WORDS = new Set(
  `thanks thank thankyou thx ty tysm tks tnx thnx thanx much so a lot lots you u ya y'all yall very kindly kind appreciate appreciated appreciative it that this all everything
  hi hello hey heya yo howdy hiya greetings morning afternoon evening good great gm night goodnight day happy merry christmas easter thanksgiving new year holidays weekend
  ok okay k kk kay alright aight right cool nice perfect awesome excellent wonderful fantastic sweet lovely amazing sounds sound got gotcha understood noted received copy roger wilco 10-4
  will do no problem prob worries np sure yes yep yeah yup ya yea bet word fine for your ur the and again too also well then now to hear know me i i'll ill wait
  see talk soon later bye goodbye welcome sir maam ma'am miss mr mrs ms dear hon honey dude man bro girl friend team guys
  god bless lord amen have one enjoy take care same here likewise best luck congrats congratulations hope hoping how are is your week going been doing today
  lol haha hahaha heh lmao oh ah aw aww hmm um wow yay really help time patience update info quick reply response letting following up back getting with in on of my from we us sent docs
  gracias hola no not at just wanted say been so's all's set confirmed splendid obliged truly indeed pleasure delighted safe travels vacation restful holy risen dia dias noches buenos buenas miss chief boss its again wassup sup wah same 2 regards thanks cordially
  saw sad nooo oh anyway bye`
    .trim()
    .split(/\s+/),
);

/** Gratitude or joy beyond a formula: the positive kind of courtesy. */
export const WARMTH =
  /\b(?:so grateful|forever grateful|can'?t thank (?:you|u|y'?all)|cant (?:even )?thank|thank you (?:so much|thank you|from|ever so)|thank u (?:so much)?|thank(?:s| you) for (?:being|everything|believing|never)|you(?:'re| are|r)? (?:the best|an angel|amazing|a lifesaver|so (?:good|kind|patient)|the goat|kindness)|ur the best|u da best|best day|appreciate you|means (?:so much|the world|a lot)|god bless you|owe you|saved (?:my|our)|made (?:my|our) (?:day|year|week)|crying|cried|happy tears|so happy|over the moon|thrilled|ecstatic|can'?t believe|screaming|best (?:agent|realtor)|slept in her own|dreams? come true|raised a glass|tickled|heart (?:glad|full|is full)|love you|relief|relieved|bless you|steaks on me|never forget|(?:we )?love (?:u|you|y'?all)|kiss you|magic|worker of wonders|bottom of (?:my|our)|i mean it|multiply your|the first time in|because of you|laughing for the first|brought my son|hero|sent me to the moon|cried at|bawled|naming our kid|joy your letter|you remember(?:ed)?)\b|🥹|😭|🥳|🎉|❤️{2,}/iu;
