import { NO, YES } from './answers.ts';
import { firstMatches, sentenceAround } from './clauses.ts';
import { saleComesFirst } from './sale-order.ts';
import type { Setting } from './setting.ts';
import type { FoundFact } from './types.ts';

/** A home of the lead's own, or a word for it. */
const OWN = String.raw`(?:(?:our|my|his|her|their|this|that|the|mom'?s|dad'?s|[a-zà-ÿ]+'s)(?: [a-zà-ÿ'-]{1,20}){0,4}?|ours|mine|it|this one|that one|one|everything)`;
const SELL = String.raw`(?:sell(?:ing)?|unload(?:ing)?|dispos(?:e|ing) of|get(?:ting)? rid of|offload(?:ing)?|dump(?:ing)?|get(?:ting)? out (?:from under|of)|mov(?:e|ing)(?= (?:my|our|this) (?:house|home|place|condo))|get(?:ting)? (?:${OWN} )?sold)`;
const SOLD = String.raw`(?:somebody else'?s|someone else'?s|off (?:our|my) hands|out of (?:our|my) name|sells?|selling|sold|closes?|closed|goes(?: through)?|gone|go through|moves|under contract|off the books|settles)`;
const MUST = String.raw`(?:(?:has|have|had|needs?|got|ought)(?: got)? to|hafta|must|gotta|needs?|would (?:have|need) to|'d (?:have|need) to|should)`;
const HOME = String.raw`(?:house|home|place|condo\w*|townho\w+|property|farm\w*|\w+plex|flat|camp|cabin|trailer|lodge)`;
const BUYS = String.raw`\b(?:buy|buying|purchase|next (?:one|place|house|home)|into something|first things first|we would like to buy)\b`;
const BEFORE = String.raw`before (?:(?:we|i)(?:'ve|'re|'ll)? (?:even )?(?:got |have )?(?:the |any )?(?:down ?payment|money|cash)|(?:we|i)(?:'ve|'re|'ll)?(?: can| could| even| ever|'d| would| start| go| get)* (?:buy|purchas|look|commit|do\b|bid|move|make|put|offer|close|think|can|could|take)|any\w*|buy\w*|purchas\w*|look\w*|the (?:new|next)|commit\w*|another|mov\w*|do\w*|jump\w*|this one|that one)\b`;
const NOT = String.raw`(?:not|no|never|without|needn'?t|(?:do|does|did|is|are|would|wo|have|has)n'?t|dont|doesnt|isnt|arent|wont)`;

