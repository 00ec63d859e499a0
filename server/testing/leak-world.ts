import { API_SCOPES } from '../../models/protocol/api.ts';
import type { Op } from '../../models/protocol/sync.ts';
import { hashToken } from '../auth/hash-token.ts';
import { OUT_JOB } from '../ghl/queue-outgoing.ts';
import { GHL_SOURCE } from '../ghl/sources.ts';
import { insertApiKey } from '../storage/api-keys.ts';
import { locationTokenId } from '../storage/ghl-tokens.ts';
import { saveLeadAnalysis } from '../storage/lead-analyses.ts';
import { putMember } from '../storage/members.ts';
import { insertDelivery } from '../storage/outgoing-webhooks.ts';
import { insertRemoteModel } from '../storage/remote-models.ts';
import { suppress } from '../storage/erasures.ts';
import { insertInvite } from '../storage/invites.ts';
import { insertPasskey } from '../storage/passkeys.ts';
import type { Role } from '../storage/schema.ts';
import { enqueueTenantJob } from '../storage/tenant-jobs.ts';
import { snapshotsOf, type Snapshot } from '../storage/testing/snapshot.ts';
import { bindLocation, insertTenant } from '../storage/tenants.ts';
import { push } from '../sync/push.ts';
import { writeTenant } from '../sync/tenant-write.ts';
import { viewerOf } from '../sync/viewer.ts';
import { assignLead } from '../sync/write-record.ts';
import { createTestServer, TENANT, type TestServer } from './test-server.ts';

const PEOPLE = [
  ['admin', 'admin'],
  ['lead', 'lead'],
  ['agent1', 'agent'],
  ['agent2', 'agent'],
  ['viewer', 'viewer'],
] as const;
export type Person = (typeof PEOPLE)[number][0];

/** A lead and what hangs below it, all carrying `mark`; `owner` null: nobody's; `orphan`: a note whose lead is unknown. */
interface Marked {
  mark: string;
  owner: Person | null;
  orphan?: boolean;
}

/** One team, with people and records that say by their words whose they are. */
export interface TeamWorld {
  tenant: string;
  name: string;
  users: Record<Person, string>;
  cookies: Record<Person, string>;
  records: Marked[];
  leads: { of1: string; of2: string; free: string };
  invite: string;
  passkey: string;
  model: string;
  location: string;
  deadLetter: string;
  match: string;
  erasure: string;
  device: string;
  webhook: string;
  /** Id of a key that nobody uses; its name is `<id>-name`. */
  apiKey: string;
  /** `Authorization` of programs that act for a member. */
  programs: Record<'agent1' | 'viewer' | 'admin', string>;
  clientId: string;
  /** Words of an edit that was refused. */
  refused: string;
}

export interface LeakWorld {
  server: TestServer;
  a: TeamWorld;
  b: TeamWorld;
  /** An agent of A who is an admin of B; the session is in A. */
  both: { userId: string; cookie: string };
  /** Was an agent of A. */
  gone: { userId: string; cookie: string };
  /** `Authorization` of A's first agent. */
  bearer: string;
  /** Every row there is, as it is now. */
  snapshot: () => Promise<Snapshot>;
}

/** Two teams on one server with the same kinds of things in each. */
export async function createLeakWorld(agentsSeeUnassigned: boolean): Promise<LeakWorld> {
  const server = await createTestServer({ keepAliveMillis: 3_600_000 });
  const a = await createTeam(server, TENANT, 'AAA', agentsSeeUnassigned);
  const b = await createTeam(server, 'tenant-2', 'BBB', agentsSeeUnassigned);
  const both = await createUser(server, 'both', 'AAA');
  await putMember(server.db, a.tenant, both.userId, 'agent');
  await putMember(server.db, b.tenant, both.userId, 'admin');
  const gone = await createUser(server, 'gone', 'AAA');
  await putMember(server.db, a.tenant, gone.userId, 'agent');
  await server.db.sql.updateTable('member').set({ status: 'deactivated' }).where('user_id', '=', gone.userId).execute();
  const bearer = `Bearer ${await server.auth.openBearerSession(a.users.agent1, a.tenant, 3600)}`;
  return { server, a, b, both, gone, bearer, snapshot: await snapshotsOf(server.db) };
}

