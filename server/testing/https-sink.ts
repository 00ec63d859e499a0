import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSafePost, type SafePost } from '../http/safe-post.ts';
import { selfSigned } from './self-signed.ts';

const HOST = 'sink.example';

export interface Posted {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A server that keeps what is posted to it and answers with the statuses set (then 201; never where it is null), and a way to post there. */
export async function openHttpsSink() {
  const tls = selfSigned(HOST);
  const posted: Posted[] = [];
  const answers: (number | null)[] = [];
  const server = createServer(tls, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      posted.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) });
      const status = answers.length === 0 ? 201 : answers.shift()!;
      if (status !== null) response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const safePost: SafePost = createSafePost({
    resolve: (name) => Promise.resolve(name === HOST ? ['127.0.0.1'] : ['10.0.0.7']),
    // Takes loopback for public: the sink is there.
    isAllowed: (address) => address === '127.0.0.1',
    ca: tls.cert,
  });
  return {
    url: `https://${HOST}:${(server.address() as AddressInfo).port}`,
    ca: tls.cert,
    posted,
    answers,
    safePost,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
