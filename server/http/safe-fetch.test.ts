import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { selfSigned } from '../testing/self-signed.ts';
import { isPublicAddress } from './public-address.ts';
import { createSafeFetch } from './safe-fetch.ts';

const HOST = 'models.example';
const tls = selfSigned(HOST);
let server: Server;
let origin: string;
const asked: string[] = [];

beforeEach(async () => {
  asked.length = 0;
  server = createServer(tls, (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (path === '/file') return void response.end('the bytes');
    if (path === '/to-file') return void response.writeHead(302, { location: '/file' }).end();
    if (path === '/to-inside') return void response.writeHead(302, { location: 'https://inside.example/x' }).end();
    if (path === '/to-http') return void response.writeHead(302, { location: `http://${HOST}/file` }).end();
    if (path === '/round') return void response.writeHead(307, { location: '/round' }).end();
    if (path === '/long') return void response.writeHead(200, { 'content-length': '5000' }).end('x'.repeat(5000));
    if (path === '/endless') {
      // No content-length: the limit has to be noticed on the way.
      const timer = setInterval(() => response.write('x'.repeat(1000)), 1);
      return void response.on('close', () => clearInterval(timer));
    }
    if (path === '/silent') return;
    response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `https://${HOST}:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Takes loopback for public: the test's server is there. */
const safeFetch = (over = {}) =>
  createSafeFetch({
    resolve: (name) => Promise.resolve(name === HOST ? ['127.0.0.1'] : ['10.0.0.7']),
    isAllowed: (address) => address === '127.0.0.1',
    ca: tls.cert,
    ...over,
  });

test('fetches over https from the address that was looked at, and follows a redirect', async () => {
  const fetched = await safeFetch()(`${origin}/to-file`, 100);
  expect(fetched).toMatchObject({ ok: true });
  expect(fetched.ok && new TextDecoder().decode(fetched.bytes)).toBe('the bytes');
  expect(asked).toEqual(['/to-file', '/file']);
});

test('asks the name service once a hop: a name that changes its mind gets nothing', async () => {
  let asks = 0;
  const resolve = () => Promise.resolve(++asks === 1 ? ['127.0.0.1'] : ['10.0.0.7']);
  expect(await safeFetch({ resolve })(`${origin}/file`, 100)).toMatchObject({ ok: true });
  expect(asks).toBe(1);
});

test.each([
  ['/to-inside', 'address_forbidden'],
  ['/to-http', 'not_https'],
  ['/round', 'too_many_redirects'],
  ['/missing', 'bad_status'],
  ['/long', 'too_large'],
  ['/endless', 'too_large'],
])('%s is refused as %s', async (path, code) => {
  expect(await safeFetch()(`${origin}${path}`, 4000)).toEqual({ ok: false, code });
});

test('a server that says nothing is left after the time limit', async () => {
  expect(await safeFetch({ timeoutMillis: 50 })(`${origin}/silent`, 100)).toEqual({ ok: false, code: 'timed_out' });
});

test('a certificate of another name or another authority is no use', async () => {
  expect(await safeFetch({ ca: selfSigned(HOST).cert })(`${origin}/file`, 100)).toMatchObject({ code: 'network' });
  const other = origin.replace(HOST, 'other.example');
  const resolve = () => Promise.resolve(['127.0.0.1']);
  expect(await safeFetch({ resolve })(`${other}/file`, 100)).toMatchObject({ code: 'network' });
});

test.each(['http://models.example/x', 'file:///etc/passwd', 'https://user:secret@models.example/x', 'nonsense'])(
  '%s is no address to fetch from',
  async (url) => {
    expect(await safeFetch()(url, 100)).toMatchObject({ ok: false });
    expect(asked).toEqual([]);
  },
);

test.each([
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://169.254.169.254/latest/meta-data',
  'https://10.1.2.3/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'https://0.0.0.0/',
])('%s never leaves the server by the real rules', async (url) => {
  expect(await createSafeFetch()(url, 100)).toEqual({ ok: false, code: 'address_forbidden' });
});

test('one inner address among several is enough to refuse the name', async () => {
  const resolve = () => Promise.resolve(['93.184.215.14', '192.168.0.1']);
  const fetched = await createSafeFetch({ resolve })('https://models.example/', 100);
  expect(fetched).toEqual({ ok: false, code: 'address_forbidden' });
});

test('what is on the public internet is told from what is not', () => {
  for (const address of ['1.1.1.1', '93.184.215.14', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8']) {
    expect(isPublicAddress(address), address).toBe(true);
  }
  const inner = [
    '172.16.0.1',
    '172.31.255.255',
    '100.64.0.1',
    '192.0.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ];
  const innerV6 = ['::', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '2001::1', 'ff02::1', '::ffff:10.0.0.1'];
  for (const address of [...inner, ...innerV6, 'localhost', '']) expect(isPublicAddress(address), address).toBe(false);
});
