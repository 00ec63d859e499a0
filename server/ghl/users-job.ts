import * as v from 'valibot';
import type { JobHandler } from '../jobs/runner.ts';
import { awaitedUsers } from '../storage/crm-copies.ts';
import { findCrmItem } from '../storage/crm-items.ts';
import { completeJob } from '../storage/jobs.ts';
import { writeTenant, type WriteDeps } from '../sync/tenant-write.ts';
import { listUsers } from './api.ts';
import { giveWaiting, linkByEmail } from './assignment.ts';
import type { GhlClient } from './client.ts';
import { mergeItem } from './contact-events.ts';
import { crmIdOf } from './event-context.ts';
import { textOf } from './read-event.ts';

const Payload = v.object({ tenantId: v.string(), locationId: v.string() });
/** Leads that are given in one transaction, which other writers of the team wait for. */
const BATCH = 100;

/**
 * Reads who works in a location, links those who are members here by e-mail address, and gives them the leads that
 * waited for them.
 */
export function usersJob(deps: WriteDeps & { client: GhlClient }): JobHandler {
  return {
    async run(job) {
      const at = v.parse(Payload, job.payload);
      const users = await listUsers(deps.client, at);
      const said = { time: deps.clock(), eventId: 'read:users' };
      await writeTenant(deps, at.tenantId, async (write) => {
        const put = (userId: string, fields: Record<string, unknown>) =>
          mergeItem(write, said, { kind: 'user', crmId: crmIdOf(at, userId), contactId: null, fields });
        for (const user of users) {
          const { firstName, lastName, email } = user;
          const texts = {
            firstName: textOf(firstName, 150),
            lastName: textOf(lastName, 150),
            email: textOf(email, 320),
          };
          await put(user.id, { ...texts, deleted: false });
        }
        // Who is named and is not there any more is not asked for again with each contact.
        const prefix = crmIdOf(at, '');
        for (const user of await awaitedUsers(write.db, at.tenantId)) {
          const isKnown = (await findCrmItem(write.db, at.tenantId, 'user', user)) !== undefined;
          if (user.startsWith(prefix) && !isKnown) await put(user.slice(prefix.length), { deleted: true });
        }
        const ids = users.map((user) => user.id);
        await linkByEmail(write.db, at, ids);
      });
      while (await writeTenant(deps, at.tenantId, (write) => giveWaiting(write, BATCH)));
      await writeTenant(deps, at.tenantId, (write) => completeJob(write.db, job));
    },
  };
}
