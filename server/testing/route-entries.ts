import type { Role } from '../storage/schema.ts';
import type { TeamWorld } from './leak-world.ts';

export interface Try {
  path?: string;
  body?: unknown;
  /** The words of the lead that it names. */
  mark?: string | undefined;
}

/** What a route is for, written here a second time and by hand: the server's own rules are not asked. */
export interface Entry {
  /** Who is let in; `account`: also whose account is in no team; `public`: also who has no session. */
  who: readonly Role[] | 'account' | 'public';
  /** Programs come with an API key and nobody else gets in; without it, a key opens nothing. */
  by?: 'key';
  /** Requests that name things of a team. */
  tries: (team: TeamWorld) => Try[];
  /** Status of those tries for who is let in when the things are the team's own. */
  own: number;
  /** The same when they are below a lead that the asker does not see. */
  unseen?: number;
  /** The same when they are another team's. */
  foreign: number;
  /** The tries of a signed-in stranger to the team change nothing of it; this says that an own try may. */
  writes?: true;
}

const ALL = ['admin', 'lead', 'agent', 'viewer'] as const;
const ADMIN = ['admin'] as const;
const LEADS = ['admin', 'lead'] as const;
const WRITERS = ['admin', 'lead', 'agent'] as const;
const once = (body?: unknown) => () => [body === undefined ? {} : { body }];
const pull = { epoch: null, cursor: 0, scope: null, schema: 1, limit: 500, ops: [] as unknown[] };
let serial = 0;

/** A request below each lead of a team. */
function ofLeads(team: TeamWorld, below: string, body?: () => unknown): Try[] {
  return [team.leads.of1, team.leads.of2, team.leads.free].map((lead, index) => ({
    path: `/api/leads/${lead}${below && `/${below}`}`,
    mark: team.records[index]?.mark,
    ...(body === undefined ? {} : { body: body() }),
  }));
}

/** A request of the API for programs to each lead of a team. */
function ofV1Leads(team: TeamWorld, below: string, body?: () => unknown): Try[] {
  return ofLeads(team, below, body).map((one) => ({ ...one, path: `/api/v1${one.path?.slice('/api'.length)}` }));
}

/** Edits of every lead of a team and new children below them. */
function hostileOps(team: TeamWorld) {
  const op = (index: number, over: object) => ({
    seq: index + 1,
    id: `hostile-${++serial}`,
    kind: 'put',
    base: {},
    hlc: '1799999999999-0000-z',
    ...over,
  });
  return [team.leads.of1, team.leads.of2, team.leads.free].flatMap((lead, index) => [
    op(index * 3, { entity: 'lead', rid: lead, parent: null, set: { name: 'taken over' } }),
    op(index * 3 + 1, { entity: 'note', rid: `new-${++serial}`, parent: lead, set: { body: 'new' } }),
    op(index * 3 + 2, { entity: 'note', rid: `${lead}-n`, parent: lead, set: { body: 'taken over' } }),
  ]);
}

