import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditPage } from '../storage/audit-log.ts';
import { claimJob, listJobs } from '../storage/jobs.ts';
import { findLeadAnalysis } from '../storage/lead-analyses.ts';
import { listPushSubscriptions } from '../storage/push-subscriptions.ts';
import { createAlertWorld, READY, URGENT, type AlertWorld } from '../testing/alert-world.ts';
import { TENANT } from '../testing/test-server.ts';
import { EMAIL_JOB } from './raise-alerts.ts';

let world: AlertWorld;
beforeEach(async () => {
  world = await createAlertWorld();
});
afterEach(() => world.close());

const alertsOf = () => world.server.db.sql.selectFrom('alert').selectAll().orderBy('raised_at').execute();
const HOUR = 3_600_000;
/** An id of chance may hold any digits. */
const withoutIds = (text: string) => text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');

test('a message of a lead ends in a stored analysis without a word of it, which those who see the lead may read', async () => {
  await world.lead('l', world.agent.user.id);
  await world.writes('l', READY);
  const stored = await world.server.db.sql.selectFrom('lead_analysis').selectAll().execute();
  expect(stored).toMatchObject([{ lead_id: 'l', level: 'ready', model: 'rules@1' }]);
  expect(withoutIds(JSON.stringify(stored))).not.toMatch(/Oak|550|Austin|Secret/);
  const { status, body } = await world.request('GET', '/api/leads/l/analysis', world.agent.cookie);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    level: 'ready',
    source: 'rules',
    messages: 1,
    scores: { priority: expect.any(Number) },
  });
  const other = await world.server.signedIn('agent');
  expect((await world.request('GET', '/api/leads/l/analysis', other.cookie)).status).toBe(404);
  await world.edit('lead', 'l', null, { deleted: true });
  world.time.now += 5000;
  await world.server.drainAlerts();
  expect(await world.server.db.sql.selectFrom('lead_analysis').selectAll().execute()).toEqual([]);
});

test('many messages of a lead wait as one job', async () => {
  await world.lead('l', null);
  for (const n of [1, 2, 3])
    await world.edit('message', `m${n}`, 'l', { from: 'lead', text: 'Hi', sentAt: '2026-11-01T11:00:00.000Z' });
  expect((await listJobs(world.server.storage.db)).map(({ kind }) => kind)).toEqual(['analyse-lead']);
});

test('an alert goes to the owner by the channels they chose, with no name and no word of a message', async () => {
  const { agent, admin, request, https, smtp } = world;
  await world.team({ level: 'ready', urgent: false });
  await world.own(agent.user.id, { push: true, email: true });
  await world.own(admin.user.id, { push: true, email: true });
  const made = await request('POST', '/api/push/subscriptions', agent.cookie, world.subscription('/device'));
  expect(made.status).toBe(201);
  await world.lead('l', agent.user.id);
  await world.writes('l', READY);
  const [alert] = await alertsOf();
  expect(alert).toMatchObject({ lead_id: 'l', reason: 'level', level: 'ready' });
  expect(https.posted).toHaveLength(1);
  expect(https.posted[0]).toMatchObject({
    path: '/device',
    headers: { 'content-encoding': 'aes128gcm', urgency: 'high' },
  });
  expect(https.posted[0]?.headers['topic']).toBe(alert?.id.replaceAll('-', ''));
  expect(https.posted[0]?.headers['authorization']).toMatch(/^vapid t=/);
  expect(smtp.mails.map(({ to }) => to)).toEqual([agent.user.email]);
  expect(smtp.mails[0]?.text).toContain('Ready to close');
  expect(smtp.mails[0]?.text).toContain(`${alert?.id}.${agent.user.id}@leadlight`);
  expect(withoutIds(smtp.mails[0]?.text ?? '')).not.toMatch(/Oak|550|Ann|Secret/);
  expect(await listJobs(world.server.storage.db)).toEqual([]);
});