const FREE = new RegExp(
  [
    String.raw`\b(?:nobody|nothing|no one|noone) (?:\w+ )?(?:has|have|got|gotta|needs?)(?: got)?(?: to)? (?:be )?(?:sell|sold|close)\b|\bno sale to (?:wait|worry)\b|\b(?:don'?t|dont|do not|doesn'?t) own (?:anything|a thing|a home|a house|nothing|one)\b|\b(?:we|i)(?:'re|'m)? (?:just |only |currently )?rent(?:ing)?(?: now| here)?,? so (?:no|nothing|not)\b|\bnothing (?:is )?(?:hanging over|holding (?:us|me)|tying (?:us|me)|tied up)\b|\b(?:buy|close|move) (?:before|without) (?:we|i) (?:have to )?sell\b|\bnot (?:tied|hooked) to (?:a|any) sale\b|\b(?:ours|mine|mine'?s|house is|house'?s) paid off\b[^.?!]{0,40}\b(?:can sit|sit|no hurry|no rush|later|keep)\b`,
    String.raw`\b${NOT} (?:\w+ ){0,3}?(?:need|needing|have|having|required?|got|gotta|contingent|dependent|depend|hing\w+)(?:n'?t)? (?:to |up)?(?:\w+ ){0,3}?(?:sell|selling|sale|sold)\b`,
    String.raw`\b(?:need not|needn'?t|won'?t need to|wouldn'?t need to|no need to) sell\b|\bselling (?:\w+ ){0,2}?(?:isn'?t|is not|not) (?:required|necessary|needed)\b|\bno (?:\w+ )?(?:sale|house|home|place|property|condo)s? (?:\w+ )?(?:to sell|needed|contingency)\b|\bthe sale of (?:our|my) \w+ to buy\b(?<=\b(?:don'?t|do not) need the sale of (?:our|my) \w+ to buy)`,
    String.raw`\b(?:nothing|nothin'?|isn'?t a thing|not a thing|nothing left|no ?thing)(?: \w+){0,4} to sell\b|\b(?:isn'?t|aren'?t|is not|are not|no longer|never) contingent\b|\bno sale (?:to|that)\b|\bnothing else on the market\b|\b(?:we|i) sold (?:in|last) [^.?!]{0,40}\bready to buy\b|\bnothin[g']? (?:\w+ ){0,2}to sell\b|\bno (?:home sale |sale |sales? )?(?:contingenc(?:y|ies)|chain)\b|\bnot (?:in a chain|contingent|waiting on)\b|\bno chain\b|\bdo(?:n'?t| not) have to wait on a sale\b`,
    String.raw`\b(?:without|before) (?:having to )?(?:sell\w*|we sell|i sell|it sells)(?: (?:mine|ours|it|the old \w+|my \w+|our \w+))?(?: first)?(?=[.,;!?]|\s*$)(?<!\b(?:can'?t|cannot|cant|not|won'?t) [^.]{0,40})`,
    String.raw`\bbuy (?:it |one |this )?first and sell (?:later|after)\b|\b(?:keep|keeping) (?:this|my|our) (?:current |old |present )?(?:house|home|place|condo)\b(?=[^.]*\b(?:rental|too|no sale)\b)|\b(?:can|could|able to|qualif\w+) (?:carry|float|afford|do|swing|with|for) both\b`,
    String.raw`(?<!\b(?:once|after|when|until|till|til|if|get|unless|as soon as|they|their \w+|his|her) )\b(?:sold already|already sold|(?:we|i|we've|i've) (?:already )?sold (?:ours|mine|my (?:house|place|condo)|our (?:house|place|home|condo))|(?:we|i)(?:'ve)? (?:already )?closed on (?:ours|mine))\b(?=[^.]*\b(?:so|free|no contingency|cash in hand|cash from)\b)|(?<!\b(?:once|when|after|if|unless|until|till|til) )\b(?:ours|our (?:house|home|place)|my (?:house|home|place|condo)|mine) (?:is |has )?already sold\b(?=[^.]*\b(?:cash|so|free)\b)`,
    String.raw`\b(?:ours|it|the house|our house) can sell (?:whenever|later|any ?time)|\b(?:ours|our (?:house|home|place)) (?:has |just |already )?closed (?:already )?so\b|\b(?:bridge (?:loan|financing)|heloc)\b[^.]{0,60}\b(?:so|won'?t|don'?t)\b`,
  ].join('|'),
  'i',
);

