import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { selfSigned } from '../testing/self-signed.ts';
import { createSafePost } from './safe-post.ts';

/** A server inside our own network, under a name that the system's own look-up leads there: what rebinding is after. */
async function inside(work: (url: string, ca: string, reached: () => number) => Promise<void>): Promise<void> {
  const tls = selfSigned('localhost');
  let requests = 0;
  const server = createServer(tls, (_request, response) => {
    requests += 1;
    response.writeHead(200).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    await work(`https://localhost:${(server.address() as AddressInfo).port}/hook`, tls.cert, () => requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a name that is public when it is looked at and ours when it is connected to reaches nothing of ours', () =>
  inside(async (url, ca, reached) => {
    let asks = 0;
    const post = createSafePost({
      ca,
      // An address of another host stands for the public one; nobody listens there.
      resolve: () => Promise.resolve(++asks === 1 ? ['127.0.0.2'] : ['127.0.0.1']),
      isAllowed: (address) => address === '127.0.0.2',
      timeoutMillis: 5000,
    });
    expect((await post(url, {}, 'body')).ok).toBe(false);
    expect(reached()).toBe(0);
    // The next delivery looks anew, and sees where the name points now.
    expect(await post(url, {}, 'body')).toEqual({ ok: false, code: 'address_forbidden' });
    expect(asks).toBe(2);
    expect(reached()).toBe(0);
  }));

test('the same name is reached where its address is allowed', () =>
  inside(async (url, ca, reached) => {
    const post = createSafePost({ ca, resolve: () => Promise.resolve(['127.0.0.1']), isAllowed: () => true });
    expect(await post(url, {}, 'body')).toEqual({ ok: true, status: 200 });
    expect(reached()).toBe(1);
  }));
