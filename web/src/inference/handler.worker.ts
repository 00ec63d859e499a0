import { serveHandler } from '../../../models/insight/serve-handler.ts';

// What runs in a handler's worker.
const answer = serveHandler(
  (url) => import(/* @vite-ignore */ url) as Promise<unknown>,
  (message) => postMessage(message),
);
addEventListener('message', (event: MessageEvent<Parameters<typeof answer>[0]>) => void answer(event.data));
