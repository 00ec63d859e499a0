import { say } from '../sentences.ts';
import type { QuietHoursTable } from './guards/quiet-hours-table.ts';
import type { Candidate } from './candidates.ts';
import type { ActionKind } from './types.ts';

/** How often agents took up and dismissed proposals of a kind. */
export interface Verdicts {
  accepted: number;
  dismissed: number;
}

/** What agents taught about kinds of actions, and how sure a proposal must be to be shown. */
export interface ActionTuning {
  verdicts: Partial<Record<ActionKind, Verdicts>>;
  /** Least confidence a kind, 0 to 1. */
  least: Partial<Record<ActionKind, number>>;
  /** Hours in which leads are contacted; the law's where absent. */
  hours?: QuietHoursTable | undefined;
}
export const UNTUNED: ActionTuning = { verdicts: {}, least: {} };

/** Fewer verdicts of a kind change nothing. */
export const LEAST_VERDICTS = 5;
/** Verdicts on each side that are assumed beforehand: few real ones move little. */
const ASSUMED = 2;

/**
 * The factor on a kind's weight, between 0.75 (all dismissed) and 1.25 (all taken up): 0.75 + half the share taken up, by
 * the posterior mean of a beta distribution. 1 below five verdicts.
 */
export function weightFactor(verdicts: Verdicts | undefined): number {
  if (!verdicts || verdicts.accepted + verdicts.dismissed < LEAST_VERDICTS) return 1;
  const { accepted, dismissed } = verdicts;
  return 0.75 + (0.5 * (accepted + ASSUMED)) / (accepted + dismissed + 2 * ASSUMED);
}

/** Candidates as agents' verdicts rank them, each change told in its reason; `stop_contact` is never touched. */
export function tuned(candidates: readonly Candidate[], { verdicts, least }: ActionTuning): Candidate[] {
  return candidates
    .map((found) => reweighted(found, verdicts[found.kind]))
    .filter(({ kind, weight }) => kind === 'stop_contact' || weight / 100 >= (least[kind] ?? 0))
    .sort((a, b) => b.weight - a.weight || (a.kind < b.kind ? -1 : 1));
}

function reweighted(found: Candidate, verdicts: Verdicts | undefined): Candidate {
  const factor = weightFactor(verdicts);
  if (factor === 1 || found.kind === 'stop_contact') return found;
  const { accepted, dismissed } = verdicts!;
  const values = { reason: found.reason, count: [accepted, accepted + dismissed] };
  const reason =
    factor > 1
      ? say('{reason} (ranked higher: {count} of {count} such proposals were taken up)', values)
      : say('{reason} (ranked lower: {count} of {count} such proposals were taken up)', values);
  return { ...found, weight: found.weight * factor, reason };
}