async function createTeam(server: TestServer, tenant: string, mark: string, agentsSeeUnassigned: boolean) {
  const { db } = server;
  const name = `${mark} team`;
  const settings = { name, agents_see_unassigned: agentsSeeUnassigned ? 1 : 0 };
  if (tenant === TENANT) await db.sql.updateTable('tenant').set(settings).where('id', '=', tenant).execute();
  else await insertTenant(db, { id: tenant, rev: 0, min_rev: 0, epoch: `epoch-${tenant}`, created_at: 1, ...settings });
  const users = {} as Record<Person, string>;
  const cookies = {} as Record<Person, string>;
  for (const [person, role] of PEOPLE) {
    const made = await createUser(server, person, mark);
    users[person] = made.userId;
    cookies[person] = made.cookie;
    await putMember(db, tenant, made.userId, role);
  }
  const world: TeamWorld = {
    tenant,
    name,
    users,
    cookies,
    records: [
      { mark: `${mark}-words-of-agent1`, owner: 'agent1' },
      { mark: `${mark}-words-of-agent2`, owner: 'agent2' },
      { mark: `${mark}-words-of-nobody`, owner: null },
      { mark: `${mark}-words-of-orphan`, owner: null, orphan: true },
    ],
    leads: { of1: `${mark}-lead-1`, of2: `${mark}-lead-2`, free: `${mark}-lead-3` },
    invite: `${mark}-invite`,
    passkey: `${mark}-passkey`,
    model: `${mark.toLowerCase()}-model`,
    location: `${mark}-location`,
    deadLetter: `${mark}-dead-letter`,
    match: `${mark}-match`,
    erasure: `${mark}-erasure`,
    device: `${mark}-device-for-pushes`,
    webhook: `${mark}-webhook`,
    apiKey: `${mark}-key`,
    programs: { agent1: '', viewer: '', admin: '' },
    clientId: `${mark}-device`,
    refused: `${mark}-refused-words`,
  };
  await fillTeam(server, world);
  return world;
}

async function createUser(server: TestServer, person: string, mark: string) {
  const userId = `${mark}-user-${person}`;
  const now = new Date().toISOString();
  const row = {
    id: userId,
    name: `${mark}-name-${person}`,
    email: `${mark}-mail-${person}@leadlight.test`.toLowerCase(),
    emailVerified: server.storage.dialect === 'sqlite' ? 1 : true,
    createdAt: now,
    updatedAt: now,
  };
  // Without a password: making one takes most of the time of a test.
  await server.db.sql.insertInto('auth_user').values(row).execute();
  const cookie = (await server.auth.openCookieSession(userId)).split(';')[0] ?? '';
  return { userId, cookie };
}

async function fillTeam(server: TestServer, world: TeamWorld): Promise<void> {
  const { db } = server;
  const { tenant, users, leads } = world;
  const admin = viewerOf({ tenantId: tenant, userId: users.agent1, role: 'admin', scopeRev: 1, seesUnassigned: true });
  const ids = [leads.of1, leads.of2, leads.free, `${tenant}-no-such-lead`];
  const ops: Op[] = [];
  const add = (entity: Op['entity'], rid: string, parent: string | null, set: Op['set']) =>
    ops.push({
      seq: ops.length + 1,
      id: `${world.clientId}-op-${ops.length + 1}`,
      entity,
      rid,
      kind: 'put',
      set,
      base: {},
      hlc: '1790000000000-0000-c',
      parent,
    });
  world.records.forEach(({ mark, orphan }, index) => {
    const lead = ids[index] ?? '';
    if (!orphan) {
      add('lead', lead, null, { name: mark });
      add('conversation', `${lead}-c`, lead, { channel: 'sms' });
      add('message', `${lead}-m`, lead, { text: mark, conversationId: `${lead}-c` });
    }
    add('note', `${lead}-n`, lead, { body: mark });
  });
  const pushed = await push(server, admin, world.clientId, ops);
  if (!pushed.ok || pushed.results.some(({ status }) => status !== 'applied'))
    throw new Error('The world is not made.');
  const viewer = viewerOf({
    tenantId: tenant,
    userId: users.viewer,
    role: 'viewer',
    scopeRev: 1,
    seesUnassigned: true,
  });
  const refused = { ...ops[0]!, id: `${world.refused}-op`, set: { name: world.refused } };
  await push(server, viewer, `${world.clientId}-of-viewer`, [refused]);
  await writeTenant(server, tenant, (write) => assignLead(write, leads.of1, users.agent1));
  await writeTenant(server, tenant, (write) => assignLead(write, leads.of2, users.agent2));
  await insertInvite(db, {
    id: world.invite,
    tenant_id: tenant,
    token_hash: `hash of ${world.invite}`,
    role: 'admin',
    created_by: users.admin,
    created_at: 1,
    expires_at: server.time.now + 1e9,
    used_at: null,
    used_by: null,
  });
  await insertPasskey(db, {
    id: world.passkey,
    user_id: users.admin,
    public_key: '',
    counter: 0,
    transports: '[]',
    name: `${world.passkey}-name`,
    created_at: 1,
    last_used_at: null,
  });
  await fillCrm(server, world);
  await suppress(db, tenant, { id: world.erasure, at: 1, pastOnly: false }, [`${world.erasure}-hash`]);
  await fillAlerts(server, world);
  await fillKeys(server, world);
  const files = { 'config.json': '0'.repeat(64) };
  const url = `https://models.example/${world.model}`;
  await server.modelFiles.put('0'.repeat(64), new Uint8Array([123, 125]));
  await insertRemoteModel(db, tenant, { name: world.model, head: 'text', url, files, createdAt: 1 });
}

