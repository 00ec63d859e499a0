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
  /** The lead looks for a home. */
  searching: boolean;
  /** ISO 8601 with the lead's offset, when known. */
  sentAt: string | undefined;
}

/** Longest stretch of a message that is read; nobody states a need after twenty pages. */
const LONGEST = 12_000;

export const straight = (text: string) => text.slice(0, LONGEST).replace(/[’‘]/g, "'").replace(/[“”]/g, '"');

const RENT =
  /\b(?:rent(?:s|ing|al|als|in|er)?|lease|leasing|landlord|tenant|voucher|section 8|a month|per month|monthly|\/ ?mo(?:nth)?|security deposit|roommates?|studio|furnished|month to month|apartments?|apt|cosigner|sublet)\b/gi;
const SALE =
  /\b(?:buy(?:ing)?|bought|purchase|purchasing|mortgage|pre-?approv\w*|down payment|closing|close on|offer|fha|va loan|conventional|lender|own(?:ing)?|cash buyer|first[- ]time (?:home ?)?buyer|starter home|escrow|acres?|sell(?:er|ers|ing)?|invest\w*|condominium)\b/gi;
const SELLING =
  /\b(?:sell(?:ing)?|list(?:ing)? (?:it|my|our|the|his|her|mom|dad|nana|grand)|put (?:it|the house|our|my) on the market|(?:on the market|sold) (?:by|before)|for sale (?:by|within)|put a number on (?:my|our)|(?:like|want) (?:it|this|the \w+) sold|executors? of|what (?:would|might|could|does|do) .{0,80}(?:bring|fetch|get for|go for|worth)|(?:my|our|mom's|dad's|mother's|father's|uncle'?s|aunt'?s|grand\w+'?s) .{0,40}(?:worth|value))\b/i;
const SEARCHING =
  /\b(?:look(?:ing|in)?(?: to| for| at| around)?|search(?:ing)?|downsiz\w*|hunt(?:ing)?|need(?:s|ed|ing)?|want(?:s|ed|ing|in)?|wanna|tryna|trying to|find|hop(?:e|ing)|wish|after|anything|any|anybody|interested|buy(?:ing)?|rent(?:ing|in)?|purchase|lease|got any|do you have|have you got|send|show me|in the market|would like|should like|prefer|moving|thinking|relocat\w+|pcs\w*|looking|ideally|budget|must have)\b/i;

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
  return /(?<![\d,])[1-9],?\d{3}(?![\d,]| ?(?:sq|square|acres))/.test(before) ? 'rent' : 'unknown';
}

export function readSetting(message: { text: string; context: readonly Turn[]; sentAt?: string | undefined }): Setting {
  const text = straight(message.text);
  const agent = readAgentTurn(message.context);
  return {
    text,
    agent: agent?.answered ? null : agent,
    market: marketOf(text, message.context),
    selling: SELLING.test(text) || (agent !== null && !agent.answered && /\bbuyers?\b/i.test(agent.text)),
    searching: SEARCHING.test(text),
    sentAt: message.sentAt,
  };
}