const BOUND = new RegExp(
  [
    // «need to sell ours first», «gotta get my house sold before I can buy».
    String.raw`\b(?:have|has|need|needs|got|gotta|must|want|wanna|would|'d|hoping|hope|plan|planning|ideally|like|going|gonna)(?: is)?(?: to)? (?:have to |need to |to )?(?:${SELL}|be sold)\b[^.?!]{0,50}\b(?:(?<!the )first|${BEFORE}|to (?:buy|afford|make)|then)`,
    String.raw`\b(?:have|has|need|got|gotta|must)(?: to)? (?:get )?${OWN} sold\b[^.?!]{0,30}\b(?:(?<!the )first|${BEFORE})|\bwant (?:${OWN}) sold (?:(?<!the )first|before)\b|\b(?:we'd|i'd|we|i|gotta|must|to|have to) want that one sold before\b`,
    // «it has to go first», «mine needs to be sold before …».
    String.raw`(?<!\b(?:the )?(?:sellers?|owners?|he|she|they) )\b(?:${OWN}|and|so|which|but|then) ?(?:also |just |really )?${MUST} (?:be )?(?:go|${SOLD}|sell|sold|close)\b[^.?!]{0,24}\b(?:(?<!the )first|${BEFORE}|before the builder)`,
    String.raw`\b(?:our|my|this|that|the) (?:[a-zà-ÿ'-]{1,20} ){0,4}?${MUST} (?:to )?(?:go|be (?:sold|gone|under contract)|sell|close)(?: first)?\b[^.?!]{0,30}\b(?:before (?:this|that|we|i|the|buying|any\w*)|first)\b`,
    // «can't buy until it sells», «not until ours is gone».
    String.raw`\b(?:can'?t|cant|cannot|can not|ca n't|won'?t|wont|not|couldn'?t|nothin[g']?|stuck|hold off|holding off|ain'?t|wouldn'?t|aint)\b[^.?!]{0,70}\b(?:until|till|til|unless|before|without) (?:[^.?!]{0,40}?\b(?:${SOLD}|is off)|(?:i|we) (?:can )?(?:${SELL})|${SELL} (?:${OWN}))`,
    String.raw`\b(?:until|unless|till|til) ${OWN} ?(?:is |has |gets |'s )?(?:${SOLD})\b[^.?!]{0,40}\b(?:stuck|can'?t|cant|cannot|wait\w*|not|nothing|hold\w*)\b`,
    // «once our house sells we'll buy», «waiting on ours to sell».
    String.raw`\b(?:once|when|after|as soon as|soon as|until|till|til) (?:${OWN}|(?:some|any)body (?:buys|takes) (?:mine|ours|my \w+|our \w+)) ?(?:is |has |finally |actually |gets |'s )?(?:${SOLD}|,)?\b[^.?!]{0,60}\b(?:buy\w*|purchas\w+|ready|jump|look|shop|down payment|offer|first|move on)\b(?<=\b(?:${SOLD}|buys|takes)\b[^.?!]{0,70})`,
    String.raw`\b(?:buy|purchase|offer|move|look|go|shop) [^.?!]{0,40}?\b(?:until|till|til|once|after|when|as soon as) ${OWN} ?(?:is |has |gets |'s |finally )?(?:${SOLD})\b`,
    String.raw`\bonly (?:\w+ ){0,3}(?:after|once|when) ${OWN} ?(?:is |has )?(?:${SOLD})\b|\bwait(?:ing)? (?:on|for|till|until) (?:${OWN}|the sale of (?:our|my) \w+|our sale|(?:a )?buyer for (?:ours|mine))[^.?!]{0,20}\b(?:to (?:sell|close|go)|sells|closes|sale)\b`,
    // «contingent on the sale», «it all hinges on selling».
    String.raw`\b(?:contingent|conditional|subject|depend(?:s|ent|ing)?|hing(?:es|ing)|rid(?:es|ing)|rest(?:s|ing)|relies)(?: on| upon| to)[^.?!]{0,20}\b(?:sale|selling|sold|sells?|getting rid)\b|\bwith an? (?:home )?sale contingency\b|\bcontingent offer\b|\btake a contingency\b|\baccept a (?:home sale )?contingency\b|\bcondition that [^.?!]{0,30}\bsold\b`,
    // «the down payment is in this house».
    String.raw`\b(?:need|using|use|get|have|all|comes?)\b[^.?!]{0,16}\b(?:proceeds|equity|money|cash|down(?: ?payment)?)\b[^.?!]{0,24}\b(?:from|in|inside|out of|tied up in)\b[^.?!]{0,24}\b(?:our|my|this|that|the) (?:\w+ )?(?:sale|house|home|place|condo|one|property|equity)\b|\b(?:proceeds|equity|money|cash|down ?payment)\b[^.?!]{0,20}\bcomes? out of (?:our|my|this|that|the) (?:\w+ )?(?:one|house|home|place|condo|sale)\b|\b(?:house|home|condo|place|one|flat) is (?:the|my|our) (?:whole )?down ?payment\b`,
    String.raw`\bto sell (?:our|my|the) [^.?!]{1,30}\bto make (?:this|it) work\b|\b(?:need|want) (?:that|the) (?:money|cash|equity)\b[^.?!]{0,20}\bto buy\b|\b(?:can'?t|cant|cannot|not|won'?t|ain'?t|aint|couldn'?t) (?:\w+ )?(?:carry|carrying|swing|afford|pay|paying|do|doing|handle|make|making|float|cover|manage|juggle|hold|own|owning) (?:\w+ )?(?:two|2) (?:house |mortgage |home )?(?:mortgages?|payments?|houses?|notes?|homes?|places?|loans?)\b|\b(?:every (?:nickel|penny|dime|dollar|cent)|everything|all (?:we|i|our|my|of (?:our|my))) ?[^.?!]{0,24}\b(?:is|'s|are|tied up) (?:tied up |locked up |sunk )?in (?:the walls|(?:this|our|my|the) (?:\w+ )?(?:house|home|place|condo|one|walls|property|farm|land))\b(?=[\s\S]*\b(?:buy\w*|purchas\w*|next|until|before|condo|sign)\b)|\b(?:need|using|use|count(?:ing)? on) (?:the |our |my )?(?:sale|money|cash|proceeds|equity) (?:from|of|in|out of) (?:ours|mine|this|our|my|the)\b[^.?!]{0,40}\b(?:buy|next|down|purchase|offer|fund|move)\b|\b(?:our|my) sale (?:funds|pays for|has to fund|covers)\b`,
    // «sell first, then buy».
    String.raw`\bsell(?:ing)? (?:(?<!the )first|ours first|mine first|the \w+ one first|(?:this|that) (?:one|dump|place|house) first|this first|our \w+ first|my \w+ first)\b|\bfirst (?:we |i |to )?sell\b|\bsell (?:this one |this |it |ours |mine |my \w+ |our \w+ )?,? ?(?:and )?then (?:we |i )?(?:buy|find|look|shop|get)\b|\b(?:sell|sold)\b[^.?!]{0,24}\bbefore (?:we |i )?(?:go |start |can )?(?:buy|purchas|look|commit|do)\w*`,
    String.raw`\b(?:${HOME}|it|ours|mine)[^.?!]{0,20}${MUST} (?:be sold|sell|close)\b(?! (?:by|within|in|inside|fast|quick|soon)\b)(?=[\s\S]*${BUYS})|${BUYS}[\s\S]{0,120}\b(?:${HOME}|ours|mine)[^.?!]{0,20}${MUST} be sold\b`,
    String.raw`\b(?:house|home|place|ours|mine) must go first|\bsell-then-buy\b|\bwhatever we (?:net|get|make) (?:on|for|from) (?:this|it|ours)[^.?!]{0,40}\bnext\b|\b(?:money|equity|cash) out of (?:the|our|my|this) [^.?!]{1,24}\bbefore (?:buying|we|i)\b|\bequity pays for\b|\bhas to be sold first|\bgoes first\b(?<=\b(?:ours|mine|house|place|home) goes first)|\b(?:because|since|that) (?:we|i) (?:have|had) (?:a|our) (?:house|home|place) to sell\b|\bour buyer closes [^.?!]{1,24}\bthen (?:we|i)\b|\bstill have (?:our|my) (?:house|home|place) to sell\b`,
  ].join('|'),
  'i',
);

