import * as v from 'valibot';
import webPush from 'web-push';
import type { SafePost } from '../http/safe-post.ts';
import { GiveUp } from '../jobs/job-errors.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { completeJob } from '../storage/jobs.ts';
import type { PushSubscriptions } from '../storage/push-subscriptions.ts';
import type { Storage } from '../storage/storage.ts';
import { alertInHand } from './alert-in-hand.ts';
import { SendFailed } from './send-failed.ts';

/** Keys that say to push services who pushes (RFC 8292). */
export interface Vapid {
  publicKey: string;
  privateKey: string;
  /** `mailto:` or `https:` of whom to write to when pushes go wrong. */
  subject: string;
}

export interface PushJobDeps {
  storage: Storage;
  subscriptions: PushSubscriptions;
  vapid: Vapid;
  safePost: SafePost;
}

const Payload = v.object({
  tenantId: v.string(),
  alertId: v.string(),
  userId: v.string(),
  subscriptionId: v.string(),
});

/** Later than this a push says nothing that the app would not show anyway, seconds. */
const TTL_SECONDS = 4 * 3600;

/**
 * Pushes an alert to one device: ids and labels, never a name or a word of a message (the device looks those up, once
 * unlocked). After a crash it may be sent again, under the same topic and id.
 */
export function pushJob(deps: PushJobDeps): JobHandler {
  return {
    async run(job) {
      const to = v.parse(Payload, job.payload);
      const { tenantId, subscriptionId } = to;
      const found = await deps.storage.inTenant(tenantId, async (db) => {
        const inHand = await alertInHand(db, tenantId, to, 'push');
        const device = await deps.subscriptions.find(db, tenantId, subscriptionId);
        return inHand !== null && device?.userId === to.userId ? { alert: inHand.alert, device } : null;
      });
      let isGone = false;
      if (found !== null) {
        const { id, lead_id, reason, level } = found.alert;
        const payload = JSON.stringify({ kind: 'alert', id, leadId: lead_id, reason, level });
        isGone = (await send(deps, found.device.target, payload, id)) === 'gone';
      }
      await deps.storage.inTenant(tenantId, async (db) => {
        if (isGone && found !== null) await deps.subscriptions.drop(db, tenantId, subscriptionId, found.device.sealed);
        await completeJob(db, job);
      });
    },
  };
}

async function send(
  { vapid, safePost }: PushJobDeps,
  target: webPush.PushSubscription,
  payload: string,
  alertId: string,
): Promise<'sent' | 'gone'> {
  // A topic has 32 characters at most: an undelivered push of the same alert is replaced.
  const topic = alertId.replaceAll('-', '').slice(0, 32);
  const { endpoint, headers, body } = webPush.generateRequestDetails(target, payload, {
    vapidDetails: vapid,
    TTL: TTL_SECONDS,
    urgency: 'high',
    topic,
  });
  const posted = await safePost(endpoint, headers as Record<string, string>, body);
  if (!posted.ok) {
    if (posted.code === 'timed_out' || posted.code === 'network' || posted.code === 'unresolvable')
      throw new SendFailed(posted.code);
    throw new GiveUp(posted.code);
  }
  const { status } = posted;
  if (status === 404 || status === 410) return 'gone';
  if (status >= 200 && status < 300) return 'sent';
  throw status === 429 || status >= 500 ? new SendFailed(`push_${status}`) : new GiveUp(`push_${status}`);
}
