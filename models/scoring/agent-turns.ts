import type { Evidence } from '../conversation.ts';
import { DAY, factsOf, type LeadState, type ReadMessage } from '../insight/lead-state.ts';

/** An agreement that is being carried out, in the agent's words. */
const UNDER_WAY =
  /\b(?:accepted|countersigned|under contract|in escrow|escrow (?:is )?open(?:ed)?|title (?:is |was )?open(?:ed)?|clear(?:ed)? to close|closing (?:is|on|day|date|table)|you(?:'|’)?re approved|application (?:is |was )?approved|they (?:said yes|took it|signed|agreed)|seller(?:s)? (?:signed|agreed|said yes)|you got (?:it|the)|it(?:'|’)?s yours|(?:listing|we) (?:is|are|went) live|lease is (?:ready|signed|in your)|congrat\w*)\b/i;
const FELL_THROUGH =
  /\b(?:fell through|backed out|rejected|turned (?:it|us) down|declined|went with (?:another|someone))\b/i;
const DATED = /\b(?:clos(?:e|es|ing)|move[- ]?in|keys|lease (?:starts|begins|ends)|deadline|due|best and final|by)\b/i;

const whole = (m: ReadMessage): Evidence => ({ messageId: m.id, start: 0, end: m.text.length });
const byAgent = (state: LeadState) => state.messages.filter((m) => m.from === 'agent' && !m.automated);

/** The agent's latest word that a deal is agreed or under way, unless a later one says that it fell through. */
export function underWay(state: LeadState): Evidence | null {
  const said = byAgent(state).findLast((m) => UNDER_WAY.test(m.text) || FELL_THROUGH.test(m.text));
  return said && !FELL_THROUGH.test(said.text) ? whole(said) : null;
}

/** The date that the agent's latest turns put on it (closing, keys, a deadline): days from now, or null. */
export function agentDate(state: LeadState): { daysLeft: number; evidence: Evidence } | null {
  for (const m of byAgent(state).slice(-4).reverse()) {
    if (!DATED.test(m.text)) continue;
    const found = factsOf(m, []).facts.find((fact) => fact.key === 'timeline_days_max');
    if (found?.key === 'timeline_days_max') {
      const daysLeft = (m.at + found.value * DAY - state.now) / DAY;
      return { daysLeft, evidence: { messageId: m.id, start: found.start, end: found.end } };
    }
  }
  return null;
}
