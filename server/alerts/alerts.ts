import type { SafePost } from '../http/safe-post.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { FieldKey } from '../storage/field-cipher.ts';
import { createFieldCipher } from '../storage/field-cipher.ts';
import { outgoingWebhooks, type OutgoingWebhooks } from '../storage/outgoing-webhooks.ts';
import { pushSubscriptions, type PushSubscriptions } from '../storage/push-subscriptions.ts';
import type { Storage } from '../storage/storage.ts';
import { emailJob, type SendMail } from './email-job.ts';
import { pushJob, type Vapid } from './push-job.ts';
import { EMAIL_JOB, PUSH_JOB, raiseAlerts } from './raise-alerts.ts';
import { WEBHOOK_JOB } from './webhook-events.ts';
import { webhookJob } from './webhook-job.ts';

export interface AlertsDeps {
  storage: Storage;
  clock: () => number;
  ids: () => string;
  fieldKeys: readonly FieldKey[];
  safePost: SafePost;
  /** Null where pushes are not set up. */
  vapid: Vapid | null;
  /** Null where e-mail is not set up. */
  sendMail: SendMail | null;
  publicUrl: string | null;
}

/** Alerts and webhooks as the rest of the server sees them. */
export interface Alerts {
  subscriptions: PushSubscriptions;
  webhooks: OutgoingWebhooks;
  /** For browsers that subscribe; null where pushes are not set up. */
  vapidPublicKey: string | null;
  canEmail: boolean;
  afterAnalysis: ReturnType<typeof raiseAlerts>;
  /** What goes to people, for a runner that no slow webhook holds up. */
  alertHandlers: Readonly<Record<string, JobHandler>>;
  webhookHandlers: Readonly<Record<string, JobHandler>>;
  /** Writes old ciphertexts under the current key. */
  start(): Promise<void>;
}

export function createAlerts(deps: AlertsDeps): Alerts {
  const { vapid, sendMail } = deps;
  const cipher = createFieldCipher(deps.fieldKeys);
  const subscriptions = pushSubscriptions(cipher);
  const webhooks = outgoingWebhooks(cipher);
  return {
    subscriptions,
    webhooks,
    vapidPublicKey: vapid?.publicKey ?? null,
    canEmail: sendMail !== null,
    afterAnalysis: raiseAlerts({ ids: deps.ids, channels: { push: vapid !== null, email: sendMail !== null } }),
    alertHandlers: {
      ...(vapid === null ? {} : { [PUSH_JOB]: pushJob({ ...deps, subscriptions, vapid }) }),
      ...(sendMail === null ? {} : { [EMAIL_JOB]: emailJob({ ...deps, sendMail }) }),
    },
    webhookHandlers: { [WEBHOOK_JOB]: webhookJob({ ...deps, webhooks }) },
    async start() {
      await deps.storage.asSystem(async (db) => {
        await subscriptions.rotate(db);
        await webhooks.rotate(db);
      });
    },
  };
}