test('nobody is told who did not ask for it, or has left', async () => {
  const { agent, request, https, smtp } = world;
  await world.team({ level: 'ready', urgent: false });
  await request('POST', '/api/push/subscriptions', agent.cookie, world.subscription('/device'));
  await world.lead('a', agent.user.id);
  await world.writes('a', READY);
  expect(await alertsOf()).toHaveLength(1);
  await world.own(agent.user.id, { push: true, email: true });
  await world.lead('b', agent.user.id);
  await world.server.db.sql
    .updateTable('member')
    .set({ status: 'deactivated' })
    .where('user_id', '=', agent.user.id)
    .execute();
  await world.writes('b', READY);
  expect(await alertsOf()).toHaveLength(2);
  expect([https.posted, smtp.mails]).toEqual([[], []]);
});

test('a lead that is nobody’s is told to the team leads, else to the admins', async () => {
  await world.team({ level: 'ready' });
  await world.own(world.admin.user.id, { email: true });
  await world.lead('a', null);
  await world.writes('a', READY);
  expect(world.smtp.mails.map(({ to }) => to)).toEqual([world.admin.user.email]);
  const lead = await world.server.signedIn('lead');
  await world.own(lead.user.id, { email: true });
  await world.lead('b', null);
  await world.writes('b', READY);
  expect(world.smtp.mails.map(({ to }) => to)).toEqual([world.admin.user.email, lead.user.email]);
});

test('a lead is not told of again within the hours set, and after them it is', async () => {
  await world.team({ repeatHours: 2 });
  await world.lead('l', null);
  await world.writes('l', URGENT);
  await world.writes('l', `${URGENT}!`);
  // The second raised its level: that is news.
  const twice = [
    { reason: 'urgent', level: 'warming' },
    { reason: 'urgent', level: 'ready' },
  ];
  expect(await alertsOf()).toMatchObject(twice);
  await world.writes('l', `${URGENT}!!`);
  expect(await alertsOf()).toMatchObject(twice);
  world.time.now += 3 * HOUR;
  await world.writes('l', `${URGENT} again`);
  expect(await alertsOf()).toHaveLength(3);
});

test('who opted out, is marked so, or wrote long ago raises nothing', async () => {
  await world.team({ level: 'ready' });
  await world.lead('stopped', null);
  await world.edit('message', 'stop', 'stopped', {
    from: 'lead',
    text: 'STOP',
    channel: 'sms',
    sentAt: '2026-11-01T11:00:00.000Z',
  });
  await world.writes('stopped', URGENT);
  await world.lead('marked', null);
  await world.edit('lead', 'marked', null, { dnd: true });
  await world.writes('marked', READY);
  await world.lead('old', null);
  await world.writes('old', READY, 48 * HOUR);
  expect(await alertsOf()).toEqual([]);
  const levels = await world.server.db.sql.selectFrom('lead_analysis').select(['lead_id']).execute();
  expect(levels).toHaveLength(3);
});

test('a push service that knows a device no more ends its subscription; a busy one is asked again', async () => {
  const { agent, https, request } = world;
  await world.team({ level: 'ready' });
  await world.own(agent.user.id, { push: true });
  await request('POST', '/api/push/subscriptions', agent.cookie, world.subscription('/device'));
  https.answers.push(503, 410);
  await world.lead('l', agent.user.id);
  await world.writes('l', READY);
  const list = () => request('GET', '/api/push/subscriptions', agent.cookie);
  expect((await list()).body['subscriptions']).toHaveLength(1);
  world.time.now += 10_000;
  await world.server.drainAlerts();
  expect((await list()).body['subscriptions']).toEqual([]);
  expect(https.posted).toHaveLength(2);
});

