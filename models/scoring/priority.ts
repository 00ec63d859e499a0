import { say } from '../sentences.ts';
import type { LeadState } from '../insight/lead-state.ts';
import { silenceCost } from './engagement.ts';
import { because, scoreOf, total, UNKNOWN_SCORE } from './score.ts';
import type { Standing } from './level.ts';
import { LEVEL_NAMES, type Momentum, type Score, type Scores } from './types.ts';

const MOMENTUM_POINTS: Record<Momentum, number> = { accelerating: 4, steady: 0, slowing: -3, stalled: -4 };

/**
 * Who needs attention now, 0–100: what the lists are ordered by. The weights are those of a linear fit to the order of heat in
 * the labelled training conversations, rounded; urgency and silence keep a say of their own beside the level.
 */
export function priority(
  state: LeadState,
  { level, position }: Pick<Standing, 'level' | 'position'>,
  momentum: Momentum,
  scores: Pick<Scores, 'urgency' | 'engagement' | 'qualification'>,
): Score {
  if (state.lead.length === 0) return UNKNOWN_SCORE;
  if (state.optOut) return scoreOf([because('Asked not to be contacted, or has left', 0, state.optOut.evidence)]);
  const parts = [
    because(LEVEL_NAMES[level], 17 * position),
    because('Urgency', 0.03 * (scores.urgency.value ?? 0)),
    because('Engagement', 0.02 * (scores.engagement.value ?? 0)),
    because('Qualification', 0.04 * (scores.qualification.value ?? 0)),
    because(say('Momentum {momentum}', { momentum }), MOMENTUM_POINTS[momentum]),
    because('Waits for your answer', state.signals.openLeadQuestions.length ? 3 : 0, state.signals.openLeadQuestions),
  ];
  return scoreOf([...parts, silenceCost(state, total(parts) * 0.1)]);
}
