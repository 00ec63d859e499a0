import { afterEach, describe, expect, test } from 'vitest';
import type { Role } from '../storage/schema.ts';
import { createLeakWorld, roleOf, rowsOf, type LeakWorld, type Person, type TeamWorld } from '../testing/leak-world.ts';

/** What a route is for, written here a second time and by hand: the server's own rules are not asked. */
interface Entry {
  /** Who is let in; `account`: also whose account is in no team; `public`: also who has no session. */
  who: readonly Role[] | 'account' | 'public';
  /** Requests that name things of a team. */
  tries: (team: TeamWorld) => { path?: string; body?: unknown }[];
  /** Status of those tries for who is let in when the things are the team's own. */
  own: number;
  /** The same when they are another team's. */
  foreign: number;
  /** The tries of a signed-in stranger to the team change nothing of it; this says that an own try may. */
  writes?: true;
}

const ALL = ['admin', 'lead', 'agent', 'viewer'] as const;
const ADMIN = ['admin'] as const;
const LEADS = ['admin', 'lead'] as const;
const once = (body?: unknown) => () => [body === undefined ? {} : { body }];
const pull = { epoch: null, cursor: 0, scope: null, schema: 1, limit: 500, ops: [] as unknown[] };
let serial = 0;

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

const ROUTES: Record<string, Entry> = {
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
  'GET /events': { who: ALL, tries: once(), own: 200, foreign: 200 },
  'PUT /api/leads/:id/owner': {
    who: LEADS,
    tries: (t) => Object.values(t.leads).map((id) => ({ path: `/api/leads/${id}/owner`, body: { owner: null } })),
    own: 200,
    foreign: 404,
    writes: true,
  },
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
};

function assertion(id: string) {
  const response = { clientDataJSON: 'e30', authenticatorData: '', signature: '' };
  return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
}
function attestation() {
  const response = { clientDataJSON: 'e30', attestationObject: '' };
  return { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {}, response };
}

interface Asker {
  label: string;
  /** The role in team A; null for who has no business there. */
  role: Role | null;
  headers: Record<string, string>;
  person: Person | 'both' | 'gone' | null;
}

function askersOf(world: LeakWorld): Asker[] {
  const members = (['viewer', 'agent1', 'agent2', 'lead', 'admin'] as const).map((person) => ({
    label: person,
    role: roleOf(person),
    headers: { cookie: world.a.cookies[person] },
    person,
  }));
  return [
    { label: 'nobody', role: null, headers: {}, person: null },
    { label: 'a forger', role: null, headers: { authorization: 'Bearer made.up' }, person: null },
    { label: 'gone', role: null, headers: { cookie: world.gone.cookie }, person: 'gone' },
    { label: 'both', role: 'agent', headers: { cookie: world.both.cookie }, person: 'both' },
    { label: 'agent1 by bearer', role: 'agent', headers: { authorization: world.bearer }, person: 'agent1' },
    ...members,
  ];
}

/** The marks that an asker may read: worked out from what the world was made of. */
function mayRead(world: LeakWorld, asker: Asker, agentsSeeUnassigned: boolean): (mark: string) => boolean {
  const { a, b, both } = world;
  const own = asker.person === 'both' ? 'AAA-name-both' : `AAA-name-${asker.person ?? '?'}`;
  return (mark) => {
    // Who is in two teams reads the name of the other one, to choose it; nothing else of it.
    if (mark.startsWith('BBB')) return mark === b.name && asker.person === 'both';
    if (asker.person === 'gone' || asker.role === null) return mark === own;
    if (mark === own || mark === a.name) return true;
    if (mark.startsWith('AAA-name-') || mark.startsWith('aaa-mail-')) return ['admin', 'lead'].includes(asker.role);
    if (mark === a.invite) return asker.role === 'admin';
    if (mark === a.model) return true;
    if (mark === `${a.passkey}-name`) return asker.person === 'admin';
    const record = a.records.find((known) => known.mark === mark);
    if (record === undefined) return false;
    if (asker.role === 'admin') return true;
    if (record.orphan) return false;
    if (asker.role !== 'agent') return true;
    if (record.owner === null) return agentsSeeUnassigned;
    return record.owner === asker.person && both.userId !== a.users[record.owner];
  };
}

function marksIn(text: string, world: LeakWorld): string[] {
  const known = [world.a, world.b].flatMap((team) => [
    team.name,
    team.invite,
    `${team.passkey}-name`,
    team.model,
    ...team.records.map(({ mark }) => mark),
  ]);
  const people = text.match(/(AAA|BBB)-name-\w+|(aaa|bbb)-mail-\w+/g) ?? [];
  return [...known.filter((mark) => text.includes(mark)), ...people];
}

/** The mark of an address is its owner's as the name is. */
const asName = (mark: string) => mark.replace(/^(aaa|bbb)-mail-/, (_, team: string) => `${team.toUpperCase()}-name-`);