test('after a crash between the sending and the commit it is sent again, under the same id', async () => {
  const { agent, smtp, server, time } = world;
  await world.team({ level: 'ready' });
  await world.own(agent.user.id, { email: true });
  await world.lead('l', agent.user.id);
  const handler = server.alerts.alertHandlers[EMAIL_JOB]!;
  await world.edit('message', 'm', 'l', {
    from: 'lead',
    text: READY,
    channel: 'sms',
    sentAt: '2026-11-01T11:59:00.000Z',
  });
  time.now += 5000;
  await server.drainAnalyses();
  const job = await claimJob(server.storage.db, [EMAIL_JOB], 'dies', time.now, 60_000);
  if (job === undefined) throw new Error('nothing was queued');
  // It sends, but its lease is gone when it wants to commit: as after a crash.
  time.now += 60_000;
  const taken = await claimJob(server.storage.db, [EMAIL_JOB], 'next', time.now, 60_000);
  await expect(handler.run(job)).rejects.toThrow('no longer ours');
  await handler.run(taken!);
  expect(smtp.mails).toHaveLength(2);
  const [first, second] = smtp.mails.map(({ text }) => /message-id: (.*)/i.exec(text)?.[1]);
  expect(first).toBe(second);
  expect(await alertsOf()).toHaveLength(1);
  expect(await listJobs(server.storage.db)).toEqual([]);
});

test('a mail that is refused for good is dead at once, and its error names no address', async () => {
  const refused = await world.server.auth.putAccount({ email: 'refused@x.test', name: 'x', password: 'correct horse' });
  await world.server.db.sql
    .insertInto('member')
    .values({ tenant_id: TENANT, user_id: refused, role: 'agent', scope_rev: 1 })
    .execute();
  await world.own(refused, { email: true });
  await world.team({ level: 'ready' });
  await world.lead('l', refused);
  await world.writes('l', READY);
  const jobs = await listJobs(world.server.storage.db);
  expect(jobs).toMatchObject([{ kind: EMAIL_JOB, status: 'dead', error: 'GiveUp: smtp_550' }]);
});

test('a webhook gets what it asked for, signed, and the log says so', async () => {
  const { admin, request, https } = world;
  await world.team({ level: 'ready', urgent: false });
  const events = ['message.received', 'lead.level_changed', 'lead.ready'];
  const made = await request('POST', '/api/webhooks', admin.cookie, { url: `${https.url}/hook`, events });
  expect(made.status).toBe(201);
  const secret = String(made.body['secret']);
  const stored = await world.server.db.sql.selectFrom('webhook').selectAll().executeTakeFirstOrThrow();
  expect(stored.secret).not.toContain(secret.slice(6, 20));
  expect(JSON.stringify((await request('GET', '/api/webhooks', admin.cookie)).body)).not.toContain('whsec_');
  await world.lead('l', null);
  https.answers.push(500);
  await world.writes('l', READY);
  world.time.now += 10_000;
  await world.server.drainAlerts();
  const got = https.posted.map(({ body }) => JSON.parse(body.toString()) as { type: string; data: { leadId: string } });
  expect(new Set(got.map(({ type }) => type))).toEqual(new Set(events));
  expect(got).toHaveLength(4);
  for (const { headers, body } of https.posted) {
    const signed = `${headers['webhook-id'] as string}.${headers['webhook-timestamp'] as string}.${body.toString()}`;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    expect(withoutIds(body.toString())).not.toMatch(/Oak|550|Secret/);
  }
  const log = await request('GET', '/api/webhooks/deliveries', admin.cookie);
  const items = log.body['items'] as { status: string; attempts: number; detail: string }[];
  expect(items.map(({ status, detail }) => [status, detail])).toEqual(Array(3).fill(['done', 'http_201']));
  expect(items.map(({ attempts }) => attempts).sort()).toEqual([1, 1, 2]);
});

test('a delivery that failed three times is a dead letter and may be run again', async () => {
  const { admin, request, https } = world;
  const made = await request('POST', '/api/webhooks', admin.cookie, { url: `${https.url}/hook`, events: ['lead.hot'] });
  https.answers.push(500, 500, 500);
  expect((await request('POST', `/api/webhooks/${String(made.body['id'])}/test`, admin.cookie)).status).toBe(202);
  for (let round = 0; round < 4; round++) {
    await world.server.drainAlerts();
    world.time.now += 60_000;
  }
  const log = async () =>
    (await request('GET', '/api/webhooks/deliveries', admin.cookie)).body['items'] as { id: string }[];
  expect(await log()).toMatchObject([{ status: 'failed', attempts: 3, detail: 'http_500', event: 'webhook.test' }]);
  expect(https.posted).toHaveLength(3);
  const dead = await request('GET', '/api/ghl/dead-letters', admin.cookie);
  expect(dead.body['items']).toMatchObject([{ kind: 'webhook-out' }]);
  expect((await request('POST', `/api/webhooks/deliveries/${(await log())[0]!.id}/rerun`, admin.cookie)).status).toBe(
    202,
  );
  await world.server.drainAlerts();
  expect(await log()).toMatchObject([{ status: 'done', detail: 'http_201' }]);
});

