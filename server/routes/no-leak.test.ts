import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../storage/schema.ts';
import { createLeakWorld, roleOf, type LeakWorld, type Person, type TeamWorld } from '../testing/leak-world.ts';
import type { Entry } from '../testing/route-entries/entry.ts';
import { ROUTES } from '../testing/route-entries/routes.ts';

interface Asker {
  label: string;
  /** The role in team A; null for who has no business there. */
  role: Role | null;
  headers: Record<string, string>;
  person: Person | 'both' | 'gone' | null;
  /** A program with an API key of that person. */
  key?: true;
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
    ...(['agent1', 'viewer', 'admin'] as const).map((person) => {
      const headers = { authorization: world.a.programs[person] };
      return { label: `program of ${person}`, role: roleOf(person), headers, person, key: true as const };
    }),
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
    if (mark === a.invite || mark === a.refused) return asker.role === 'admin';
    if (mark === `${a.apiKey}-name`) return asker.role === 'admin';
    if (mark === a.model) return true;
    if (mark === a.webhook) return asker.role === 'admin';
    if (mark === a.device) return false;
    if (mark === a.location) return asker.role === 'admin';
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
    team.location,
    team.webhook,
    team.device,
    `${team.apiKey}-name`,
    team.refused,
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
      'idempotency-key': `request-${serial}`,
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

let serial = 0;
/** Goes on to the next route when this one left every row as it was. */
let world: LeakWorld | null = null;
const closeWorld = async () => {
  await world?.server.close();
  world = null;
};
let untouched = false;
afterEach(async () => {
  if (!untouched) await closeWorld();
});
afterAll(closeWorld);

test('every route of the application has an entry here, and every entry a route', async () => {
  world = await createLeakWorld(true);
  const routes = world.server.app.routes.filter(({ method }) => method !== 'ALL');
  const found = new Set(routes.map(({ method, path }) => `${method} ${path === '/*' ? '*' : path}`));
  expect([...found].sort()).toEqual(Object.keys(ROUTES).sort());
});

describe.each([true, false])('agents see unassigned leads: %s', (agentsSeeUnassigned) => {
  beforeAll(closeWorld);
  beforeEach(() => {
    untouched = false;
  });
  test.each(Object.entries(ROUTES))(
    '%s lets nobody see or change what is not theirs',
    { timeout: 60_000 },
    async (route, entry) => {
      world ??= await createLeakWorld(agentsSeeUnassigned);
      const { a, b } = world;
      let before = await world.snapshot();
      const { all } = before;
      const original = await recordsOf(world);
      for (const asker of askersOf(world)) {
        const may = mayRead(world, asker, agentsSeeUnassigned);
        const letIn = isLetIn(entry, asker, route);
        for (const [team, expected] of [
          [b, entry.foreign],
          [a, entry.own],
        ] as const) {
          for (const request of entry.tries(team)) {
            const { status, text } = await ask(world, route, asker, request);
            const what = `${asker.label}, ${JSON.stringify(request)}: ${status} ${text.slice(0, 300)}`;
            const leaks = marksIn(text, world).filter((mark) => !may(mark) && !may(asName(mark)));
            expect(leaks, what).toEqual([]);
            const after = await world.snapshot();
            expect(after.of(b.tenant) === before.of(b.tenant), `changed B: ${what}`).toBe(true);
            if (!letIn || !entry.writes) {
              const same = route === 'POST /sync' || after.of(a.tenant) === before.of(a.tenant);
              expect(same, `changed A: ${what}`).toBe(true);
            }
            if (!letIn) expect([401, 403], what).toContain(status);
            else if (isOwnChoice(route, asker, team, b)) expect(status, what).toBe(200);
            else if (route === 'PUT /api/session/team' && asker.headers['authorization'])
              expect(status, what).toBe(403);
            else if (request.mark !== undefined && !may(request.mark)) expect(status, what).toBe(entry.unseen);
            else expect(status, what).toBe(expected);
            if (isOwnChoice(route, asker, team, b)) await ask(world, route, asker, { body: { tenant: a.tenant } });
            before = after;
          }
        }
        if (route === 'POST /sync') {
          await expectUntouched(world, original, asker, agentsSeeUnassigned);
          before = await world.snapshot();
        }
      }
      untouched = (await world.snapshot()).all === all;
    },
  );
});

function isLetIn(entry: Entry, asker: Asker, route: string): boolean {
  if (entry.who === 'public') return true;
  if ((asker.key === true) !== (entry.by === 'key')) return false;
  if (entry.who === 'account') return hasAccount(asker, route);
  return asker.role !== null && entry.who.includes(asker.role);
}

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
    if (asker.role === null || asker.role === 'viewer' || asker.key === true) return false;
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