/** Every route of the application; `no-leak.test.ts` walks them. A new route needs an entry. */
export const ROUTES: Record<string, Entry> = {
  'GET /healthz': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'GET /readyz': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'GET *': { who: 'public', tries: () => [{ path: '/' }], own: 503, foreign: 503 },
  'POST /webhooks/ghl': { who: 'public', tries: (t) => [{ body: { locationId: t.tenant } }], own: 401, foreign: 401 },
  'GET /api/auth/get-session': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'POST /api/auth/sign-in/email': {
    who: 'public',
    tries: () => [{ body: { email: `nobody-${++serial}@leadlight.test`, password: 'a wrong one' } }],
    own: 401,
    foreign: 401,
  },
  'POST /api/auth/sign-out': { who: 'public', tries: () => [], own: 200, foreign: 200 },
  'POST /api/auth/change-password': {
    who: 'account',
    tries: () => [{ body: { currentPassword: 'a wrong one', newPassword: 'another one 12' } }],
    own: 400,
    foreign: 400,
  },
  'POST /api/auth/revoke-other-sessions': { who: 'public', tries: () => [], own: 200, foreign: 200 },
  'GET /api/me': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /sync': {
    who: ALL,
    tries: (t) => [
      { body: { ...pull, clientId: `fresh-${++serial}` } },
      { body: { ...pull, clientId: t.clientId } },
      { body: { ...pull, clientId: `hostile-${++serial}`, ops: hostileOps(t) } },
    ],
    own: 200,
    foreign: 200,
    writes: true,
  },
  'GET /api/waiting': {
    who: ALL,
    tries: () => [{ path: '/api/waiting?epoch=e&scope=s&cursor=0' }],
    own: 200,
    foreign: 200,
  },
  'GET /events': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'PUT /api/leads/:id/owner': {
    who: LEADS,
    tries: (t) => Object.values(t.leads).map((id) => ({ path: `/api/leads/${id}/owner`, body: { owner: null } })),
    own: 200,
    foreign: 404,
    writes: true,
  },
  'GET /api/conflicts': { who: ALL, tries: once(), own: 200, foreign: 200 },
  // Nothing of these leads has lost a merge.
  'POST /api/conflicts/close': {
    who: WRITERS,
    tries: (t) =>
      Object.values(t.leads).map((id) => ({ body: { entity: 'lead', id, field: 'name', opId: 'op-of-nobody' } })),
    own: 404,
    foreign: 404,
  },
  'GET /api/rejected': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'GET /api/teams': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/teams': { who: ADMIN, tries: once({ name: 'New' }), own: 201, foreign: 201 },
  'PUT /api/session/team': { who: ALL, tries: (t) => [{ body: { tenant: t.tenant } }], own: 200, foreign: 404 },
  'DELETE /api/session': { who: 'public', tries: () => [], own: 200, foreign: 200 },
  'GET /api/team/members': { who: LEADS, tries: once(), own: 200, foreign: 200 },
  'PUT /api/team/members/:id/role': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/team/members/${t.users.agent2}/role`, body: { role: 'viewer' } }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'POST /api/team/members/:id/deactivate': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/team/members/${t.users.agent2}/deactivate`, body: { leadsTo: null } }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'POST /api/team/members/:id/reactivate': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/team/members/${t.users.agent1}/reactivate` }],
    own: 404,
    foreign: 404,
  },
  'GET /api/team/settings': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'PUT /api/team/settings': {
    who: ADMIN,
    tries: once({ name: 'Renamed', agentsSeeUnassigned: true }),
    own: 200,
    foreign: 200,
    writes: true,
  },
  'GET /api/team/invites': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/team/invites': { who: ADMIN, tries: once({ role: 'viewer' }), own: 201, foreign: 201, writes: true },
  'DELETE /api/team/invites/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/team/invites/${t.invite}` }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'POST /api/invites/look': {
    who: 'public',
    tries: (t) => [{ body: { token: `hash of ${t.invite} and more of it` } }],
    own: 404,
    foreign: 404,
  },
  'POST /api/invites/accept': {
    who: 'account',
    tries: (t) => [{ body: { token: `hash of ${t.invite} and more of it` } }],
    own: 404,
    foreign: 404,
  },
  'POST /api/passkeys/sign-in/options': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'POST /api/passkeys/sign-in': {
    who: 'public',
    tries: (t) => [{ body: { response: assertion(t.passkey) } }],
    own: 401,
    foreign: 401,
  },
  'GET /api/passkeys': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/passkeys/options': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/passkeys': { who: ALL, tries: once({ name: 'x', response: attestation() }), own: 422, foreign: 422 },
  // A passkey is its user's: for everybody but the admin whose it is, there is none.
  'DELETE /api/passkeys/:id': {
    who: ALL,
    tries: (t) => [{ path: `/api/passkeys/${t.passkey}-of-nobody` }],
    own: 404,
    foreign: 404,
  },
  'POST /api/ghl/session': { who: 'public', tries: once({ payload: 'U2FsdGVkX18=' }), own: 503, foreign: 503 },
  'POST /webhooks/ghl/workflow': {
    who: 'public',
    tries: (t) => [{ body: { location: { id: t.location } } }],
    own: 401,
    foreign: 401,
  },
  'GET /api/ghl/status': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/ghl/connect': { who: ADMIN, tries: once(), own: 409, foreign: 409 },
  'GET /api/ghl/callback': { who: ADMIN, tries: once(), own: 409, foreign: 409 },
  // There is no CRM to ask.
  'POST /api/ghl/tokens': {
    who: ADMIN,
    tries: (t) => [{ body: { locationId: t.location, token: 'a token of nobody' } }],
    own: 502,
    foreign: 409,
    writes: true,
  },
  'DELETE /api/ghl/locations/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}` }],
    own: 204,
    foreign: 404,
    writes: true,
  },
  'PUT /api/ghl/settings': { who: ADMIN, tries: once({}), own: 200, foreign: 200, writes: true },
  'POST /api/ghl/locations/:id/backfill': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}/backfill` }],
    own: 202,
    foreign: 409,
    writes: true,
  },
  // Nothing is being read, and nothing was stopped.
  'DELETE /api/ghl/locations/:id/backfill': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}/backfill` }],
    own: 409,
    foreign: 409,
  },
  'POST /api/ghl/locations/:id/backfill/resume': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}/backfill/resume` }],
    own: 409,
    foreign: 409,
  },
  'POST /api/ghl/locations/:id/workflow-secret': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/locations/${t.location}/workflow-secret` }],
    own: 201,
    foreign: 409,
    writes: true,
  },
  'GET /api/ghl/dead-letters': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/ghl/dead-letters/:id/rerun': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/dead-letters/${t.deadLetter}/rerun` }],
    own: 202,
    foreign: 404,
    writes: true,
  },
  'DELETE /api/ghl/dead-letters/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/ghl/dead-letters/${t.deadLetter}` }],
    own: 204,
    foreign: 404,
    writes: true,
  },
  'GET /api/lead-matches/list': { who: LEADS, tries: once(), own: 200, foreign: 200 },
  // Nothing was merged that could be undone.
  'POST /api/lead-matches/:id/:step{merge|dismiss|undo}': {
    who: LEADS,
    tries: (t) => [{ path: `/api/lead-matches/${t.match}/undo` }],
    own: 409,
    foreign: 404,
  },
  'POST /api/leads/:id/messages': {
    who: WRITERS,
    tries: (t) =>
      ofLeads(t, 'messages', () => ({ id: `message-${++serial}`, channel: 'sms', text: 'Hello', seen: null })),
    own: 409,
    unseen: 404,
    foreign: 404,
  },
  'POST /api/leads/:id/tasks': {
    who: WRITERS,
    tries: (t) =>
      ofLeads(t, 'tasks', () => ({ id: `new-task-${++serial}`, title: 'Call', dueDate: '2026-12-01T10:00:00.000Z' })),
    own: 409,
    unseen: 404,
    foreign: 404,
  },
  'GET /api/leads/:id/outgoing/:kind{message|task}': {
    who: ALL,
    tries: (t) => ofLeads(t, 'outgoing/task'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'POST /api/privacy/export': {
    who: ADMIN,
    tries: (t) =>
      Object.values(t.leads).flatMap((lead) => ['json', 'html'].map((format) => ({ body: { who: { lead }, format } }))),
    own: 200,
    foreign: 404,
    writes: true,
  },
  'POST /api/privacy/erase': {
    who: ADMIN,
    tries: (t) => [{ body: { who: { lead: t.leads.free }, reason: 'request' } }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'GET /api/privacy/erasures': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/privacy/erasures/:id/lift': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/privacy/erasures/${t.erasure}/lift` }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'GET /api/privacy/retention': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'PUT /api/privacy/retention': {
    who: ADMIN,
    tries: once({ closedLeadDays: 365 }),
    own: 200,
    foreign: 200,
    writes: true,
  },
  'POST /api/privacy/retention/preview': { who: ADMIN, tries: once({ closedLeadDays: 1 }), own: 200, foreign: 200 },
  'GET /api/privacy/audit': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/privacy/training': { who: ADMIN, tries: once(), own: 200, foreign: 200, writes: true },
  'GET /api/leads/:id/consent': {
    who: ALL,
    tries: (t) => ofLeads(t, 'consent'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'POST /api/leads/:id/consent': {
    who: WRITERS,
    tries: (t) =>
      ofLeads(t, 'consent', () => {
        return { id: `consent-${++serial}`, channel: 'sms', kind: 'reconsent', at: '2026-10-01T10:00:00.000Z' };
      }),
    own: 201,
    unseen: 404,
    foreign: 404,
    writes: true,
  },
  'GET /api/models': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/models': {
    who: ADMIN,
    tries: (t) => [
      {
        body: {
          name: t.model,
          head: 'text',
          url: 'https://127.0.0.1/model',
          files: { 'config.json': '0'.repeat(64) },
        },
      },
    ],
    own: 409,
    // The name is free in this team; the address is not to be fetched from.
    foreign: 502,
  },
  'GET /api/models/:name/:path{.+}': {
    who: ALL,
    tries: (t) => [{ path: `/api/models/${t.model}/config.json` }],
    own: 200,
    foreign: 404,
  },
  'DELETE /api/models/:name': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/models/${t.model}` }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'GET /api/leads/:id/analysis': {
    who: ALL,
    tries: (t) => ofLeads(t, 'analysis'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'GET /api/alerts/settings': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'PUT /api/alerts/settings': { who: ALL, tries: once({ push: true }), own: 200, foreign: 200, writes: true },
  'GET /api/alerts/team': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'PUT /api/alerts/team': { who: ADMIN, tries: once({ level: 'ready' }), own: 200, foreign: 200, writes: true },
  'GET /api/push/key': { who: ALL, tries: once(), own: 409, foreign: 409 },
  'GET /api/push/subscriptions': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'POST /api/push/subscriptions': {
    who: ALL,
    tries: () => [
      {
        body: {
          endpoint: `https://push.example/${++serial}`,
          keys: { p256dh: Buffer.alloc(65).toString('base64url'), auth: Buffer.alloc(16).toString('base64url') },
        },
      },
    ],
    own: 201,
    foreign: 201,
    writes: true,
  },
  // A device is its user's, who is none of these: for everybody else there is none.
  'DELETE /api/push/subscriptions/:id': {
    who: ALL,
    tries: (t) => [{ path: `/api/push/subscriptions/${t.device}` }],
    own: 404,
    foreign: 404,
  },
  'GET /api/webhooks': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/webhooks': {
    who: ADMIN,
    tries: once({ url: 'https://hooks.example/', events: ['lead.hot'] }),
    own: 201,
    foreign: 201,
    writes: true,
  },
  'DELETE /api/webhooks/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/webhooks/${t.webhook}` }],
    own: 204,
    foreign: 404,
    writes: true,
  },
  'POST /api/webhooks/:id/test': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/webhooks/${t.webhook}/test` }],
    own: 202,
    foreign: 404,
    writes: true,
  },
  'GET /api/webhooks/deliveries': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/webhooks/deliveries/:id/rerun': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/webhooks/deliveries/${t.webhook}.event/rerun` }],
    own: 202,
    foreign: 404,
    writes: true,
  },
  'GET /api/keys': { who: ADMIN, tries: once(), own: 200, foreign: 200 },
  'POST /api/keys': {
    who: ADMIN,
    tries: (t) => [{ body: { name: 'Site', scopes: ['leads:read'], member: t.users.agent1 } }],
    own: 201,
    foreign: 422,
    writes: true,
  },
  'DELETE /api/keys/:id': {
    who: ADMIN,
    tries: (t) => [{ path: `/api/keys/${t.apiKey}` }],
    own: 200,
    foreign: 404,
    writes: true,
  },
  'GET /api/v1/leads': { who: ALL, by: 'key', tries: once(), own: 200, foreign: 200 },
  'POST /api/v1/leads': {
    who: WRITERS,
    by: 'key',
    tries: once({ name: 'New' }),
    own: 201,
    foreign: 201,
    writes: true,
  },
  'GET /api/v1/leads/:id': {
    who: ALL,
    by: 'key',
    tries: (t) => ofV1Leads(t, ''),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'GET /api/v1/leads/:id/analysis': {
    who: ALL,
    by: 'key',
    tries: (t) => ofV1Leads(t, 'analysis'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'GET /api/v1/webhooks': { who: ADMIN, by: 'key', tries: once(), own: 200, foreign: 200 },
  'POST /api/v1/webhooks': {
    who: ADMIN,
    by: 'key',
    tries: once({ url: 'https://hooks.example/', events: ['lead.hot'] }),
    own: 201,
    foreign: 201,
    writes: true,
  },
  'DELETE /api/v1/webhooks/:id': {
    who: ADMIN,
    by: 'key',
    tries: (t) => [{ path: `/api/v1/webhooks/${t.webhook}` }],
    own: 204,
    foreign: 404,
    writes: true,
  },
  'POST /api/v1/webhooks/:id/test': {
    who: ADMIN,
    by: 'key',
    tries: (t) => [{ path: `/api/v1/webhooks/${t.webhook}/test` }],
    own: 202,
    foreign: 404,
    writes: true,
  },
  'GET /api/v1/leads/:id/messages': {
    who: ALL,
    by: 'key',
    tries: (t) => ofV1Leads(t, 'messages'),
    own: 200,
    unseen: 404,
    foreign: 404,
  },
  'POST /api/v1/leads/:id/messages': {
    who: WRITERS,
    by: 'key',
    tries: (t) =>
      ofV1Leads(t, 'messages', () => ({
        from: 'lead',
        text: `Hello ${++serial}`,
        channel: 'sms',
        sentAt: '2026-11-01T10:00:00.000Z',
      })),
    own: 201,
    unseen: 404,
    foreign: 404,
    writes: true,
  },
  'GET /api/openapi.json': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'GET /api/docs': { who: 'public', tries: once(), own: 200, foreign: 200 },
  'GET /api/docs/style.css': { who: 'public', tries: once(), own: 200, foreign: 200 },
};

function assertion(id: string) {
  const response = { clientDataJSON: 'e30', authenticatorData: '', signature: '' };
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
}
function attestation() {
  const response = { clientDataJSON: 'e30', attestationObject: '' };
  return { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {}, response };
}
