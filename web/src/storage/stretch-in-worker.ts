import { StretchFailed, type Stretch } from './key-slot.ts';

/** Stretches in a worker of its own, started for the one question: the page stays free, the memory goes back. */
export function stretchInWorker(makeWorker: () => Worker): Stretch {
  return (passphrase, salt, cost) => {
    const worker = makeWorker();
    return new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<Uint8Array<ArrayBuffer> | null>) =>
        event.data ? resolve(event.data) : reject(new StretchFailed('no memory'));
      worker.onerror = (event) => reject(new StretchFailed(event.message || 'the worker could not be started'));
      worker.postMessage({ passphrase, salt, cost });
    }).finally(() => worker.terminate());
  };
}
