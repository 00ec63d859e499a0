import type { Db } from '../storage/db.ts';
import { countHit, findSuppressions, hasSuppressions, liftErasure } from '../storage/erasures.ts';
import { hashNames } from './person-hashes.ts';

/** Something heard of somebody: `word` is a message of the lead's own. */
export interface Heard {
  names: readonly string[];
  /** When it happened, milliseconds. */
  time: number;
  word: boolean;
}

/**
 * Whether this is about somebody who was erased and must stay so. After an erasure on request that holds until an admin
 * lifts it; after one by the retention policy a new message of the lead's own opens the door again.
 */
export async function isSuppressed(db: Db, tenantId: string, heard: Heard, now: number): Promise<boolean> {
  if (!(await hasSuppressions(db, tenantId))) return false;
  const found = await findSuppressions(db, tenantId, await hashNames(db, tenantId, heard.names));
  const holding = found.filter((row) => !(row.past_only === 1 && heard.word && heard.time > row.at));
  for (const row of holding) await countHit(db, row, now);
  if (holding.length > 0) return true;
  for (const row of found) await liftErasure(db, tenantId, row.erasure_id);
  return false;
}
