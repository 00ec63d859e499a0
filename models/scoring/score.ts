import { say, type Reason } from '../sentences.ts';
import type { Contribution, Evidence } from '../conversation.ts';
import type { Score } from './types.ts';

/** A contribution; `evidence` may be one place, several or none. */
export function because(reason: Reason, points: number, evidence: Evidence | readonly Evidence[] = []): Contribution {
  return { reason, points, evidence: Array.isArray(evidence) ? evidence : [evidence as Evidence] };
}

/**
 * A score of 0 to 100 that is exactly the sum of its contributions: zero addends are dropped, and where the sum leaves
 * the range a last contribution says so.
 */
export function scoreOf(contributions: readonly Contribution[]): Score {
  const parts = contributions.filter((c) => c.points !== 0);
  const sum = total(parts);
  if (sum > 100) parts.push(because('Held at the top of the scale', 100 - sum));
  if (sum < 0) parts.push(because('Held at the bottom of the scale', -sum));
  return { value: total(parts), contributions: parts };
}

export function total(contributions: readonly Contribution[]): number {
  return contributions.reduce((sum, c) => sum + c.points, 0);
}

/** Not enough evidence for a number. */
export const UNKNOWN_SCORE: Score = { value: null, contributions: [] };

/** Days in words for reasons: `2 hours`, `1 day`, `12 days`. */
export function spanInWords(days: number): Reason {
  if (days < 1) {
    const count = Math.max(1, Math.round(days * 24));
    return say(count === 1 ? '{count} hour' : '{count} hours', { count });
  }
  const count = Math.round(days);
  return say(count === 1 ? '{count} day' : '{count} days', { count });
}
