import { readAgentTurn, type AgentTurn } from '../text/rules/agent-turn.ts';
import type { Turn } from '../text/types.ts';

export type Market = 'rent' | 'sale' | 'unknown';

/** What the extractors read: the message, and what the turns before it make of it. */
export interface Setting {
  /** The message with straight quotes; same length as the original, so that offsets hold. */
  text: string;
  /** The agent's last turn, unless the lead has answered it already. */
  agent: AgentTurn | null;
  /** Whether figures are rents or prices. */
  market: Market;
  /** The lead speaks of a home to sell. */
  selling: boolean;
  /** The lead buys or rents. */
  buying: boolean;
  /** The lead looks for a home. */
  searching: boolean;
  /** ISO 8601 with the lead's offset, when known. */
  sentAt: string | undefined;
}

/** Longest stretch of a message that is read; nobody states a need after twenty pages. */
const LONGEST = 12_000;

export const straight = (text: string) => text.slice(0, LONGEST).replace(/[’‘]/g, "'").replace(/[“”]/g, '"');

const RENT =
  /\b(?:rent(?:s|ing|al|als|in|er)?(?! rolls?\b)|lease|leasing|landlord|tenant|voucher|section 8|a month|per month|monthly|\/ ?mo(?:nth)?|security deposit|roommates?|studio|furnished|month to month|apartments?|apt|cosigner|sublet)\b/gi;
const SALE =
  /\b(?:buy(?:ing)?|bought|purchase|purchasing|mortgage|pre-?approv\w*|down payment|closing|close on|offer|fha|va loan|conventional|lender|own(?:ing)?|cash buyer|first[- ]time (?:home ?)?buyer|starter home|escrow|acres?|sell(?:er|ers|ing)?|invest\w*|condominium)\b/gi;
const HOME = String.raw`(?:house|home|place|property|condo\w*|townho\w+|row ?\w+|duplex|triplex|\w+plex|land|farm\w*|cottage|cabin|ranch|building|apartment|family|decker|estate|one)`;
const WHOSE = String.raw`(?:my|our|his|her|their|the|this|mine|ours|it|(?:mom|dad|ma|pa|pop|mama|daddy|nana|mum|gran\w*|uncle|aunt|mother|father|brother|sister|parent)s?'?s?|[\p{L}]+'s)`;
/** The lead (or who they speak for) has a home to sell. */
const SELLING = new RegExp(
  [
    String.raw`(?<!you |they |to |people |who |he |she )\b(?:sell(?!er)(?:in[g']?)?)\b(?! (?:by|price|me|us|houses|homes|real estate|condos|for\?))`,
    String.raw`\b(?:to|gonna|wanna|do|and|n|we'll|i'll|would|might|could|may|will) sell\b`,
    String.raw`\b(?:list|listing|sale of|selling of) ${WHOSE}\b(?! (?:houses|homes)\b)`,
    String.raw`\bput(?:ting)? (?:up )?${WHOSE}\b[^.?!\n]{0,40}\b(?:up|on|live)\b`,
    String.raw`\b(?:goes|go|going|come|coming|be|is|it|put) (?:up for sale|on the market|live(?! (?:in|with|by|near))|on mls)\b|\b(?:house|home|place|it|condo|farm) (?:here )?(?:goes up|go up|is listed|got listed|is on the market)\b`,
    String.raw`\bon the market (?:by|before|in|at|as|this|next)\b|\bfor sale (?:by|within|soon)\b`,
    String.raw`\b(?:wants?|needs?|like|get|have|see|be|is|gets|getting|rather have|hope to have|hoping for|so|the) (?:it|this|that|them|${WHOSE} (?:\w+ ){0,2}?${HOME}|to be)?\s?(?:sold|listed)\b(?! (?:me|us|for|at)\b)`,
    String.raw`\b(?:must|has to|needs? to|gotta|should|can) (?:be )?(?:sold|sell|close first|go first)\b`,
    String.raw`\b(?:unload|dump|offload|dispose of|part with) ${WHOSE}\b|\bneeds a buyer\b|\b(?:want|need|have) to be out of (?:this|my|our) (?:house|home|condo|place)\b|\b(?:unloaded|offload(?:ed)?) (?:our|my)\b|\b(?:need|want|have|get|gotta get|like) (?:the|my|our) (?:[\w'-]+ ){1,5}(?:sold|listed)\b|\b(?:our|my|the) (?:[\w'-]+ ){1,5}(?:has to|have to|must|needs to|gotta) (?:go|close|sell|be sold) (?:first|before (?:we|i)\b)|\b(?:until|till|til|once|when|unless) (?:our|my|the) (?:[\w'-]+ ){1,5}(?:sells|closes|is sold)\b`,
    String.raw`\bwant out of\b|\bget rid of\b|\bput a number on ${WHOSE}|\bexecut(?:or|rix)s? of|\bgot (?:\w+ ){1,5}(?:to|i wanna) sell\b`,
    String.raw`\bwhat (?:would|might|could|does|do|can|will) (?!they|these|those|people|houses|places|homes).{0,80}(?:bring|fetch|get for|go for|be worth|worth)\b|\bwhat (?:it|he|she|i|we|mine|ours) (?:could|would|might|can) (?:go for|bring|fetch|get)`,
    String.raw`\b(?:my|our|own|mine|ours|mother|father|mom|dad|uncle|aunt|gran\w+)(?:'?s)?\b[^.?!\n]{0,40}\b(?:worth|value[ds]?|comps?)\b|\b(?:whats|what's|what is) (?:it|mine|ours|this|my|our)\b[^.?!]{0,30}\bworth\b`,
    String.raw`\basking for my own (?:house|place|home|condo)\b|\b(?:triple|three) decker on\b`,
    String.raw`\b(?:has|have|had) (?:sat )?(?:with|had) your sign|\bwith you since\b|\byour sign (?:on|up)\b|\bthe listing (?:call|say|photo|price|agreement)\w*|\b(?:sign up|photographer)\b`,
    String.raw`\b(?:they|buyers?|tell (?:them|'em|em)) (?:can|may|want|asked|offered|get|have)\b[^.?!]{0,60}\boff\b`,
  ].join('|'),
  'iu',
);
/** The agent speaks to an owner. */
const TO_OWNER =
  /\b(?:buyers?|(?:two|three|four|five|several|\d) offers|your (?:\w+ ){0,2}(?:house|home|condo\w*|townho\w+|duplex|triplex|place|property|land|listing|sale|two-family|building)|list(?:ing)? (?:it|your|the|mom|dad|ma)\b|(?:house|home|place|condo|property) (?:listed|on the market)\b|\bto sell (?:first|before)|thinking of selling|sell (?:it|your|the))/i;
