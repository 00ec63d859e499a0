import { HOUR, type LeadState, type ReadMessage } from '../insight/lead-state.ts';
import { READINESS } from '../text/labels.ts';
import type { Momentum } from './types.ts';

const STALLED_HOURS = 72;

/** Nearness of a message to a deal, 0–3; courtesy says nothing. */
function nearness(message: ReadMessage): number | null {
  if (message.analysis === null || message.analysis.intents.includes('courtesy')) return null;
  return READINESS.indexOf(message.analysis.readiness);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Change of nearness from the earlier to the later half of the lead's messages; 0 where too few. */
function approach(state: LeadState): number {
  const values = state.lead.map(nearness).filter((value) => value !== null);
  if (values.length < 2) return 0;
  const half = Math.max(1, values.length >> 1);
  return mean(values.slice(-half)) - mean(values.slice(0, half));
}

function hoursSinceOpenQuestion(state: LeadState): number {
  const ids = new Set(state.signals.openAgentQuestions.map((q) => q.messageId));
  const asked = state.messages.find((m) => ids.has(m.id));
  return asked ? (state.now - asked.at) / HOUR : 0;
}

function trendPoints(state: LeadState): number {
  const { replyTrend, lengthTrend } = state.signals;
  const faster = replyTrend === null ? 0 : replyTrend <= 0.5 ? 1 : replyTrend >= 2.5 ? -1 : 0;
  const longer = lengthTrend === null ? 0 : lengthTrend >= 1.4 ? 0.5 : lengthTrend <= 0.6 ? -0.5 : 0;
  return faster + longer;
}

/**
 * Is the lead answering faster, longer and nearer to a deal than before, or the reverse; `stalled` after 72 hours of
 * silence on an agent's open question (label guide).
 */
export function momentum(state: LeadState): Momentum {
  if (hoursSinceOpenQuestion(state) > STALLED_HOURS) return 'stalled';
  if (state.optOut) return 'slowing';
  const points = trendPoints(state) + 1.2 * approach(state);
  if (state.lead.length >= 2 && points >= 1) return 'accelerating';
  return points <= -1 ? 'slowing' : 'steady';
}
