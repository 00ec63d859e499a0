import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureExport, startBackfill } from '../../server/ghl/export-job.ts';
import { outcomeOfLead } from '../../server/ghl/outcome-of-lead.ts';
import { findExport } from '../../server/storage/ghl-exports.ts';
import { listJobs } from '../../server/storage/jobs.ts';
import { TENANT } from '../../server/testing/test-server.ts';
import { AT, createHarness, LOCATION, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(async () => {
  expect(h.standIn.violations).toEqual([]);
  await h.close();
});

const start = () => startBackfill(h.server.db, h.server, AT);
const state = async () => (await findExport(h.server.db, TENANT, LOCATION))!;
/** A past of `count` messages, a minute apart, from two contacts. */
function past(count: number): void {
  h.contact();
  h.contact({ id: 'bob', name: 'Bob', email: 'bob@example.com', phone: '+12125550199' });
  for (let n = 0; n < count; n++) {
    const contactId = n % 2 === 0 ? 'con' : 'bob';
    const dateAdded = new Date(Date.parse('2026-10-20T12:00:00.000Z') + n * 60_000).toISOString();
    h.message({ contactId, conversationId: `conv-${contactId}`, body: `message ${n}`, dateAdded });
  }
}
/** One page at a time, as a runner that is stopped in between would. */
async function onePage(): Promise<void> {
  const [job] = (await listJobs(h.server.db)).filter((one) => one.kind === 'ghl-export');
  await h.server.ghl.callHandlers['ghl-export']!.run({
    id: job!.id,
    kind: job!.kind,
    payload: JSON.parse(job!.payload),
    attempts: 1,
    leaseOwner: 'test',
  });
}
const claim = () =>
  h.server.db.sql
    .updateTable('job')
    .set({ lease_owner: 'test', attempts: 1, lease_until: Number.MAX_SAFE_INTEGER })
    .where('kind', '=', 'ghl-export')
    .execute();

test('the whole past is read page by page, with its contacts, and shown as progress', async () => {
  await h.connect();
  past(120);
  await start();
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(120);
  expect((await h.all('lead')).map((one) => one.data['name']).sort()).toEqual(['Ann Lee', 'Bob']);
  expect(await h.all('conversation')).toHaveLength(2);
  expect(h.standIn.count('GET /contacts/:id')).toBe(2);
  const { cookie } = await h.server.signedIn('admin');
  const answer = await h.server.app.request('/api/ghl/status', { headers: { cookie } });
  expect(await answer.json()).toMatchObject({
    reading: [{ locationId: 'loc', mode: 'backfill', phase: 'done', messages: 120, contacts: 2, total: 120 }],
    connections: [{ kind: 'private', locationId: 'loc', status: 'connected' }],
  });
});

test('after a stop longer than the cursor lives it goes on by date and loses nothing', async () => {
  await h.connect();
  past(120);
  await start();
  await claim();
  await onePage();
  expect(await state()).toMatchObject({ phase: 'messages', messages: 50 });
  h.time.now += 3_600_000;
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(120);
  expect(await state()).toMatchObject({ phase: 'done' });
  const exports = h.standIn.requests.filter((one) => one.path.endsWith('/export'));
  expect(exports.length).toBe(3);
});

test('a cursor that GHL drops early is replaced by the date as well', async () => {
  await h.connect();
  past(120);
  await start();
  await claim();
  await onePage();
  h.standIn.faults.inject({ on: 'GET /conversations/messages/export', fault: { kind: 'status', status: 400 } });
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(120);
});

test('an outage and the limit put it off, and it ends all the same', async () => {
  await h.connect();
  past(120);
  h.standIn.limits.perWindow = 3;
  h.standIn.faults.inject({
    on: 'GET /conversations/messages/export',
    fault: { kind: 'status', status: 503 },
    times: 4,
  });
  await start();
  await h.drainCalls(6);
  expect(await h.all('message')).toHaveLength(120);
  expect(h.standIn.requests.filter((one) => one.path.endsWith('/export')).length).toBeGreaterThan(3);
});

test('a backfill that died is dead-lettered, and the schedule goes on without it', async () => {
  await h.connect({ reconcileMinutes: 5 });
  past(10);
  h.standIn.faults.inject({
    on: 'GET /conversations/messages/export',
    fault: { kind: 'status', status: 503 },
    times: 9,
  });
  await start();
  await h.drainCalls(3);
  const jobs = await listJobs(h.server.db);
  expect(jobs.map((job) => job.status).sort()).toEqual(['dead', 'ready']);
  h.time.now += 300_000;
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(10);
});

test('reading again changes nothing, and a message that came by webhook without an id is the same one', async () => {
  await h.connect();
  const message = (h.contact(), h.message());
  await h.deliver({
    type: 'InboundMessage',
    contactId: 'con',
    conversationId: 'conv',
    messageType: 'SMS',
    body: message.body,
    dateAdded: message.dateAdded,
  });
  await start();
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(1);
  const before = await h.records();
  await start();
  await h.drainCalls();
  expect(await h.records()).toEqual(before);
});

test('the body of an e-mail is fetched, since the lists carry none, and its HTML is read as text', async () => {
  await h.connect();
  h.contact();
  const message = h.message({ messageType: 'TYPE_EMAIL', type: 3, meta: { email: { messageIds: ['email-1'] } } });
  h.standIn.state.emails.set('email-1', {
    id: 'email-1',
    threadId: 't',
    locationId: LOCATION,
    contactId: 'con',
    conversationId: 'conv',
    dateAdded: message.dateAdded,
    subject: 'The house',
    body: '<div>Is it <b>free</b>?</div><blockquote>old</blockquote>',
    direction: 'inbound',
    contentType: 'text/html',
    from: 'ann@example.com',
    to: ['agent@example.com'],
  });
  await start();
  await h.drainCalls();
  expect((await h.all('message'))[0]!.data).toMatchObject({
    channel: 'email',
    text: 'Is it free?',
    subject: 'The house',
  });
  await h.deliver({
    type: 'InboundMessage',
    contactId: 'con',
    conversationId: 'conv',
    messageType: 'Email',
    emailMessageId: 'email-1',
    subject: 'The house',
    body: '<div>Is it <b>free</b>?</div>',
    dateAdded: message.dateAdded,
  });
  expect(await h.all('message')).toHaveLength(1);
});

test('the schedule finds what no webhook told, and asks only for what is new', async () => {
  await h.connect({ reconcileMinutes: 15 });
  past(10);
  await start();
  await h.drainCalls();
  h.message({ body: 'missed by the webhooks', dateAdded: new Date(h.time.now + 60_000).toISOString() });
  h.time.now += 14 * 60_000;
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(10);
  h.time.now += 60_000;
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(11);
  expect(await state()).toMatchObject({ mode: 'reconcile', messages: 1, phase: 'done' });
});

test('a new start makes the old job void, and a missing job is put back', async () => {
  await h.connect();
  past(10);
  await start();
  await start();
  await h.drainCalls();
  expect((await listJobs(h.server.db)).filter((job) => job.kind === 'ghl-export')).toHaveLength(1);
  await h.server.db.sql.deleteFrom('job').execute();
  await ensureExport(h.server.db, h.server, AT);
  await ensureExport(h.server.db, h.server, AT);
  expect((await listJobs(h.server.db)).filter((job) => job.kind === 'ghl-export')).toHaveLength(1);
});

test('an admin stops a reading and goes on with it later; meanwhile nothing is read, by no start of the server either', async () => {
  await h.connect();
  past(120);
  await start();
  await claim();
  const { cookie } = await h.server.signedIn('admin');
  const headers = { cookie, origin: 'http://localhost' };
  const path = '/api/ghl/locations/loc/backfill';
  const ask = async (method: string, below = '') => {
    const answer = await h.server.app.request(path + below, { method, headers });
    return [answer.status, await answer.json()];
  };
  const reading = async () => {
    const answer = await h.server.app.request('/api/ghl/status', { headers });
    return ((await answer.json()) as { reading: object[] }).reading;
  };
  await onePage();
  expect(await ask('POST', '/resume')).toMatchObject([409, { code: 'ghl_not_stopped' }]);
  expect(await ask('DELETE')).toEqual([200, { stopped: true }]);
  expect(await ask('DELETE')).toMatchObject([409, { code: 'ghl_not_reading' }]);
  expect(await reading()).toMatchObject([{ phase: 'messages', messages: 50, total: 120, stoppedAt: h.time.now }]);
  h.time.now += 3_600_000;
  await ensureExport(h.server.db, h.server, AT);
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(50);
  expect(await ask('POST', '/resume')).toEqual([202, { resumed: true }]);
  await h.drainCalls();
  expect(await h.all('message')).toHaveLength(120);
  expect(await reading()).toMatchObject([{ phase: 'done', stoppedAt: null }]);
  expect(await ask('DELETE')).toMatchObject([409, { code: 'ghl_not_reading' }]);
});

test('a page that is in hand when the reading is stopped does not set it going again', async () => {
  await h.connect();
  past(120);
  await start();
  const { cookie } = await h.server.signedIn('admin');
  h.standIn.faults.inject({ on: 'GET /conversations/messages/export', fault: { kind: 'silence' } });
  const drained = h.drainCalls();
  await expect.poll(() => h.standIn.count('GET /conversations/messages/export')).toBe(1);
  const headers = { cookie, origin: 'http://localhost' };
  const stopped = await h.server.app.request('/api/ghl/locations/loc/backfill', { method: 'DELETE', headers });
  expect(stopped.status).toBe(200);
  await drained;
  expect(await h.all('message')).toHaveLength(50);
  expect(await state()).toMatchObject({ phase: 'messages', messages: 0, stopped_at: h.time.now });
  expect((await listJobs(h.server.db)).filter((job) => job.kind === 'ghl-export')).toEqual([]);
});

test('won and lost opportunities are read, as outcomes of their leads', async () => {
  await h.connect({ outcomes: true });
  h.contact();
  h.message();
  for (let n = 0; n < 60; n++) {
    h.standIn.state.opportunities.push({
      id: `opp-${n}`,
      name: 'House',
      status: n === 59 ? 'won' : 'lost',
      contactId: 'con',
      locationId: LOCATION,
      pipelineId: 'p',
      pipelineStageId: 's',
      monetaryValue: 1,
      createdAt: '2026-10-01T00:00:00.000Z',
      updatedAt: '2026-10-02T00:00:00.000Z',
      lastStatusChangeAt: new Date(Date.parse('2026-10-02T00:00:00.000Z') + n * 1000).toISOString(),
    });
  }
  await start();
  await h.drainCalls();
  const { id } = await h.lead();
  expect(await outcomeOfLead(h.server.db, TENANT, id)).toEqual({
    status: 'won',
    at: Date.parse('2026-10-02T00:00:59.000Z'),
  });
  h.time.now += 1000;
  await h.deliver({ type: 'OpportunityDelete', id: 'opp-59', contactId: 'con', status: 'won' });
  expect(await outcomeOfLead(h.server.db, TENANT, id)).toMatchObject({ status: 'lost' });
  expect(await state()).toMatchObject({ opportunities: 60 });
});