/** The seller's own chain, a question about it, or a home sold for other people. */
const OTHERS =
  /\b(?:the )?(?:sellers?|owners?)(?:'s)? (?:\w+ )?(?:has|have|had|needs?|must|purchase|want)\b|\bis the seller'?s\b/i;
const ASKS_SALE =
  /\b(?:need|have|want|got|has|had)\w*(?: \w+){0,3} to (?:be )?(?:sell|sold)\b|\bneed to sell\b|\bcontingen\w+\b|\bsell\b[^?]{0,40}\b(?:(?<!the )first|before)\b|\b(?:home|house|place) to sell\b|\b(?:wait|waiting) (?:for|on) (?:yours|your (?:house|home|place|sale|condo))\b|\byours (?:to sell|sells|sold|to close)\b/i;
/** Can they pay for both homes at once? */
const ASKS_BOTH =
  /\b(?:carry|swing|afford|handle|manage|float|cover|own|pay for|do) (?:both|two (?:places|homes|houses|mortgages|payments|notes))\b[^?]{0,40}\?/i;
const ONLY_OWNS = /\b(?:have|own) (?:a|another) (?:home|house|place|property) to sell\b/i;
const DENIES = /\b(?:don'?t|shouldn'?t|wouldn'?t) think so\b|\bnot at all\b|,? no\W*$/i;
const YIELDS =
  /^\W*(?:oh |well |yes )?(?:unfortunately|afraid so|sadly|i'?m afraid|we'd have to|it would|mercy yes|we would|i would|probably|have to|it has to|it does|first)\b|\byes\W*$/i;
const RESISTS =
  /\b(?:can do both|float both|carry both|not necessarily|sold in|already sold|renting|we rent|i rent|no contingenc\w+)\b/i;
/** Words of a sale or of what hangs on one: only what stands around them is read. */
const SALE =
  /\b(?:offload\w*|somebody else|someone else|our hands|in the walls|tied up|paid off|own anything|own nothing|hanging over|two notes|two places|2 notes|net on|list (?:ours|mine|our|my)|comes? out of|out of the|buys mine|need that money|we rent|renting|sell\w*|sold|sale|clos(?:e[sd]?|ing)|contingen\w+|chain|go(?:es)? first|gone|proceeds|equity|mortgages|payments|payment|unload\w*|dispos\w+|rid of|dump\w*|cash out|under contract|off the books|both|sales|heloc|bridge loan|then buy|then (?:we|i) look|house goes|\w+ goes|rental|get out from|has to go|needs to go|to go|move our|move my)\b/gi;
const MOST = 12;
const REACH = 160;

/** The stretches around words of a sale, each once, as `[start, end)`. */
function stretches(text: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  for (const match of firstMatches(text, SALE, MOST)) {
    const at = match.index ?? 0;
    const last = found.at(-1);
    if (last && at - REACH <= last[1] && last[1] - last[0] < 3 * REACH) last[1] = Math.min(text.length, at + REACH);
    else found.push([Math.max(0, at - REACH), Math.min(text.length, at + REACH)]);
  }
  return found;
}

/** Whether a home of the lead's own must be sold before they buy. */
export function findMustSellFirst({ text, agent }: Setting): FoundFact[] {
  const whole = { start: 0, end: Math.min(text.length, 40) };
  if (agent?.question && ASKS_BOTH.test(agent.text.slice(-200)) && (YES.test(text) || NO.test(text)))
    return [{ key: 'must_sell_first', value: NO.test(text), ...whole }];
  if (agent?.question && ASKS_SALE.test(agent.text.slice(-200))) {
    const owns = ONLY_OWNS.test(agent.text);
    if (NO.test(text) || DENIES.test(text) || RESISTS.test(text))
      return [{ key: 'must_sell_first', value: false, ...whole }];
    if (!owns && (YES.test(text) || YIELDS.test(text))) return [{ key: 'must_sell_first', value: true, ...whole }];
  }
  for (const [value, pattern] of [
    [false, FREE],
    [true, BOUND],
  ] as const) {
    for (const [from, to] of stretches(text)) {
      const match = pattern.exec(text.slice(from, to));
      if (!match || OTHERS.test(sentenceAround(text, from + match.index).text)) continue;
      const start = from + match.index;
      return [{ key: 'must_sell_first', value, start, end: start + match[0].length }];
    }
  }
  for (const [from, to] of stretches(text)) {
    for (const part of text.slice(from, to).matchAll(/[^.?!;\n]{6,300}/g)) {
      const value = OTHERS.test(part[0]) ? null : saleComesFirst(part[0]);
      if (value !== null) {
        const start = from + part.index;
        return [{ key: 'must_sell_first', value, start, end: start + part[0].length }];
      }
    }
  }
  return [];
}