/** Analysed leads, a device of somebody, and a webhook that was told of one. */
async function fillAlerts({ db, alerts }: TestServer, { tenant, leads, device, webhook }: TeamWorld) {
  const none = { overall: null, engagement: null, qualification: null, urgency: null, priority: null };
  const figures = { scores: none, optOut: null, topAction: null, insights: [], messages: 1, source: 'rules' } as const;
  for (const leadId of Object.values(leads)) {
    const said = { ...figures, level: 'cold', momentum: 'steady', model: 'rules@1', rev: 1, analysedAt: 1 } as const;
    await saveLeadAnalysis(db, tenant, { leadId, ...said, insights: [] });
  }
  const at = { tenant_id: tenant, id: device, user_id: `${tenant}-somebody`, service: 'push.example', created_at: 1 };
  const keys = { p256dh: '', auth: '' };
  await alerts.subscriptions.put(db, at, { endpoint: `https://push.example/${device}`, keys });
  const url = `https://hooks.example/${webhook}`;
  const made = { id: webhook, url, events: ['lead.hot'], createdAt: 1, secret: 'whsec_', createdBy: 'somebody' };
  await alerts.webhooks.insert(db, tenant, made);
  const told = { webhook_id: webhook, event: 'lead.hot', lead_id: leads.of1, body: '{}', created_at: 1 };
  await insertDelivery(db, { tenant_id: tenant, id: `${webhook}.event`, ...told });
}

async function fillKeys({ db, time }: TestServer, { tenant, users, apiKey, programs }: TeamWorld) {
  const put = (id: string, person: Person, token: string) =>
    insertApiKey(db, {
      id,
      tenant_id: tenant,
      user_id: users[person],
      name: `${id}-name`,
      prefix: token.slice(0, 11),
      token_hash: hashToken(token),
      scopes: JSON.stringify(API_SCOPES),
      created_by: users.admin,
      created_at: 1,
      expires_at: null,
      // As just used: the time of the next use is not written again.
      last_used_at: time.now,
      revoked_at: null,
    });
  await put(apiKey, 'admin', `ll_unused-${tenant}`);
  for (const person of ['agent1', 'viewer', 'admin'] as const) {
    await put(`${apiKey}-of-${person}`, person, `ll_${tenant}-${person}`);
    programs[person] = `Bearer ll_${tenant}-${person}`;
  }
}

/** A connected location, a call to the CRM that died, and two leads that may be one person. */
async function fillCrm({ db, ghl }: TestServer, { tenant, location, deadLetter, match, leads }: TeamWorld) {
  await bindLocation(db, GHL_SOURCE, location, tenant);
  await ghl.tokens.put(db, {
    tenantId: tenant,
    id: locationTokenId(location),
    kind: 'private',
    locationId: location,
    companyId: null,
    access: `${location}-token`,
    refresh: null,
    expiresAt: null,
    status: 'connected',
    changedAt: 1,
  });
  const job = { id: deadLetter, tenantId: tenant, kind: OUT_JOB, payload: { outgoingId: 'task:1' }, runAt: 1, now: 1 };
  await enqueueTenantJob(db, job);
  await db.sql.updateTable('job').set({ status: 'dead', attempts: 3 }).where('id', '=', deadLetter).execute();
  await db.sql
    .insertInto('lead_match')
    .values({
      tenant_id: tenant,
      id: match,
      kept_id: leads.of1,
      other_id: leads.of2,
      reason: 'phone',
      status: 'proposed',
      moved: null,
      created_at: 1,
      decided_by: null,
      decided_at: null,
    })
    .execute();
}

export function roleOf(person: Person): Role {
  return PEOPLE.find(([name]) => name === person)?.[1] ?? 'viewer';
}
