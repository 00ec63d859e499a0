import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { Conversation } from '../../../models/conversation.ts';
import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ServiceHealth } from '../../../models/insight/health-check.ts';
import type { ServiceRefusal } from '../../../models/insight/service-refusal.ts';
import type { ActionCorrection } from '../../../models/text/adapter/corrections.ts';
import type { DriftReport } from '../../../models/text/drift/drift-report.ts';
import { failed, type Failure, type Result } from '../errors/result.ts';
import type {
  AnalyserInUse,
  AnalysisAnswer,
  AnalysisApi,
  ModelProblem,
  ModelStatus,
  ReplayAnswer,
  TrialProblem,
} from './analysis-api.ts';
import type { GraphicsVerdict } from './graphics-verdict.ts';
import { RestTimer, type RestDeps } from './rest-timer.ts';
import type { AddAnswer, CorrectedConversation, RetrainAnswer } from './tuned-intelligence.ts';
import { UNTUNED, type Tuning, type TuningSource } from './tuning.ts';

export interface AnalysisClientOptions {
  /** False: read by the rules alone. */
  model: boolean;
  /** Ends the worker while there is nothing to do: WebAssembly's memory never shrinks. Absent: it stays. */
  rest?: RestDeps;
  /** What a person taught and set; absent: the shipped model as it is. */
  tuning?: TuningSource;
}

interface Running {
  worker: Worker;
  api: Remote<AnalysisApi>;
  ready: Promise<AnalyserInUse>;
  /** Resolves when the model is there, or will not be for now. */
  settled: Promise<void>;
  settle: () => void;
  lost: Promise<Lost>;
  lose: () => void;
}

/** The page's side of the analysis worker: starts it when needed, once more when it dies, and lets it rest. */
export class AnalysisClient {
  readonly #makeWorker: () => Worker;
  readonly #cache: AnalysisCache;
  readonly #model: boolean;
  readonly #tuning: TuningSource | undefined;
  readonly #listeners = new Set<(analyser: AnalyserInUse) => void>();
  readonly #timer: RestTimer | null;
  #running: Running | null = null;
  #inUse: AnalyserInUse | null = null;
  /** The model has read here: what comes next waits for it instead of being read by the rules first. */
  #hadModel = false;
  #inFlight = 0;
  #nextId = 1;

  constructor(makeWorker: () => Worker, cache: AnalysisCache, { model, rest, tuning }: AnalysisClientOptions) {
    this.#makeWorker = makeWorker;
    this.#cache = cache;
    this.#model = model;
    this.#tuning = tuning;
    this.#timer = rest ? new RestTimer(rest, () => this.#rest()) : null;
  }

