import { markTried, type Outgoing } from '../storage/outgoing.ts';
import type { InTenant } from '../storage/storage.ts';
import { GhlError, mayHaveBeenDone } from './ghl-error.ts';

/** Clocks of GHL and of this server may differ by this much. */
const SKEW_MILLIS = 300_000;

/**
 * Creates something in the CRM once. An earlier try may have got through though its answer was lost, and GHL can
 * answer 422 and still have created: so it is looked for before it is created again.
 * @param find the id of what was created since a moment, or null.
 */
export async function createOnce(
  deps: { inTenant: InTenant; clock: () => number },
  item: Outgoing,
  calls: { find: (since: number) => Promise<string | null>; create: () => Promise<string> },
): Promise<string> {
  const since = (item.triedAt ?? deps.clock()) - SKEW_MILLIS;
  if (item.triedAt !== null) {
    const found = await calls.find(since);
    if (found !== null) return found;
  } else {
    await deps.inTenant((db) => markTried(db, item, deps.clock()));
  }
  try {
    return await calls.create();
  } catch (error) {
    // Where GHL does not answer, the next try looks; where it refused, now is the time.
    if (!mayHaveBeenDone(error) || (error instanceof GhlError && error.code === 'ghl_unavailable')) throw error;
    const found = await calls.find(since);
    if (found === null) throw error;
    return found;
  }
}
