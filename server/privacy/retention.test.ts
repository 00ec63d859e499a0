import { afterEach, beforeEach, expect, test } from 'vitest';
import { GHL_SOURCE } from '../ghl/sources.ts';
import { startJobRunner } from '../jobs/runner.ts';
import { silentLogger } from '../log.ts';
import { createPrivacyWorld, type PrivacyWorld } from '../testing/privacy-world.ts';
import { sync } from '../sync/sync.ts';
import { viewerOf } from '../sync/viewer.ts';
import { SyncDevice } from '../testing/sync-device.ts';
import { bindLocation } from '../storage/tenants.ts';
import { TENANT } from '../testing/test-server.ts';
import { createRetention } from './retention-job.ts';

const DAY = 24 * 3600_000;
let world: PrivacyWorld;
beforeEach(async () => {
  world = await createPrivacyWorld();
});
afterEach(() => world.server.close());

/** Runs the job as a server does that is told to stop at the first thing that goes, or not at all. */
async function runDaily({ stops = false } = {}): Promise<void> {
  const { server } = world;
  const retention = createRetention({
    ...server,
    audit: (_db, event) => {
      if (stops) retention.stop();
      return Promise.resolve(void server.audited.push(event));
    },
  });
  await retention.start();
  const { storage, clock, ids } = server;
  const runner = startJobRunner({
    storage,
    clock,
    ids,
    random: () => 0,
    logger: silentLogger,
    handlers: retention.handlers,
  });
  await runner.drain();
  await runner.stop();
}
const preview = async (policy: object) => (await world.ask('POST', '/api/privacy/retention/preview', policy)).body;
const count = async (table: 'inbox' | 'data_key' | 'job') =>
  (await world.server.db.sql.selectFrom(table).select('id').execute()).length;

test('the policy of a team is previewed, applied once a day, and only what is old goes', async () => {
  await world.contact();
  await world.message('hello');
  const device = new SyncDevice('phone', world.server.clock, () => `id-${Math.random()}`);
  const viewer = viewerOf({
    tenantId: TENANT,
    userId: world.user.id,
    role: 'admin',
    scopeRev: 1,
    seesUnassigned: true,
  });
  device.edit('note', 'n', await world.leadId(), { body: 'x' });
  await device.sync((request) => sync(world.server, viewer, request));
  world.server.time.now += 20 * DAY;
  await world.message('hello again');
  world.server.time.now += 11 * DAY;
  expect(await preview({})).toEqual({ leads: 0, inbox: 2, ops: 1, deadLetters: 0 });
  expect(await preview({ inboxDays: null, opDays: 32 })).toEqual({ leads: 0, inbox: 0, ops: 0, deadLetters: 0 });
  expect(await count('inbox')).toBe(3);
  const keys = await count('data_key');
  await runDaily();
  expect(await count('inbox')).toBe(1);
  expect(await count('data_key')).toBe(keys - 2);
  const op = await world.server.db.sql.selectFrom('op').selectAll().executeTakeFirstOrThrow();
  expect(op).toMatchObject({ payload: '{"expired":true}', op_id: device.made[0] });
  expect(await preview({})).toEqual({ leads: 0, inbox: 0, ops: 0, deadLetters: 0 });
  const waiting = await world.server.db.sql.selectFrom('job').selectAll().where('kind', '=', 'retention').execute();
  expect(waiting).toMatchObject([{ run_at: world.server.time.now + DAY }]);
});

test('a closed lead is erased after its days; its past stays out, and a new word of its own opens the door', async () => {
  await world.contact();
  await world.message('hello');
  await world.deliver({ type: 'OpportunityStatusUpdate', id: 'opp', contactId: 'con', status: 'lost' });
  expect((await world.ask('PUT', '/api/privacy/retention', { closedLeadDays: 90 })).status).toBe(200);
  world.server.time.now += 89 * DAY;
  await runDaily();
  const lead = await world.leadId();
  world.server.time.now += 2 * DAY;
  const past = new Date(world.server.time.now - DAY).toISOString();
  expect(await preview({ closedLeadDays: 90 })).toMatchObject({ leads: 1 });
  await runDaily();
  await expect(world.leadId()).rejects.toThrow();
  await world.message('an old one', { timestamp: past, dateAdded: past });
  await world.contact({ type: 'ContactUpdate' });
  await expect(world.leadId()).rejects.toThrow();
  world.server.time.now += DAY;
  await world.message('We are looking again');
  expect(await world.leadId()).not.toBe(lead);
});

test('a server that stops finishes the team in hand; the others follow at the next start', async () => {
  const { server } = world;
  await world.contact();
  await server.db.sql
    .insertInto('tenant')
    .values({ id: 'zz-other', name: 'Other', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 })
    .execute();
  await bindLocation(server.db, GHL_SOURCE, 'other-loc', 'zz-other');
  await world.contact({ id: 'other', locationId: 'other-loc' });
  server.time.now += 31 * DAY;
  const job = () => server.db.sql.selectFrom('job').selectAll().where('kind', '=', 'retention').executeTakeFirst();
  await runDaily({ stops: true });
  expect(await count('inbox')).toBe(1);
  expect(await job()).toMatchObject({ status: 'ready', run_at: server.time.now + 1000, attempts: 0 });
  server.time.now += 1000;
  await runDaily();
  expect(await count('inbox')).toBe(0);
  expect(await job()).toMatchObject({ status: 'ready', run_at: server.time.now + DAY });
});

test('a policy is checked', async () => {
  expect((await world.ask('PUT', '/api/privacy/retention', { inboxDays: 0 })).status).toBe(400);
  expect((await world.ask('PUT', '/api/privacy/retention', { other: 1 })).status).toBe(400);
  const policy = await world.ask('GET', '/api/privacy/retention');
  expect(policy.body).toEqual({ closedLeadDays: null, inboxDays: 30, opDays: 30, deadLetterDays: 90 });
});
