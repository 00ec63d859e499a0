import type { Plain } from '../sentences.ts';
/** Who else the lead speaks of. */
export const COMPETITION_NAMES = {
  agent: 'another agent',
  portal: 'a portal',
  offer: 'another offer',
  builder: 'a builder',
  instant_buyer: 'an instant buyer or selling alone',
} as const satisfies Record<string, Plain>;
export type Competition = keyof typeof COMPETITION_NAMES;

export interface CompetitionMention {
  kind: Competition;
  /** `[start, end)` in the text. */
  start: number;
  end: number;
}

const AGENT = String.raw`(?:agents?|realtors?|brokers?|brokerages?)`;
const KIN = String.raw`(?:cousin|sister|brother|friend|uncle|aunt|nephew|niece|buddy|neighbou?r|in-law|mom|dad|coworker)`;

const PATTERNS: Readonly<Record<Competition, readonly string[]>> = {
  agent: [
    String.raw`(?:another|other|different|second|three|two|several|a few|some other) (?:\w+ )?${AGENT}`,
    String.raw`my (?:own )?${AGENT}\b|my ${KIN}(?:'?s)? (?:is |has )?(?:an? )?(?:\w+ )?(?:${AGENT}|licen[sc]e)`,
    String.raw`(?:my ${KIN}|(?:an?|one) ${AGENT}) (?:offered|says|said|will do it|would do it|charges|can do it|only wants)`,
    String.raw`(?:working|went|going|signed|listed|relisted|list|sign|interviewing|talking|speaking) (?:\w+ )?(?:with|to) (?:someone|somebody|another|others|other people|a different|a few|two|three)\b`,
    String.raw`(?:compass|coldwell banker|keller williams|re/?max|century ?21|sotheby'?s|exp realty|berkshire hathaway|redfin agent)(?: ${AGENT})?`,
  ],
  portal: [
    String.raw`(?:zillow|redfin|trulia|realtor\.com|homes\.com|apartments\.com|rent\.com|zestimate|streeteasy|hotpads|craigslist|facebook marketplace)`,
  ],
  offer: [
    String.raw`(?:another|other|competing|better|higher|second|lower|multiple|two|three|several|an?) (?:cash )?offers?\b[^.?!\n]{0,24}\b(?:on the table|from (?:another|someone|a|an|the)|came in|already|elsewhere|in hand|pending)`,
    String.raw`(?:another|competing|better|higher|second) (?:cash )?offers?\b|(?:have|got|received) (?:\w+ )?(?:other|multiple|two|three|several|a few) offers|(?:someone|somebody) else (?:offered|bid|is offering|wants it)|(?:bidding war|outbid|other buyers? (?:bidding|offered))`,
    String.raw`(?:another|the other|a different) (?:place|house|apartment|unit|landlord|building|complex|one) (?:offered|accepted|approved|said yes|is cheaper|gave|will)`,
  ],
  builder: [
    String.raw`(?:lennar|d\.? ?r\.? horton|pulte|kb homes?|toll brothers|ryan homes|taylor morrison|meritage|nvr|centex|del webb|david weekley|perry homes|m/i homes)`,
    String.raw`(?:the|a|another|local|home) builders?\b(?! grade)|new (?:build|construction|development)s?\b|model homes?\b|build (?:our|my) own`,
  ],
  instant_buyer: [
    String.raw`(?:opendoor|open door|offerpad|ibuyer|i-buyer|we buy (?:ugly )?houses|cash (?:home )?buyer companies|wholesalers?|investor letters?)`,
    String.raw`fsbo|for sale by owner|sell(?:ing)? (?:it )?(?:myself|ourselves|on (?:my|our) own|without (?:an? )?${AGENT})|flat[- ]fee (?:place|broker\w*|listing|service|mls)`,
  ],
};

/** «Which agent?» and the seller's side compete with no one. */
const OTHER_SIDE = /\b(?:listing|seller'?s|their|the other side'?s) (?:agent|realtor|broker)/i;

const COMPETITORS = (Object.keys(PATTERNS) as Competition[]).map((kind) => ({
  kind,
  pattern: new RegExp(PATTERNS[kind].map((source) => String.raw`\b(?:${source})`).join('|'), 'i'),
}));

/** The competitors that a message names, the first mention of each kind, in order of the text. */
export function competitionIn(text: string): CompetitionMention[] {
  const plain = text.replace(/’/g, "'");
  return COMPETITORS.flatMap(({ kind, pattern }) => {
    const match = pattern.exec(plain);
    if (!match || (kind === 'agent' && OTHER_SIDE.test(match[0]))) return [];
    return [{ kind, start: match.index, end: match.index + match[0].length }];
  }).sort((a, b) => a.start - b.start);
}
