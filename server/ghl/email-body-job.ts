import * as v from 'valibot';
import type { JobHandler } from '../jobs/runner.ts';
import { findCrmCopy } from '../storage/crm-copies.ts';
import { completeJob } from '../storage/jobs.ts';
import { findRecord } from '../storage/records.ts';
import { writeTenant, type WriteDeps } from '../sync/tenant-write.ts';
import { getEmail } from './api.ts';
import type { GhlClient } from './client.ts';
import { emailText } from './email-text.ts';
import { cutText, textOf } from './read-event.ts';
import { writeCrmRecord } from './write-crm-record.ts';

export const EMAIL_BODY_JOB = 'ghl-email-body';

const Payload = v.object({
  tenantId: v.string(),
  locationId: v.string(),
  emailId: v.string(),
  /** CRM id of the message, and the time of the event that announced it. */
  crmId: v.string(),
  time: v.number(),
});
export type EmailBodyPayload = Omit<v.InferOutput<typeof Payload>, 'tenantId'>;

/** Fetches the body that an e-mail's event or the export did not carry. */
export function emailBodyJob(deps: WriteDeps & { client: GhlClient; ids: () => string }): JobHandler {
  return {
    async run(job) {
      const payload = v.parse(Payload, job.payload);
      const email = await getEmail(deps.client, payload, payload.emailId);
      await writeTenant(deps, payload.tenantId, async (write) => {
        const copy = await findCrmCopy(write.db, write.tenantId, 'message', payload.crmId);
        const record = copy && (await findRecord(write.db, write.tenantId, 'message', copy.recordId));
        if (record !== undefined) {
          await writeCrmRecord(write, deps.ids, {
            entity: 'message',
            crmId: payload.crmId,
            parent: record.parentId,
            fields: { text: cutText(emailText(email.body), 200_000), subject: textOf(email.subject, 1000) },
            time: payload.time,
            eventId: `email:${payload.emailId}`,
          });
        }
        await completeJob(write.db, job);
      });
    },
  };
}
