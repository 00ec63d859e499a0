import { say } from '../sentences.ts';
import type { Contribution } from '../conversation.ts';
import { HOUR, type LeadState } from '../insight/lead-state.ts';
import { decideClass } from './feature.ts';
import { MOMENTUM_MODEL } from './fitted.ts';
import { momentumFeatures } from './momentum-features.ts';
import { because, spanInWords } from './score.ts';
import type { Momentum } from './types.ts';

const STALLED_HOURS = 72;

function hoursSinceOpenQuestion(state: LeadState): number {
  const ids = new Set(state.signals.openAgentQuestions.map((q) => q.messageId));
  const asked = state.messages.find((m) => ids.has(m.id));
  return asked ? (state.now - asked.at) / HOUR : 0;
}

/**
 * Is the lead answering faster, longer and nearer to a deal than before, or the reverse (fitted on labelled
 * conversations); `stalled` by definition: over 72 hours of silence on an agent's open question. With the reasons.
 */
export function momentum(state: LeadState): { momentum: Momentum; reasons: Contribution[] } {
  const open = hoursSinceOpenQuestion(state);
  if (open > STALLED_HOURS) {
    const reason = say('No answer to your question for {span}', { span: spanInWords(open / 24) });
    return { momentum: 'stalled', reasons: [because(reason, 1, state.signals.openAgentQuestions)] };
  }
  if (state.lead.length < 2) {
    return state.optOut
      ? { momentum: 'slowing', reasons: [because('Has left or asked not to be contacted', 1, state.optOut.evidence)] }
      : { momentum: 'steady', reasons: [because('Too little to compare', 1)] };
  }
  const { chosen, reasons } = decideClass(MOMENTUM_MODEL, momentumFeatures(state));
  return { momentum: chosen, reasons };
}
