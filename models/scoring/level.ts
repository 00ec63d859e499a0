import type { Contribution } from '../conversation.ts';
import { has, type LeadState } from '../insight/lead-state.ts';
import { decideClass } from './feature.ts';
import { LEVEL_MODEL } from './fitted.ts';
import { levelDaysLeft, levelFeatures } from './level-features.ts';
import { because } from './score.ts';
import type { Level } from './types.ts';

/** The last word is an objection and no longer wants to go on. */
function retreats(state: LeadState): boolean {
  const last = state.substantive.at(-1)?.analysis;
  return last !== undefined && last !== null && last.objections.length > 0 && last.readiness !== 'ready';
}

/** Wants to go on, or to see a home within a known time: more than a first question. */
const acts = (state: LeadState): boolean =>
  state.substantive.some(
    (m) =>
      m.analysis?.readiness === 'ready' ||
      (has(m, 'showing') && m.analysis?.readiness === 'considering' && m.analysis.urgency !== 'none'),
  );

/**
 * A level claims what its definition needs: `cold` that nothing was acted on, `ready` a present wish, `hot` means and a
 * date that is not long past.
 */
function gated(chosen: Level, state: LeadState): Level {
  if (chosen === 'cold' && acts(state)) return 'warming';
  if ((chosen === 'ready' || chosen === 'hot') && retreats(state)) return 'qualified';
  const past = (levelDaysLeft(state) ?? 0) < -30;
  return chosen === 'hot' && (state.means === 'lacking' || past) ? 'ready' : chosen;
}

/**
 * The level by the guide's definitions: a linear model over stated features, fitted on labelled conversations, with the
 * contributions that led to it. Silence plays no part; who has left, or said nothing of substance, is cold.
 */
export function level(state: LeadState): { level: Level; reasons: Contribution[] } {
  if (state.optOut) {
    return { level: 'cold', reasons: [because('Has left or asked not to be contacted', 0, state.optOut.evidence)] };
  }
  if (!state.substantive.some((m) => !has(m, 'courtesy'))) return { level: 'cold', reasons: [] };
  const { chosen, reasons } = decideClass(LEVEL_MODEL, levelFeatures(state));
  return { level: gated(chosen, state), reasons };
}

const HORIZON_DAYS: Record<Level, { low: number; high: number } | null> = {
  cold: null,
  warming: null,
  engaged: { low: 45, high: 240 },
  qualified: { low: 30, high: 150 },
  ready: { low: 20, high: 90 },
  hot: { low: 10, high: 45 },
};

/** Days to a closing as a range, from the level and the stated date; null where the level says too little. */
export function daysToClose(state: LeadState, of: Level): { low: number; high: number } | null {
  const range = HORIZON_DAYS[of];
  if (!range || state.optOut) return null;
  const dated = state.known.timeline_days_max ? state.deadline : null;
  if (!dated || dated.daysLeft <= 0) return range;
  const days = Math.round(dated.daysLeft);
  return { low: Math.min(range.low, days), high: Math.max(Math.min(range.low, days), Math.min(days + 30, 730)) };
}
