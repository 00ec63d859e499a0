import type { Db } from '../storage/db.ts';
import { enqueueOnce } from '../storage/lead-jobs.ts';
import { locationTokenId } from '../storage/ghl-tokens.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import type { At } from './client.ts';
import type { EventContext } from './event-context.ts';

/** The job that reads who works in a location. */
export const USERS_JOB = 'ghl-users';

/** Sees to it that the users of a location are read soon; one waiting job a location. */
export function queueUsers(db: Db, { tenantId, locationId }: At, now: number): Promise<void> {
  const id = `${USERS_JOB}:${tenantId}:${locationId}`;
  return enqueueOnce(db, { id, tenantId, kind: USERS_JOB, payload: { locationId }, runAt: now, now });
}

/** The same for an event that names a user nobody has heard of; a location without an access is read once it has one. */
export async function queueUsersOfEvent(write: TenantWrite, context: EventContext): Promise<void> {
  const { locationId } = context;
  const token = await context.tokens.find(write.db, write.tenantId, locationTokenId(locationId));
  if (token?.status === 'connected') await queueUsers(write.db, { tenantId: write.tenantId, locationId }, write.now);
}
