import { createCipheriv, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bytesToKey, readGhlContext } from '../auth/ghl-context.ts';
import { auditPage } from '../storage/audit-log.ts';
import { putMember } from '../storage/members.ts';
import { bindLocation, insertTenant } from '../storage/tenants.ts';
import { requester } from '../testing/request.ts';
import { createTestServer, TENANT, type TestServer } from '../testing/test-server.ts';

const SECRET = '7d1f4c0e-93ab-4f6e-8a52-6b0c9d3e1f27';
const pull = { clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 10, ops: [] as unknown[] };

/** As GHL encrypts it (`CryptoJS.AES.encrypt(text, secret)`). */
function encrypt(context: unknown, secret = SECRET): string {
  const salt = randomBytes(8);
  const { key, iv } = bytesToKey(secret, salt);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(context)), cipher.final()]);
  return Buffer.concat([Buffer.from('Salted__'), salt, sealed]).toString('base64');
}

test('reads what OpenSSL itself encrypted', () => {
  // printf '%s' '{"userId":"u1","email":"Ann@Leadlight.test","activeLocation":"loc-1"}' |
  //   openssl enc -aes-256-cbc -md md5 -S 0102030405060708 -pass pass:a-shared-secret-of-an-app -base64 -A
  // (OpenSSL 3 leaves the head away when a salt is given: `Salted__` and the salt stand before it here.)
  const sealed = Buffer.from(
    'oUSO+lR4/cXmN1RchOllVXMlrR2dDLOu9odEzRvBZMc65eiqBYgB89asuIidyCMAZHBF2/evvC77rjuwT053hM5EJrhEEYBRvpRJFAxOLyE=',
    'base64',
  );
  const payload = Buffer.concat([Buffer.from('Salted__'), Buffer.from('0102030405060708', 'hex'), sealed]);
  expect(readGhlContext(payload.toString('base64'), 'a-shared-secret-of-an-app')).toEqual({
    userId: 'u1',
    email: 'ann@leadlight.test',
    activeLocation: 'loc-1',
  });
});

