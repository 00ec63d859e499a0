import { createHmac } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { AnalysisCache } from '../../models/insight/cache.ts';
import type { RawAnalysis } from '../../models/text/types.ts';
import { loadTextModel } from '../inference/load-text-model.ts';
import { createAnalyst } from './analyse-conversation.ts';
import type { FromThread, ThreadData, ToThread } from './thread-messages.ts';

// What runs in a thread of the pool: one conversation at a time.
const { modelFolder, cacheKey } = workerData as ThreadData;
const post = (message: FromThread) => parentPort!.postMessage(message);

const lookUps = new Map<number, (found: (RawAnalysis | undefined)[]) => void>();
let serial = 0;
const cache: AnalysisCache = {
  get: (keys) =>
    new Promise((answer) => {
      const id = ++serial;
      lookUps.set(id, answer);
      post({ kind: 'look-up', id, keys });
    }),
  set: (entries) => Promise.resolve(post({ kind: 'keep', entries })),
};

const analyst = loadTextModel(modelFolder).then((loaded) => {
  if (!loaded.ok) post({ kind: 'no-model', reason: loaded.reason });
  return createAnalyst({
    model: loaded.ok ? loaded : null,
    cache,
    hash: (material) => Promise.resolve(createHmac('sha256', cacheKey).update(material).digest('base64url')),
    clock: { now: () => new Date().toISOString(), millis: () => performance.now() },
  });
});

parentPort!.on('message', (message: ToThread) => {
  if (message.kind === 'cached') {
    lookUps.get(message.id)?.(message.found);
    lookUps.delete(message.id);
    return;
  }
  analyst
    .then((analyse) => analyse(message.request))
    .then(
      (result) => post({ kind: 'analysed', result }),
      // Its message may quote what it choked on.
      (error: unknown) => post({ kind: 'failed', error: error instanceof Error ? error.name : 'unknown' }),
    );
});
