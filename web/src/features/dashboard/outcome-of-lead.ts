import type { LeadOutcome } from './lead-figures.ts';

/** The fields of an `outcome` record, a child of its lead. */
export interface OutcomeFields {
  outcome?: unknown;
  decidedAt?: unknown;
}

/** How a lead ended: what was decided last; null while it is open. */
export function outcomeOfLead(records: readonly OutcomeFields[]): LeadOutcome | null {
  const decided = records
    .map(({ outcome, decidedAt }) => ({
      result: outcome,
      at: typeof decidedAt === 'string' ? Date.parse(decidedAt) : NaN,
    }))
    .filter(({ at }) => !Number.isNaN(at))
    .sort((a, b) => b.at - a.at);
  const [last] = decided;
  return last && (last.result === 'won' || last.result === 'lost') ? { result: last.result, at: last.at } : null;
}
