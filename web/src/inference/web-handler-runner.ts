import {
  WorkerHandlerRunner,
  type FromHandler,
  type HandlerWorker,
} from '../../../models/insight/worker-handler-runner.ts';

/**
 * Runs handlers in Web Workers of their own. The content security policy (`script-src 'self'`) lets a worker import
 * modules of the app's own origin only: a handler is a file beside the app, not a `blob:` or `data:` address.
 */
export const webHandlerRunner = (): WorkerHandlerRunner => new WorkerHandlerRunner({ spawn, after });

function after(millis: number, call: () => void): () => void {
  const timer = setTimeout(call, millis);
  return () => clearTimeout(timer);
}

function spawn(): HandlerWorker {
  const worker = new Worker(new URL('./handler.worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (message) => worker.postMessage(message),
    listen: (hear) => {
      worker.onmessage = (event: MessageEvent<FromHandler>) => hear(event.data);
      worker.onmessageerror = () => hear(null);
      worker.onerror = () => hear(null);
    },
    end: async () => worker.terminate(),
  };
}