describe('a page inside GHL', () => {
  let server: TestServer;
  let send: ReturnType<typeof requester>;
  let member: Awaited<ReturnType<TestServer['signedIn']>>;
  beforeEach(async () => {
    server = await createTestServer({
      ghlSharedSecret: SECRET,
      frameAncestors: ['https://app.gohighlevel.com', 'https://crm.example.com'],
    });
    send = requester(server);
    member = await server.signedIn('agent');
    await bindLocation(server.db, 'ghl', 'loc-1', TENANT);
    await bindLocation(server.db, 'ghl', 'loc-2', TENANT);
  });
  afterEach(() => server.close());

  const open = (context: unknown, secret?: string) =>
    send('POST', '/api/ghl/session', null, { payload: encrypt(context, secret) });
  const context = (over = {}) => ({
    userId: 'ghl-1',
    companyId: 'company',
    role: 'user',
    type: 'location',
    activeLocation: 'loc-1',
    userName: 'Ann',
    email: member.user.email.toUpperCase(),
    ...over,
  });
  const bearer = async (over = {}) => {
    const opened = await open(context(over));
    expect(opened.status).toBe(201);
    return { authorization: `Bearer ${String(opened.body['token'])}` };
  };

  test('gets a short bearer session that works where the cookie does, without one', async () => {
    const headers = await bearer();
    expect((await send('GET', '/api/me', null, undefined, headers)).body).toMatchObject({
      user: { id: member.user.id },
      tenant: TENANT,
      role: 'agent',
    });
    expect((await send('POST', '/sync', null, pull, headers)).body).toMatchObject({ ok: true });
    const stream = await server.app.request('/events', { headers });
    expect(stream.status).toBe(200);
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('"rev"');
    await reader.cancel();
    const sessions = await server.db.sql
      .selectFrom('auth_session')
      .selectAll()
      .where('tenantId', '=', TENANT)
      .execute();
    const ends = sessions.map((row) => new Date((row as unknown as { expiresAt: string }).expiresAt).getTime());
    expect(Math.min(...ends) - Date.now()).toBeLessThanOrEqual(3600_000);
  });

  test('needs no proof of origin with the bearer token, and the cookie counts for nothing beside it', async () => {
    const headers = { ...(await bearer()), origin: 'https://app.gohighlevel.com' };
    expect((await send('POST', '/sync', null, pull, headers)).status).toBe(200);
    const forged = { authorization: 'Bearer forged.forged', origin: 'https://evil.example' };
    expect((await send('POST', '/sync', member.cookie, pull, forged)).status).toBe(401);
    const empty = { authorization: '', origin: 'https://evil.example' };
    expect([401, 403]).toContain((await send('POST', '/sync', member.cookie, pull, empty)).status);
  });

  test('the token of a cookie is no bearer token, nor the other way round', async () => {
    const value = decodeURIComponent(member.cookie.split('=')[1] ?? '');
    const asBearer = { authorization: `Bearer ${value}` };
    expect((await send('GET', '/api/me', null, undefined, asBearer)).status).toBe(401);
    const token = (await bearer()).authorization.slice('Bearer '.length);
    const cookie = `leadlight.session_token=${encodeURIComponent(token)}`;
    expect((await send('GET', '/api/me', cookie)).status).toBe(401);
  });

  test('ends its session; a session that is too old has ended', async () => {
    const headers = await bearer();
    expect((await send('DELETE', '/api/session', null, undefined, headers)).status).toBe(200);
    expect((await send('GET', '/api/me', null, undefined, headers)).status).toBe(401);
    const other = await bearer();
    const past = server.storage.dialect === 'sqlite' ? '2020-01-01T00:00:00.000Z' : new Date(0);
    await server.db.sql
      .updateTable('auth_session')
      .set({ expiresAt: past } as never)
      .execute();
    expect((await send('GET', '/api/me', null, undefined, other)).status).toBe(401);
  });

  test.each([
    ['another secret', () => encrypt(context(), 'another secret'), 401, 'bad_context'],
    ['no encryption', () => Buffer.from(JSON.stringify(context())).toString('base64'), 401, 'bad_context'],
    ['a changed byte', () => flipped(encrypt(context())), 401, 'bad_context'],
    ['no user', () => encrypt({ activeLocation: 'loc-1' }), 401, 'bad_context'],
    ['no open location', () => encrypt(context({ activeLocation: undefined })), 403, 'location_unknown'],
    ['a location that is not installed', () => encrypt(context({ activeLocation: 'loc-9' })), 403, 'location_unknown'],
    ['a stranger', () => encrypt(context({ email: 'who@leadlight.test' })), 403, 'ghl_user_unknown'],
  ] as const)('is refused with %s', async (_name, payload, status, code) => {
    expect(await send('POST', '/api/ghl/session', null, { payload: payload() })).toMatchObject({
      status,
      body: { code },
    });
  });

  test('a person is known by their GHL id after the first time, whatever their address says then', async () => {
    await bearer();
    const admin = await server.signedIn('admin');
    const headers = await bearer({ email: admin.user.email });
    expect((await send('GET', '/api/me', null, undefined, headers)).body).toMatchObject({
      user: { id: member.user.id },
    });
  });

  test('the open location decides the team: every location of one leads to it, and no choice leads out', async () => {
    await insertTenant(server.db, { id: 't2', name: 'T2', rev: 0, min_rev: 0, epoch: 'e', created_at: 1 });
    await bindLocation(server.db, 'ghl', 'loc-3', 't2');
    await bearer({ activeLocation: 'loc-2' });
    expect((await open(context({ activeLocation: 'loc-3' }))).body.code).toBe('ghl_user_unknown');
    await putMember(server.db, 't2', member.user.id, 'viewer');
    const headers = await bearer({ activeLocation: 'loc-3' });
    expect((await send('GET', '/api/me', null, undefined, headers)).body).toMatchObject({
      tenant: 't2',
      role: 'viewer',
    });
    expect((await send('PUT', '/api/session/team', null, { tenant: TENANT }, headers)).status).toBe(403);
  });

  test('a deactivated member is out here too, at once', async () => {
    const headers = await bearer();
    const admin = await server.signedIn('admin');
    await send('POST', `/api/team/members/${member.user.id}/deactivate`, admin.cookie, { leadsTo: null });
    expect((await send('GET', '/api/me', null, undefined, headers)).body.code).toBe('member_deactivated');
    expect((await open(context())).body.code).toBe('member_deactivated');
    await open(context({ userId: 'who', email: 'who@leadlight.test' }));
    const refused = (await auditPage(server.db, TENANT, null, 2)).map(({ subject, detail }) => [subject, detail]);
    expect(refused).toEqual([
      [null, expect.stringMatching(/^\{"how":"ghl","code":"ghl_user_unknown","account":"[\w-]{43}"\}$/)],
      [member.user.id, '{"how":"ghl","code":"member_deactivated"}'],
    ]);
  });

  test('may be framed by the configured origins only, is not isolated, and nothing else may be framed', async () => {
    const framed = (await server.app.request('/ghl')).headers;
    expect(framed.get('content-security-policy')).toContain(
      'frame-ancestors https://app.gohighlevel.com https://crm.example.com',
    );
    for (const name of ['x-frame-options', 'cross-origin-opener-policy', 'cross-origin-embedder-policy']) {
      expect(framed.get(name)).toBeNull();
    }
    for (const path of ['/', '/ghl/x', '/api/me']) {
      const own = (await server.app.request(path)).headers;
      expect(own.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(own.get('x-frame-options')).toBe('DENY');
      expect(own.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(own.get('cross-origin-embedder-policy')).toBe('require-corp');
    }
  });
});

test('without a secret and origins the server offers none of it', async () => {
  const server = await createTestServer();
  const send = requester(server);
  expect((await send('POST', '/api/ghl/session', null, { payload: encrypt({}) })).body.code).toBe('ghl_off');
  expect((await server.app.request('/ghl')).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  await server.close();
});

function flipped(payload: string): string {
  const bytes = Buffer.from(payload, 'base64');
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  return bytes.toString('base64');
}
