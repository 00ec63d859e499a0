import * as v from 'valibot';
import type { SafePost } from '../http/safe-post.ts';
import { GiveUp } from '../jobs/job-errors.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { completeJob, type Job } from '../storage/jobs.ts';
import { findDelivery, noteDelivery, type OutgoingWebhooks } from '../storage/outgoing-webhooks.ts';
import type { Storage } from '../storage/storage.ts';
import { SendFailed } from './send-failed.ts';
import { webhookHeaders } from './webhook-signature.ts';

export interface WebhookJobDeps {
  storage: Storage;
  webhooks: OutgoingWebhooks;
  safePost: SafePost;
  clock: () => number;
}

const Payload = v.object({ tenantId: v.string(), deliveryId: v.string() });
/** These will be the same at the next try. */
const HOPELESS = new Set(['url_invalid', 'not_https', 'address_forbidden']);

/** Delivers one event to one webhook. What came of a try is in the log; after the last one an admin may run it again. */
export function webhookJob(deps: WebhookJobDeps): JobHandler {
  const note = (job: Job, status: 'queued' | 'failed', detail: string) => {
    const { tenantId, deliveryId } = v.parse(Payload, job.payload);
    const tried = { status, detail, now: deps.clock(), tries: job.attempts };
    return deps.storage.inTenant(tenantId, (db) => noteDelivery(db, tenantId, deliveryId, tried));
  };
  return {
    async run(job) {
      const { tenantId, deliveryId } = v.parse(Payload, job.payload);
      const found = await deps.storage.inTenant(tenantId, async (db) => {
        const delivery = await findDelivery(db, tenantId, deliveryId);
        const webhook = delivery && (await deps.webhooks.find(db, tenantId, delivery.webhook_id));
        return delivery?.status === 'done' || !delivery || !webhook ? null : { delivery, webhook };
      });
      let status: number | null = null;
      if (found !== null) {
        const { delivery, webhook } = found;
        const seconds = Math.floor(deps.clock() / 1000);
        const headers = webhookHeaders(webhook.secret, delivery.id, seconds, delivery.body);
        const posted = await deps.safePost(webhook.url, headers, delivery.body);
        const failed = !posted.ok
          ? posted.code
          : posted.status >= 200 && posted.status < 300
            ? null
            : `http_${posted.status}`;
        if (failed !== null) {
          await note(job, 'queued', failed);
          throw HOPELESS.has(failed) ? new GiveUp(failed) : new SendFailed(failed);
        }
        status = posted.ok ? posted.status : null;
      }
      await deps.storage.inTenant(tenantId, async (db) => {
        const tried = { status: 'done' as const, detail: `http_${status}`, now: deps.clock(), tries: job.attempts };
        if (status !== null) await noteDelivery(db, tenantId, deliveryId, tried);
        await completeJob(db, job);
      });
    },
    onDead: (job, error) =>
      note(job, 'failed', error instanceof Error && 'code' in error ? String(error.code) : 'internal'),
  };
}