  /** Hears of what reads the texts, first and whenever it changes. */
  subscribe(listener: (analyser: AnalyserInUse) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts the worker and tells what reads the texts. */
  async warm(): Promise<AnalyserInUse | Failure<'worker_lost'>> {
    return this.#call(({ ready }) => ready);
  }

  /** `keep` false: what is read is kept in memory alone; a person tries words out. */
  async analyse(
    conversation: Conversation,
    now: string,
    signal: AbortSignal,
    { keep = true }: { keep?: boolean } = {},
  ): Promise<AnalysisAnswer | Failure<'worker_lost'>> {
    if (signal.aborted) return failed('cancelled');
    const id = this.#nextId++;
    const cancel = () => void this.#running?.api.cancel(id);
    signal.addEventListener('abort', cancel, { once: true });
    const answer = await this.#call(async ({ api, ready, settled }) => {
      await ready;
      if (this.#hadModel) await settled;
      if (signal.aborted) return failed('cancelled');
      return api.analyse(id, conversation, now, keep);
    });
    signal.removeEventListener('abort', cancel);
    const millis = answer.ok ? answer.analyser.millis : undefined;
    if (millis !== undefined && this.#inUse?.source === 'model') this.#show({ ...this.#inUse, millis });
    return answer;
  }

  /** What stood after each of the newest messages of a conversation, from what is in the caches. */
  replay(conversation: Conversation, now: string): Promise<ReplayAnswer | Lost> {
    return this.#call(async ({ api, ready }) => {
      await ready;
      return api.replay(conversation, now);
    });
  }

  /** Drops what was read of messages from the worker's memory; a worker that does not run holds none. */
  forget(): void {
    void this.#running?.api.forget();
  }

  /** Tries the graphics processor, at a person's wish; it is used where it is equal and faster. */
  tryGraphics(): Promise<Result<GraphicsVerdict, TrialProblem | 'worker_lost'>> {
    return this.#settled(async (api) => await api.tryGraphics());
  }

  backToWasm(): Promise<Result<null, ModelProblem | 'worker_lost'>> {
    return this.#settled(async (api) => await api.backToWasm());
  }

  /** Null while nothing runs: asking wakes nothing. */
  async status(): Promise<ModelStatus | null> {
    const running = this.#running;
    if (!running) return null;
    const status = await Promise.race([running.ready.then(() => running.api.status()), running.lost]);
    return status && 'ok' in status ? null : status;
  }

  health(): Promise<ServiceHealth | Lost> {
    return this.#settled(async (api) => await api.health());
  }

  /** Takes over what changed; refused where the service refuses it. A worker that rests takes it when it wakes. */
  async tune(tuning: Tuning): Promise<{ ok: true } | ServiceRefusal | Lost> {
    return this.#call(async ({ api, ready }) => {
      await ready;
      return await api.tune(tuning);
    });
  }

  retrain(
    corrected: readonly CorrectedConversation[],
    actions: readonly Omit<ActionCorrection, 'kind'>[],
  ): Promise<RetrainAnswer | Lost> {
    return this.#settled(async (api) => await api.retrain(corrected, actions));
  }

  drift(corrected: readonly CorrectedConversation[]): Promise<DriftReport | ServiceRefusal | Lost> {
    return this.#settled(async (api) => await api.drift(corrected));
  }

  addModel(name: string, files: ReadonlyMap<string, Blob>): Promise<AddAnswer | Lost> {
    return this.#settled(async (api) => await api.addModel(name, files));
  }

  stop(): void {
    this.#timer?.stop();
    this.#end();
  }

  /** Once the model is there, or will not be for now. */
  #settled<T>(work: (api: Remote<AnalysisApi>) => Promise<T>): Promise<T | Lost> {
    return this.#call(async ({ api, ready, settled }) => {
      await ready;
      await settled;
      return work(api);
    });
  }

  /** A call to a worker that is gone is never answered: `lost` answers instead. */
  async #call<T>(work: (running: Running) => Promise<T>): Promise<T | Lost> {
    const running = this.#start();
    this.#inFlight += 1;
    this.#timer?.busy();
    try {
      return await Promise.race([work(running), running.lost]);
    } finally {
      this.#inFlight -= 1;
      this.#idleIfSo();
    }
  }

  #start(): Running {
    if (this.#running) return this.#running;
    const worker = this.#makeWorker();
    const api = wrap<AnalysisApi>(worker);
    const { promise: lost, resolve } = withResolvers<Lost>();
    const { promise: settled, resolve: settle } = withResolvers<void>();
    const lose = () => {
      worker.terminate();
      if (this.#running?.worker === worker) this.#running = null;
      resolve(failed('worker_lost'));
    };
    worker.onerror = () => {
      // Maybe the model itself brings it down: the rules answer the next call, before that is tried again.
      this.#hadModel = false;
      lose();
    };
    const ready = this.#connect(api, worker);
    void Promise.race([ready, lost]).then((first) => 'model' in first && this.#tell(worker, first));
    this.#running = { worker, api, ready, settled, settle, lost, lose };
    return this.#running;
  }

  async #connect(api: Remote<AnalysisApi>, worker: Worker): Promise<AnalyserInUse> {
    const cache = this.#cache;
    const source = this.#tuning;
    const tuning = (await source?.load()) ?? UNTUNED;
    return api.connect(
      proxy({
        get: (keys: readonly string[]) => cache.get(keys),
        set: (entries) => cache.set(entries),
        dropOlderThan: async (millis: number) => (await cache.dropOlderThan?.(millis)) ?? 0,
      } as AnalysisCache),
      this.#model,
      proxy((analyser: AnalyserInUse) => this.#tell(worker, analyser)),
      tuning,
      proxy(async (sha256: string) => (await source?.file(sha256)) ?? null),
    );
  }

  #tell(worker: Worker, analyser: AnalyserInUse): void {
    if (this.#running?.worker !== worker) return;
    if (analyser.loading === undefined) this.#running.settle();
    if (analyser.source === 'model') this.#hadModel = true;
    this.#show(analyser);
    this.#idleIfSo();
  }

  #show(analyser: AnalyserInUse): void {
    this.#inUse = analyser;
    for (const listener of this.#listeners) listener(analyser);
  }

  /** A model on its way, and one that waits for the network, are work. */
  #idleIfSo(): void {
    const coming = this.#inUse?.loading !== undefined || this.#inUse?.problem === 'model_unreachable';
    if (this.#inFlight === 0 && this.#running && !coming) this.#timer?.idle();
  }

  #rest(): void {
    this.#end();
    if (this.#inUse) this.#show({ ...this.#inUse, resting: true });
  }

  #end(): void {
    this.#running?.api[releaseProxy]();
    this.#running?.lose();
  }
}

type Lost = Failure<'worker_lost'>;

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