async function ask(world: LeakWorld, route: string, asker: Asker, { path, body }: { path?: string; body?: unknown }) {
  const [method = '', pattern = ''] = route.split(' ');
  const response = await world.server.app.request(path ?? pattern, {
    method,
    // Each from a place of its own: how often somebody may try is another test's matter.
    headers: {
      ...asker.headers,
      'x-test-address': `${++serial}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream') && response.body !== null) {
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const text = new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    expect(text).toMatch(/^event: poke\ndata: \{"rev":\d+\}\n\n$/);
    return { status: response.status, text };
  }
  return { status: response.status, text: await response.text() };
}

let world: LeakWorld | null = null;
afterEach(async () => {
  await world?.server.close();
  world = null;
});

test('every route of the application has an entry here, and every entry a route', async () => {
  world = await createLeakWorld(true);
  const routes = world.server.app.routes.filter(({ method }) => method !== 'ALL');
  const found = new Set(routes.map(({ method, path }) => `${method} ${path === '/*' ? '*' : path}`));
  expect([...found].sort()).toEqual(Object.keys(ROUTES).sort());
});

describe.each([true, false])('agents see unassigned leads: %s', (agentsSeeUnassigned) => {
  test.each(Object.entries(ROUTES))(
    '%s lets nobody see or change what is not theirs',
    { timeout: 60_000 },
    async (route, entry) => {
      world = await createLeakWorld(agentsSeeUnassigned);
      const { a, b, server } = world;
      const original = await recordsOf(world);
      for (const asker of askersOf(world)) {
        const may = mayRead(world, asker, agentsSeeUnassigned);
        const letIn =
          entry.who === 'public' ||
          (entry.who === 'account' ? hasAccount(asker, route) : asker.role !== null && entry.who.includes(asker.role));
        for (const [team, expected] of [
          [b, entry.foreign],
          [a, entry.own],
        ] as const) {
          for (const request of entry.tries(team)) {
            const [beforeA, beforeB] = [await rowsOf(server, a.tenant), await rowsOf(server, b.tenant)];
            const { status, text } = await ask(world, route, asker, request);
            const what = `${asker.label}, ${JSON.stringify(request)}: ${status} ${text.slice(0, 300)}`;
            const leaks = marksIn(text, world).filter((mark) => !may(mark) && !may(asName(mark)));
            expect(leaks, what).toEqual([]);
            expect((await rowsOf(server, b.tenant)) === beforeB, `changed B: ${what}`).toBe(true);
            if (!letIn || !entry.writes) {
              const same = route === 'POST /sync' || (await rowsOf(server, a.tenant)) === beforeA;
              expect(same, `changed A: ${what}`).toBe(true);
            }
            if (!letIn) expect([401, 403], what).toContain(status);
            else if (isOwnChoice(route, asker, team, b)) expect(status, what).toBe(200);
            else if (route === 'PUT /api/session/team' && asker.headers['authorization'])
              expect(status, what).toBe(403);
            else expect(status, what).toBe(expected);
            if (isOwnChoice(route, asker, team, b)) await ask(world, route, asker, { body: { tenant: a.tenant } });
          }
        }
        if (route === 'POST /sync') await expectUntouched(world, original, asker, agentsSeeUnassigned);
      }
    },
  );
});

/** Has a session, whatever it is good for. The library's own routes take no bearer token. */
function hasAccount(asker: Asker, route: string): boolean {
  return asker.person !== null && (!route.includes('/api/auth/') || asker.headers['cookie'] !== undefined);
}

/** Who is a member of B too may choose it. */
function isOwnChoice(route: string, asker: Asker, team: TeamWorld, b: TeamWorld): boolean {
  return route === 'PUT /api/session/team' && asker.person === 'both' && team === b;
}

/** After an asker's hostile edits: leads that they may not write read as before. */
async function expectUntouched(
  world: LeakWorld,
  original: Awaited<ReturnType<typeof recordsOf>>,
  asker: Asker,
  agentsSeeUnassigned: boolean,
): Promise<void> {
  const { a, server } = world;
  const rows = await recordsOf(world);
  const mayWrite = (owner: Person | null) => {
    if (asker.role === null || asker.role === 'viewer') return false;
    if (asker.role !== 'agent') return true;
    return owner === null ? agentsSeeUnassigned : owner === asker.person;
  };
  for (const [id, owner] of [
    [a.leads.of1, 'agent1'],
    [a.leads.of2, 'agent2'],
    [a.leads.free, null],
  ] as const) {
    const mine = rows.filter((row) => row.id === id || row.id === `${id}-n`);
    expect(mine).toHaveLength(2);
    const taken = mine.some((row) => row.data.includes('taken over'));
    expect(taken, `${asker.label} on ${id}`).toBe(mayWrite(owner));
  }
  // The next asker meets the world as it was.
  await server.db.sql.deleteFrom('record').where('tenant_id', '=', a.tenant).execute();
  await server.db.sql.insertInto('record').values(original).execute();
}

function recordsOf({ a, server }: LeakWorld) {
  return server.db.sql.selectFrom('record').selectAll().where('tenant_id', '=', a.tenant).execute();
}