const NOT_YET_THEIRS = /\byour (?:new|next|dream|future|budget|ideal)\b/i;
/** The lead buys or rents. */
const BUYING =
  /\b(?:buy(?:ing)?|purchas\w+|look(?:ing|in) (?:for|to (?:buy|rent))|rent(?:ing|in)?|pre-?approv\w*|need an? (?:house|place|\d|rental|apartment)|next place|(?:shopping|hunting|in the market) for|something (?:smaller|bigger|with|around|in))\b/i;
const SEARCHING =
  /\b(?:look(?:ing|in)?(?: to| for| at| around)?|search(?:ing)?|downsiz\w*|hunt(?:ing)?|need(?:s|ed|ing)?|want(?:s|ed|ing|in)?|wanna|tryna|trying to|find|hop(?:e|ing)|wish|after|anything|any|anybody|interested|buy(?:ing)?|rent(?:ing|in)?|purchase|lease|got any|do you have|have you got|send(?:ing)?|keep|show me|in the market|would like|should like|prefer|moving|thinking|relocat\w+|pcs\w*|looking|ideally|budget|must have|how much (?:down|is|are)|what (?:is|are) (?:there|around)|listings|whats? out there|what do you have|under \$?\d)\b/i;

const count = (pattern: RegExp, text: string) => text.match(pattern)?.length ?? 0;

function marketOf(text: string, context: readonly Turn[]): Market {
  const rent = count(RENT, text);
  const sale = count(SALE, text);
  if (rent !== sale && (rent === 0 || sale === 0)) return rent > sale ? 'rent' : 'sale';
  const before = context.map((turn) => straight(turn.text)).join(' ');
  const rents = rent * 2 + count(RENT, before);
  const sales = sale * 2 + count(SALE, before);
  if (rents !== sales) return rents > sales ? 'rent' : 'sale';
  // The size of the figures on the table tells.
  if (/\b\d{3},\d{3}\b|\b\d{3}k\b|\b\d\.\d+ ?(?:m|million)\b/i.test(before)) return 'sale';
  return /(?<![\d,/#]|\b(?:unit|apt|on|suite|number|in|since|of) )[1-9],?\d{3}(?!\d|,\d| ?(?:sq|square|acres))/.test(
    before,
  )
    ? 'rent'
    : 'unknown';
}

export function readSetting(message: { text: string; context: readonly Turn[]; sentAt?: string | undefined }): Setting {
  const text = straight(message.text);
  const agent = readAgentTurn(message.context);
  return {
    text,
    agent: agent?.answered ? null : agent,
    market: marketOf(text, message.context),
    selling:
      SELLING.test(text) ||
      (agent !== null && !agent.answered && TO_OWNER.test(agent.text) && !NOT_YET_THEIRS.test(agent.text)),
    buying: BUYING.test(text),
    searching: SEARCHING.test(text),
    sentAt: message.sentAt,
  };
}
