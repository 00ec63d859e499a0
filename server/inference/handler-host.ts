import { parentPort } from 'node:worker_threads';
import { serveHandler } from '../../models/insight/serve-handler.ts';

// What runs in a handler's worker.
const answer = serveHandler(
  (url) => import(url) as Promise<unknown>,
  (message) => parentPort!.postMessage(message),
);
parentPort!.on('message', (message: Parameters<typeof answer>[0]) => void answer(message));
