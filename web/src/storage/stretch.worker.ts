import { argon2id } from 'hash-wasm';
import type { StretchCost } from './key-slot.ts';

/** One question, one answer: the worker's 64 MiB go back with it. */
addEventListener('message', (event: MessageEvent<{ passphrase: string; salt: Uint8Array; cost: StretchCost }>) => {
  const { passphrase, salt, cost } = event.data;
  argon2id({
    password: passphrase,
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: 32,
    outputType: 'binary',
  }).then(
    (bytes) => postMessage(bytes, { transfer: [bytes.buffer] }),
    // Most likely there is no memory for it.
    () => postMessage(null),
  );
});
