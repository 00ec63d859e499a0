import type { TextInput } from '../../../models/text/types.ts';
import type { WorkerFigures } from './bench.worker.ts';

/** Runs the inputs through a new worker, as the app's; called from Playwright. */
function benchTextModel(inputs: TextInput[]): Promise<WorkerFigures> {
  const worker = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<WorkerFigures>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(inputs);
  });
}

Object.assign(window, { benchTextModel });
