import type { Db } from '../storage/db.ts';
import { enqueueOnce } from '../storage/lead-jobs.ts';
import type { At } from './client.ts';

/** The job that reads who works in a location. */
export const USERS_JOB = 'ghl-users';

/** Sees to it that the users of a location are read soon; one waiting job a location. */
export function queueUsers(db: Db, { tenantId, locationId }: At, now: number): Promise<void> {
  const id = `${USERS_JOB}:${tenantId}:${locationId}`;
  return enqueueOnce(db, { id, tenantId, kind: USERS_JOB, payload: { locationId }, runAt: now, now });
}
