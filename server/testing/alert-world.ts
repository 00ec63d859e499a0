import { createECDH, randomBytes } from 'node:crypto';
import webPush from 'web-push';
import { smtpMail } from '../alerts/email-job.ts';
import type { TeamAlerts, OwnAlerts } from '../alerts/settings.ts';
import type { AnalysisPool } from '../analysis/analysis-pool.ts';
import { saveAlertSetting } from '../storage/alerts.ts';
import { push } from '../sync/push.ts';
import { writeTenant } from '../sync/tenant-write.ts';
import { viewerOf } from '../sync/viewer.ts';
import { assignLead } from '../sync/write-record.ts';
import { openHttpsSink } from './https-sink.ts';
import { requester } from './request.ts';
import { openSmtpSink } from './smtp-sink.ts';
import { softPool } from './soft-pool.ts';
import type { TestStore } from './stores.ts';
import { createTestServer, TENANT } from './test-server.ts';

export const READY =
  'We are pre-approved for 550k and want to buy a 3 bedroom house in Austin. We want to make an offer on 12 Oak Street. When can we meet?';
export const URGENT = 'Water is everywhere, please call me right now, this is urgent';

/** A server that analyses by the rules, with a place for pushes and webhooks, a mail server, and a team that wants alerts. */
export async function createAlertWorld(options: { pool?: Pick<AnalysisPool, 'analyse'>; store?: TestStore } = {}) {
  const https = await openHttpsSink();
  const smtp = await openSmtpSink();
  const time = { now: Date.parse('2026-11-01T12:00:00.000Z') };
  const vapid = { ...webPush.generateVAPIDKeys(), subject: 'mailto:it@leadlight.test' };
  const server = await createTestServer({
    ...(options.store === undefined ? {} : { store: options.store }),
    time,
    pool: options.pool ?? softPool(() => time.now),
    vapid,
    sendMail: smtpMail({ url: smtp.url, from: 'alerts@leadlight.test' }),
    safePost: https.safePost,
  });
  const agent = await server.signedIn('agent');
  const admin = await server.signedIn('admin');
  const request = requester(server);
  const viewer = viewerOf({
    tenantId: TENANT,
    userId: admin.user.id,
    role: 'admin',
    scopeRev: 1,
    seesUnassigned: true,
  });
  let seq = 0;
  let messages = 0;

  /** Edits through sync, as the admin's device. */
  async function edit(entity: 'lead' | 'message', rid: string, parent: string | null, set: Record<string, unknown>) {
    const op = { id: `op-${++seq}`, seq, entity, rid, parent, set, kind: 'put', base: {} };
    const hlc = `${String(time.now).padStart(13, '0')}-0000-c`;
    const pushed = await push(server, viewer, 'device', [{ ...op, hlc }]);
    if (!pushed.ok || pushed.results[0]?.status !== 'applied') throw new Error(JSON.stringify(pushed));
  }

  return {
    server,
    https,
    smtp,
    vapid,
    time,
    agent,
    admin,
    request,
    edit,
    team: (set: Partial<TeamAlerts>) => server.storage.inTenant(TENANT, (db) => saveAlertSetting(db, TENANT, '', set)),
    own: (userId: string, set: Partial<OwnAlerts>) =>
      server.storage.inTenant(TENANT, (db) => saveAlertSetting(db, TENANT, userId, set)),
    /** A lead of somebody (or nobody). */
    async lead(id: string, ownerId: string | null) {
      await edit('lead', id, null, { name: 'Ann Secret' });
      await writeTenant(server, TENANT, (write) => assignLead(write, id, ownerId));
    },
    /** The lead writes, now or as long ago as said; seconds later everything that is due has run. */
    async writes(leadId: string, text: string, ago = 0) {
      const sentAt = new Date(time.now - ago).toISOString();
      await edit('message', `${leadId}-m${++messages}`, leadId, {
        conversationId: 'c',
        from: 'lead',
        text,
        channel: 'sms',
        sentAt,
      });
      time.now += 5000;
      await server.drainAlerts();
    },
    /** A browser's subscription at the sink. */
    subscription(path: string) {
      const keys = createECDH('prime256v1');
      keys.generateKeys();
      const p256dh = keys.getPublicKey().toString('base64url');
      return { endpoint: `${https.url}${path}`, keys: { p256dh, auth: randomBytes(16).toString('base64url') } };
    },
    async close() {
      await server.close();
      https.close();
      smtp.close();
    },
  };
}
export type AlertWorld = Awaited<ReturnType<typeof createAlertWorld>>;
