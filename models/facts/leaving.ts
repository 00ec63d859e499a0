/** The lead ends it: asks for silence, has bought, rented or signed elsewhere, says goodbye for good. */
const LEAVES = new RegExp(
  [
    String.raw`\b(?:stop|quit|cease) (?:text|email|contact|messag|bother)\w*\b(?! (?:about|me about|with) )`,
    String.raw`\bno (?:need (?:to|for) (?:stay|keep|follow|further|any more)|(?:further|more) (?:follow|emails|texts|calls|contact))\b`,
    String.raw`\b(?:take|remove|delete) (?:me|us|my (?:name|number|info\w*|details|address)|this number)\b[^.?!]{0,24}(?:off|from|list|$)`,
    String.raw`\b(?:take|remove|delete|drop)\b[^.?!]{0,30}\b(?:off|from) (?:of )?(?:\w+ ){0,2}lists?\b`,
    String.raw`\bunsubscribe\b|\blose (?:my|this|the) (?:number|info)|\bclose (?:out )?(?:my|our) (?:file|ficha)|\bwrong (?:person|number|house|guy)\b|\bstand down\b|\bcall somebody else\b`,
    String.raw`\b(?:we|i|i've|we've|they|just|already|ended up|have) (?:\w+ )?(?:bought|closed on|signed a lease|signed (?:the|our) lease|rented|found a place|got a place|got keys|signed somewhere|signed with|landed|settled|moved)\b(?=.*\b(?:thank\w*|thx|ty|good luck|all set|appreciate|wanted you to|no (?:further|more)|not need|don'?t need|dont need|won'?t need|wont need|we'?re good|im good|i'm good|good over here|best wishes|take care|have a good)\b)`,
    String.raw`\b(?:good luck (?:with|to|w) (?:everything|ya|you|your|the)|best of luck|best wishes to you)\b`,
    String.raw`\b(?:send|write) (?:me |us )?(?:kindly )?no more\b|\bkindly send no more\b|\bno longer (?:looking|interested|in the market)\b|\bnot interested(?: anymore| any ?more)?[.!,]? ?(?:thanks?|thx|ty|pls|please|stop|$)|\bi don'?t intend to sell\b|\bain'?t (?:ever )?gonna be sold\b`,
  ].join('|'),
  'i',
);
/** «Stop sending condos, but keep the houses coming» stays. */
const STAYS =
  /\b(?:keep (?:sending|me on|us on|the)|instead|but (?:send|keep|do)|only send|just send|put me (?:back )?on|still (?:want|need|looking|gonna|going to|interested)|we still|i still|let'?s|offer|write it)\b|\?\s*$/i;

/** Whether a message ends the relation: what it tells then is no need. */
export const leaves = (text: string): boolean => LEAVES.test(text) && !STAYS.test(text);
