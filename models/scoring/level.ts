import type { Contribution } from '../conversation.ts';
import { has, type LeadState } from '../insight/lead-state.ts';
import { decideClass } from './feature.ts';
import { LEVEL_MODEL } from './fitted.ts';
import { levelDaysLeft, levelFeatures } from './level-features.ts';
import { because } from './score.ts';
import { LEVELS, type Level } from './types.ts';

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

/** Where a lead stands: the level, and its place between the levels, 0 (cold) to 5 (hot), as far as the features tell. */
export interface Standing {
  level: Level;
  position: number;
  reasons: Contribution[];
}

/** The mean level by belief; where a definition overruled the choice, no farther than the level that it allows. */
function positionOf(shares: Record<Level, number>, chosen: Level, allowed: Level): number {
  const mean = LEVELS.reduce((sum, name, at) => sum + at * shares[name], 0);
  const limit = LEVELS.indexOf(allowed);
  if (chosen === allowed) return mean;
  return limit < LEVELS.indexOf(chosen) ? Math.min(mean, limit) : Math.max(mean, limit);
}

/**
 * The level by the guide's definitions: a linear model over stated features, fitted on labelled conversations, with the
 * contributions that led to it. Silence plays no part; who has left, or said nothing of substance, is cold.
 */
export function level(state: LeadState): Standing {
  if (state.optOut) {
    const reasons = [because('Has left or asked not to be contacted', 0, state.optOut.evidence)];
    return { level: 'cold', position: 0, reasons };
  }
  if (!state.substantive.some((m) => !has(m, 'courtesy'))) return { level: 'cold', position: 0, reasons: [] };
  const { chosen, shares, reasons } = decideClass(LEVEL_MODEL, levelFeatures(state));
  const allowed = gated(chosen, state);
  return { level: allowed, position: positionOf(shares, chosen, allowed), reasons };
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