test('a webhook into our own network is refused at the door or when it is sent', async () => {
  const { admin, request, https } = world;
  const add = (url: string) => request('POST', '/api/webhooks', admin.cookie, { url, events: ['lead.hot'] });
  expect((await add('http://hooks.example/')).status).toBe(400);
  const made = await add('https://inside.example/hook');
  await request('POST', `/api/webhooks/${String(made.body['id'])}/test`, admin.cookie);
  await world.server.drainAlerts();
  const jobs = await listJobs(world.server.storage.db);
  expect(jobs).toMatchObject([{ status: 'dead', attempts: 1, error: 'GiveUp: address_forbidden' }]);
  expect(https.posted).toEqual([]);
});

test('the audit log says who added and removed a webhook, not where it is', async () => {
  const { admin, request, server } = world;
  const made = await request('POST', '/api/webhooks', admin.cookie, {
    url: 'https://hooks.example/s3cret',
    events: ['lead.hot'],
  });
  const id = String(made.body['id']);
  expect((await request('DELETE', `/api/webhooks/${id}`, admin.cookie)).status).toBe(204);
  expect((await request('DELETE', `/api/webhooks/${id}`, admin.cookie)).status).toBe(404);
  const log = (await auditPage(server.db, TENANT, null, 100)).filter(({ kind }) => kind.startsWith('webhook.'));
  expect(log).toMatchObject([
    { kind: 'webhook.removed', subject: id, actor: admin.user.id },
    { kind: 'webhook.created', subject: id, actor: admin.user.id },
  ]);
  expect(JSON.stringify(log)).not.toMatch(/hooks\.example|whsec_|s3cret/);
});

test('a member who is shut out has no device left that is pushed to', async () => {
  const { server, agent, admin, request } = world;
  const devices = () => listPushSubscriptions(server.db, TENANT, agent.user.id);
  await request('POST', '/api/push/subscriptions', agent.cookie, world.subscription('/phone'));
  await request('POST', '/api/push/subscriptions', admin.cookie, world.subscription('/desk'));
  expect(await devices()).toHaveLength(1);
  await request('POST', `/api/team/members/${agent.user.id}/deactivate`, admin.cookie, { leadsTo: null });
  expect(await devices()).toEqual([]);
  expect(await listPushSubscriptions(server.db, TENANT, admin.user.id)).toHaveLength(1);
});

test('another team’s webhooks and devices hear nothing', async () => {
  const { server, https, agent } = world;
  await server.db.sql
    .insertInto('tenant')
    .values({ id: 'other', name: 'Other', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 })
    .execute();
  const foreign = { id: 'w', url: `${https.url}/other`, events: ['lead.ready', 'message.received'], createdAt: 1 };
  await server.storage.inTenant('other', async (db) => {
    await server.alerts.webhooks.insert(db, 'other', { ...foreign, secret: 'whsec_', createdBy: 'x' });
    const at = { tenant_id: 'other', id: 'd', user_id: agent.user.id, service: 's', created_at: 1 };
    await server.alerts.subscriptions.put(db, at, world.subscription('/other-device'));
  });
  await world.team({ level: 'ready' });
  await world.own(agent.user.id, { push: true });
  await world.lead('l', agent.user.id);
  await world.writes('l', READY);
  expect(await alertsOf()).toHaveLength(1);
  expect(https.posted).toEqual([]);
  expect(await server.storage.inTenant('other', (db) => findLeadAnalysis(db, TENANT, 'l'))).toSatisfy(
    (found) => server.storage.dialect === 'sqlite' || found === undefined,
  );
});
