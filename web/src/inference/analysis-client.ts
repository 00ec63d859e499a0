import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import { failed, type Failure } from '../errors/result.ts';
import type { AnalyserInUse, AnalysisAnswer, AnalysisApi } from './analysis-api.ts';

/** The page's side of the analysis worker: starts it when needed, once more when it dies. */
export class AnalysisClient {
  readonly #makeWorker: () => Worker;
  readonly #cache: AnalysisCache;
  readonly #model: boolean;
  readonly #listeners = new Set<(analyser: AnalyserInUse) => void>();
  #running: {
    worker: Worker;
    api: Remote<AnalysisApi>;
    ready: Promise<AnalyserInUse>;
    lost: Promise<Lost>;
    lose: () => void;
  } | null = null;
  #nextId = 1;

  /** `model: false` reads by the rules alone. */
  constructor(makeWorker: () => Worker, cache: AnalysisCache, options: { model: boolean }) {
    this.#makeWorker = makeWorker;
    this.#cache = cache;
    this.#model = options.model;
  }

  /** Hears of what reads the texts, first and whenever it changes. */
  subscribe(listener: (analyser: AnalyserInUse) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts the worker and tells what reads the texts. */
  async warm(): Promise<AnalyserInUse | Failure<'worker_lost'>> {
    const { ready, lost } = this.#start();
    return Promise.race([ready, lost]);
  }

  async analyse(
    conversation: Conversation,
    now: string,
    signal: AbortSignal,
  ): Promise<AnalysisAnswer | Failure<'worker_lost'>> {
    if (signal.aborted) return failed('cancelled');
    const { api, ready, lost } = this.#start();
    const id = this.#nextId++;
    const cancel = () => void api.cancel(id);
    signal.addEventListener('abort', cancel, { once: true });
    const answer = await Promise.race([ready.then(async () => await api.analyse(id, conversation, now)), lost]);
    signal.removeEventListener('abort', cancel);
    return answer;
  }

  stop(): void {
    this.#running?.api[releaseProxy]();
    this.#running?.lose();
  }

  #start() {
    if (this.#running) return this.#running;
    const worker = this.#makeWorker();
    const api = wrap<AnalysisApi>(worker);
    const { promise: lost, resolve } = withResolvers<Lost>();
    const lose = () => {
      worker.terminate();
      if (this.#running?.worker === worker) this.#running = null;
      // A call to a worker that is gone is never answered: this answers instead.
      resolve(failed('worker_lost'));
    };
    worker.onerror = lose;
    const cache = this.#cache;
    const ready = api.connect(
      proxy({
        get: (keys: readonly string[]) => cache.get(keys),
        set: (entries) => cache.set(entries),
      } as AnalysisCache),
      this.#model,
      proxy((analyser: AnalyserInUse) => this.#tell(worker, analyser)),
    );
    void Promise.race([ready, lost]).then((first) => 'model' in first && this.#tell(worker, first));
    this.#running = { worker, api, ready, lost, lose };
    return this.#running;
  }

  #tell(worker: Worker, analyser: AnalyserInUse): void {
    if (this.#running?.worker !== worker) return;
    for (const listener of this.#listeners) listener(analyser);
  }
}

type Lost = Failure<'worker_lost'>;

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
