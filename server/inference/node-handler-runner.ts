import { Worker } from 'node:worker_threads';
import {
  WorkerHandlerRunner,
  type FromHandler,
  type HandlerWorker,
} from '../../models/insight/worker-handler-runner.ts';

/** Of a handler's heap, in megabytes: one that takes more is ended. */
const HEAP = 128;

/** Runs handlers in threads of their own, without the process's environment and arguments. */
export const nodeHandlerRunner = (): WorkerHandlerRunner => new WorkerHandlerRunner({ spawn, after });

function after(millis: number, call: () => void): () => void {
  const timer = setTimeout(call, millis);
  return () => clearTimeout(timer);
}

function spawn(): HandlerWorker {
  const worker = new Worker(new URL('./handler-host.ts', import.meta.url), {
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });
  // A worker at rest does not keep the process alive.
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    listen: (hear) => {
      worker.on('message', (message: FromHandler) => hear(message));
      worker.on('messageerror', () => hear(null));
      worker.on('error', () => hear(null));
      worker.on('exit', () => hear(null));
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
