import { afterEach, expect, test } from 'vitest';
import type { AnalysisPool } from './analysis-pool.ts';
import { AnalysisFailed } from './analysis-pool.ts';
import { GHL_SOURCE } from '../ghl/sources.ts';
import { listJobs } from '../storage/jobs.ts';
import { consentOf } from '../storage/consent-ledger.ts';
import { saveGhlSettings } from '../storage/ghl-settings.ts';
import { findLeadAnalysis } from '../storage/lead-analyses.ts';
import { findOutgoing } from '../storage/outgoing.ts';
import { bindLocation } from '../storage/tenants.ts';
import { createAlertWorld, READY, type AlertWorld } from '../testing/alert-world.ts';
import { softPool } from '../testing/soft-pool.ts';
import { TENANT } from '../testing/test-server.ts';

let world: AlertWorld | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

const clock = () => Date.parse('2026-11-01T12:00:00.000Z');

test('a lead that changes while it is analysed is analysed again, and the stale result is not kept', async () => {
  const soft = softPool(clock);
  let round = 0;
  const pool: Pick<AnalysisPool, 'analyse'> = {
    async analyse(request) {
      const analysed = await soft.analyse(request);
      const sentAt = '2026-11-01T11:59:59.000Z';
      if (++round === 1)
        await opened.edit('message', 'late', 'l', { from: 'lead', text: READY, channel: 'sms', sentAt });
      return analysed;
    },
  };
  const opened = (world = await createAlertWorld({ pool }));
  await opened.lead('l', null);
  await opened.writes('l', 'Hi');
  expect(await findLeadAnalysis(opened.server.db, TENANT, 'l')).toBeUndefined();
  opened.time.now += 5000;
  await opened.server.drainAlerts();
  expect(await findLeadAnalysis(opened.server.db, TENANT, 'l')).toMatchObject({ level: 'ready', messages: 2 });
  expect(round).toBe(2);
  expect(await listJobs(opened.server.storage.db)).toEqual([]);
});

test('a lead that is erased while it is analysed stays erased', async () => {
  const soft = softPool(clock);
  let erased = 0;
  const pool: Pick<AnalysisPool, 'analyse'> = {
    async analyse(request) {
      const analysed = await soft.analyse(request);
      const body = { who: { lead: 'l' }, reason: 'request' };
      erased = (await opened.request('POST', '/api/privacy/erase', opened.admin.cookie, body)).status;
      return analysed;
    },
  };
  const opened = (world = await createAlertWorld({ pool }));
  await opened.team({ level: 'ready' });
  await opened.lead('l', null);
  await opened.writes('l', READY);
  expect(erased).toBe(200);
  for (const table of ['lead_analysis', 'alert', 'webhook_delivery', 'consent'] as const) {
    expect(await opened.server.db.sql.selectFrom(table).selectAll().execute(), table).toEqual([]);
  }
  expect(await listJobs(opened.server.storage.db)).toEqual([]);
});

test('a refusal that an analysis finds is kept in the consent ledger, once, on every channel', async () => {
  world = await createAlertWorld();
  const { db } = world.server;
  const ledger = async (leadId: string) =>
    (await consentOf(db, TENANT, leadId)).map(({ channel, kind, source, source_id }) => {
      return { channel, kind, source, source_id };
    });
  await world.lead('told', null);
  await world.writes('told', 'Please do not contact me again');
  await world.writes('told', 'I mean it');
  expect(await ledger('told')).toEqual([{ channel: 'all', kind: 'revoked', source: 'message', source_id: 'told-m1' }]);
  await world.lead('gone', null);
  await world.writes('gone', 'We already bought a house with another agent, thanks');
  expect(await ledger('gone')).toEqual([{ channel: 'all', kind: 'left', source: 'message', source_id: 'gone-m3' }]);
  await world.lead('keyword', null);
  await world.writes('keyword', 'STOP');
  expect(await ledger('keyword')).toMatchObject([{ channel: 'sms', kind: 'revoked' }]);
});

test('a server that stops costs a job no try; a thread that died does', async () => {
  const codes = ['pool_closed', 'thread_died'] as const;
  let round = 0;
  const pool = { analyse: () => Promise.reject(new AnalysisFailed(codes[round++] ?? 'thread_died')) };
  world = await createAlertWorld({ pool });
  await world.lead('l', null);
  await world.writes('l', 'Hi');
  const [job] = await listJobs(world.server.storage.db);
  // The one that was put back was due again at once.
  expect(job).toMatchObject({ attempts: 1, status: 'ready', error: 'AnalysisFailed: thread_died' });
  expect(round).toBe(2);
});

test('a contact’s message in the CRM ends in a level that is written back to it', async () => {
  world = await createAlertWorld();
  const { server, time } = world;
  await bindLocation(server.db, GHL_SOURCE, 'loc', TENANT);
  await server.storage.inTenant(TENANT, (db) => saveGhlSettings(db, TENANT, { fields: true, levelTag: true }));
  const event = {
    type: 'InboundMessage',
    webhookId: 'w-1',
    locationId: 'loc',
    contactId: 'contact',
    conversationId: 'conversation',
    messageId: 'message',
    messageType: 'SMS',
    direction: 'inbound',
    body: READY,
    dateAdded: '2026-11-01T11:59:00.000Z',
    timestamp: '2026-11-01T11:59:01.000Z',
  };
  expect((await server.postWebhook(event)).status).toBe(200);
  await server.jobs.drain();
  time.now += 5000;
  await server.drainAlerts();
  const [analysed] = await server.db.sql.selectFrom('lead_analysis').selectAll().execute();
  expect(analysed).toMatchObject({ level: 'ready' });
  const outgoing = await findOutgoing(server.db, TENANT, `lead:${analysed?.lead_id}`);
  expect(outgoing).toMatchObject({ kind: 'lead', status: 'queued', data: { analysis: { level: 'ready' } } });
});
