import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditPage } from '../storage/audit-log.ts';
import { requester } from '../testing/request.ts';
import { SoftAuthenticator } from '../testing/soft-authenticator.ts';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';

const ORIGIN = 'http://localhost';
let server: TestServer;
let send: ReturnType<typeof requester>;
let member: Awaited<ReturnType<TestServer['signedIn']>>;
beforeEach(async () => {
  server = await createTestServer();
  send = requester(server);
  member = await server.signedIn('agent');
});
afterEach(() => server.close());

type Options = { challenge: string; rpId?: string; rp?: { id: string } };
const options = async (path: string, cookie: string | null) =>
  (await send('POST', path, cookie)).body as unknown as Options;
const add = async (key: SoftAuthenticator, cookie = member.cookie) => {
  const response = key.create(await options('/api/passkeys/options', cookie));
  return send('POST', '/api/passkeys', cookie, { name: 'Tablet', response });
};
const signIn = async (key: SoftAuthenticator) =>
  send('POST', '/api/passkeys/sign-in', null, {
    response: key.get(await options('/api/passkeys/sign-in/options', null)),
  });

test('a member adds a passkey and signs in with it, with a session like any other', async () => {
  const key = new SoftAuthenticator(ORIGIN);
  expect((await options('/api/passkeys/options', member.cookie)).rp).toMatchObject({ id: 'localhost' });
  expect(await add(key)).toMatchObject({ status: 201, body: { id: key.id, name: 'Tablet' } });
  const signedIn = await signIn(key);
  expect(signedIn.status).toBe(200);
  const line = signedIn.response.headers.getSetCookie()[0] ?? '';
  expect(line).toMatch(/HttpOnly/);
  expect(line).toMatch(/SameSite=Lax/);
  const cookie = line.split(';')[0] ?? '';
  expect((await send('GET', '/api/me', cookie)).body).toMatchObject({ user: { id: member.user.id }, role: 'agent' });
  expect((await send('POST', '/api/auth/sign-out', cookie, {})).status).toBe(200);
  expect((await send('GET', '/api/me', cookie)).status).toBe(401);
});

test('a challenge is answered once, in time, and by the user whom it was made for', async () => {
  const key = new SoftAuthenticator(ORIGIN);
  await add(key);
  const response = key.get(await options('/api/passkeys/sign-in/options', null));
  expect((await send('POST', '/api/passkeys/sign-in', null, { response })).status).toBe(200);
  expect((await send('POST', '/api/passkeys/sign-in', null, { response })).body.code).toBe('passkey_refused');

  const late = await options('/api/passkeys/sign-in/options', null);
  server.time.now += 5 * 60_000;
  expect((await send('POST', '/api/passkeys/sign-in', null, { response: key.get(late) })).status).toBe(401);

  const other = await server.signedIn('agent');
  const foreign = new SoftAuthenticator(ORIGIN).create(await options('/api/passkeys/options', member.cookie));
  expect((await send('POST', '/api/passkeys', other.cookie, { name: 'x', response: foreign })).status).toBe(422);
  // Nor does a challenge for adding let somebody in.
  const wrongKind = key.get(await options('/api/passkeys/options', member.cookie));
  expect((await send('POST', '/api/passkeys/sign-in', null, { response: wrongKind })).status).toBe(401);
});

test('a passkey of another site, of nobody, unverified, or copied is refused', async () => {
  const phisher = new SoftAuthenticator('http://localhost.evil.example');
  expect((await add(phisher)).body.code).toBe('passkey_refused');
  expect((await signIn(new SoftAuthenticator(ORIGIN))).body.code).toBe('passkey_refused');
  const careless = new SoftAuthenticator(ORIGIN);
  careless.verifies = false;
  expect((await add(careless)).status).toBe(422);

  const key = new SoftAuthenticator(ORIGIN);
  await add(key);
  expect((await signIn(key)).status).toBe(200);
  expect((await signIn(key)).status).toBe(200);
  key.counter = 0;
  expect((await signIn(key)).body.code).toBe('passkey_refused');
  const refused = (await auditPage(server.db, TENANT, null, 100)).filter(({ kind }) => kind === 'session.refused');
  expect(refused).toMatchObject([{ actor: null, subject: member.user.id, detail: '{"how":"passkey"}' }]);
});

test('a member lists and removes their own passkeys only', async () => {
  const key = new SoftAuthenticator(ORIGIN);
  await add(key);
  const other = await server.signedIn('admin');
  expect((await send('GET', '/api/passkeys', other.cookie)).body).toEqual({ passkeys: [] });
  expect((await send('DELETE', `/api/passkeys/${key.id}`, other.cookie)).status).toBe(404);
  expect((await send('GET', '/api/passkeys', member.cookie)).body).toMatchObject({ passkeys: [{ id: key.id }] });
  expect((await send('DELETE', `/api/passkeys/${key.id}`, member.cookie)).status).toBe(200);
  expect((await signIn(key)).status).toBe(401);
});
