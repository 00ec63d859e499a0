import { HOUR, type LeadState } from '../insight/lead-state.ts';
import { decideClass } from './feature.ts';
import { MOMENTUM_MODEL } from './fitted.ts';
import { momentumFeatures } from './momentum-features.ts';
import type { Momentum } from './types.ts';

const STALLED_HOURS = 72;

function hoursSinceOpenQuestion(state: LeadState): number {
  const ids = new Set(state.signals.openAgentQuestions.map((q) => q.messageId));
  const asked = state.messages.find((m) => ids.has(m.id));
  return asked ? (state.now - asked.at) / HOUR : 0;
}

/**
 * Is the lead answering faster, longer and nearer to a deal than before, or the reverse (fitted on labelled
 * conversations); `stalled` by definition: over 72 hours of silence on an agent's open question.
 */
export function momentum(state: LeadState): Momentum {
  if (hoursSinceOpenQuestion(state) > STALLED_HOURS) return 'stalled';
  if (state.lead.length < 2) return state.optOut ? 'slowing' : 'steady';
  return decideClass(MOMENTUM_MODEL, momentumFeatures(state)).chosen;
}
