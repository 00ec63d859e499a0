import { say, type Reason } from '../sentences.ts';
import type { LeadState } from '../insight/lead-state.ts';
import { behaviouralSignals } from '../signals/signals.ts';
import { BEHAVIOURAL_SIGNALS, type BehaviouralSignal } from '../signals/types.ts';
import { conversion, conversionFeatures, type ConversionModel } from './conversion.ts';
import { engagement } from './engagement.ts';
import { daysToClose, level } from './level.ts';
import { momentum } from './momentum.ts';
import { priority } from './priority.ts';
import { qualificationScore } from './qualification-score.ts';
import { because, scoreOf, UNKNOWN_SCORE } from './score.ts';
import { LEVEL_NAMES, LEVELS, type Health, type Level, type Momentum, type Score, type Scores } from './types.ts';
import { urgencyScore } from './urgency-score.ts';

const RISKS: readonly BehaviouralSignal[] = [
  'slow_replies',
  'replying_slower',
  'writing_less',
  'open_agent_question',
  'silent_72h',
];
const CHANCES: readonly BehaviouralSignal[] = [
  'fast_replies',
  'replying_faster',
  'writing_more',
  'takes_initiative',
  'asked_for_viewing',
];

function riskFactors(state: LeadState): Reason[] {
  const held = behaviouralSignals(state.signals).filter((name) => RISKS.includes(name));
  return [
    ...(state.optOut ? (['the lead asked not to be contacted or has left'] as const) : []),
    ...held.map((name) => BEHAVIOURAL_SIGNALS[name]),
    ...state.openObjections.map((o) => say('open objection: {objection}', { objection: o.kind })),
    ...(state.means === 'lacking' ? (['the money is not there yet'] as const) : []),
    ...(state.known.has_agent?.value === true ? (['works with another agent'] as const) : []),
  ];
}

function growthOpportunities(state: LeadState): Reason[] {
  if (state.optOut) return [];
  const held = behaviouralSignals(state.signals).filter((name) => CHANCES.includes(name));
  const next = state.qualification.nextQuestion;
  return [
    ...held.map((name) => BEHAVIOURAL_SIGNALS[name]),
    ...(next ? [say('ask next: {question}', { question: next.question })] : []),
  ];
}

function overall(
  state: LeadState,
  at: Level,
  pace: Momentum,
  parts: Pick<Scores, 'engagement' | 'qualification' | 'urgency'>,
): Score {
  if (parts.engagement.value === null) return UNKNOWN_SCORE;
  if (state.optOut) return scoreOf([because('Has left or asked not to be contacted', 0, state.optOut.evidence)]);
  return scoreOf([
    because(LEVEL_NAMES[at], 6 * LEVELS.indexOf(at)),
    because('Engagement', 0.4 * parts.engagement.value),
    because('Qualification', 0.2 * (parts.qualification.value ?? 0)),
    because('Urgency', 0.1 * (parts.urgency.value ?? 0)),
    because(
      say('Momentum {momentum}', { momentum: pace }),
      { accelerating: 6, steady: 0, slowing: -6, stalled: -10 }[pace],
    ),
    because(
      'Open objections',
      -4 * state.openObjections.length,
      state.openObjections.map((o) => o.evidence),
    ),
  ]);
}

/** Health and scores of a lead, every number with its contributions. */
export function assess(state: LeadState, model?: ConversionModel): { health: Health; scores: Scores } {
  const at = level(state);
  const { momentum: pace, reasons: momentumReasons } = momentum(state);
  const parts = {
    engagement: engagement(state),
    qualification: qualificationScore(state),
    urgency: urgencyScore(state),
  };
  const whole = overall(state, at.level, pace, parts);
  const values = {
    engagement: parts.engagement.value,
    qualification: parts.qualification.value,
    urgency: parts.urgency.value,
  };
  const health: Health = {
    overall: whole.value,
    level: at.level,
    momentum: pace,
    ...values,
    conversion:
      state.substantive.length === 0 || state.optOut ? null : conversion(conversionFeatures(at.level, values), model),
    riskFactors: riskFactors(state),
    growthOpportunities: growthOpportunities(state),
    estimatedDaysToClose: daysToClose(state, at.level),
    levelReasons: at.reasons,
    momentumReasons,
    contributions: whole.contributions,
  };
  return { health, scores: { ...parts, priority: priority(state, at, pace, parts) } };
}
