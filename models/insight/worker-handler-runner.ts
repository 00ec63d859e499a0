import type { HandlerInput, HandlerModule, HandlerRun, HandlerRunner } from './handler-runner.ts';

/** To a handler's worker: first the module, then one input after another. */
export type ToHandler = { kind: 'load'; url: string } | { kind: 'run'; input: HandlerInput };
export type FromHandler =
  | { kind: 'loaded' }
  | { kind: 'unreadable'; message: string }
  | { kind: 'result'; value: unknown }
  | { kind: 'threw'; message: string };

/** A worker, whatever runs it. `listen` hears of each message, or of the worker's end as null. */
export interface HandlerWorker {
  post(message: ToHandler): void;
  listen(hear: (message: FromHandler | null) => void): void;
  end(): Promise<void>;
}

export interface WorkerHandlerRunnerDeps {
  spawn: () => HandlerWorker;
  /** Calls back after so many milliseconds, unless what it returned is called first. */
  after: (millis: number, call: () => void) => () => void;
}

/** For the worker to start and import the module; the limit of the run counts from then on. */
const LOAD_MILLIS = 10_000;

interface Ready {
  worker: HandlerWorker;
  /** Asks once; null when the worker ended. Calls don't overlap. */
  ask: (message: ToHandler) => Promise<FromHandler | null>;
}

/** One worker a module, one run at a time in each; a worker that was ended is replaced at the next run. */
export class WorkerHandlerRunner implements HandlerRunner {
  readonly #deps: WorkerHandlerRunnerDeps;
  readonly #workers = new Map<string, Ready>();
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(deps: WorkerHandlerRunnerDeps) {
    this.#deps = deps;
  }

  run(module: HandlerModule, input: HandlerInput, limitMillis: number): Promise<HandlerRun> {
    const before = this.#queues.get(module.url) ?? Promise.resolve();
    const turn = before.then(() => this.#run(module.url, input, limitMillis));
    this.#queues.set(module.url, turn);
    return turn;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers.keys()].map((url) => this.#end(url)));
  }

  async #run(url: string, input: HandlerInput, limitMillis: number): Promise<HandlerRun> {
    try {
      if (!this.#workers.has(url)) {
        const loaded = await this.#ask(url, { kind: 'load', url }, LOAD_MILLIS);
        if (loaded !== 'timeout' && loaded?.kind === 'loaded') return await this.#answer(url, input, limitMillis);
        await this.#end(url);
        const message = loaded && loaded !== 'timeout' && 'message' in loaded ? loaded.message : 'it did not load';
        return { ok: false, code: 'handler_unreadable', message };
      }
      return await this.#answer(url, input, limitMillis);
    } catch (error) {
      // An input that can't be sent, a worker that can't be started.
      await this.#end(url);
      return { ok: false, code: 'handler_lost', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #answer(url: string, input: HandlerInput, limitMillis: number): Promise<HandlerRun> {
    const answer = await this.#ask(url, { kind: 'run', input }, limitMillis);
    if (answer !== 'timeout' && answer?.kind === 'result') return { ok: true, value: answer.value };
    if (answer !== 'timeout' && answer?.kind === 'threw') {
      return { ok: false, code: 'handler_threw', message: answer.message };
    }
    await this.#end(url);
    return answer === 'timeout'
      ? { ok: false, code: 'handler_timeout', message: `no answer within ${limitMillis} ms` }
      : { ok: false, code: 'handler_lost', message: 'its worker ended' };
  }

  async #ask(url: string, message: ToHandler, limitMillis: number): Promise<FromHandler | null | 'timeout'> {
    const ready = this.#workers.get(url) ?? this.#start(url);
    let cancel = (): void => undefined;
    const late = new Promise<'timeout'>((resolve) => {
      cancel = this.#deps.after(limitMillis, () => resolve('timeout'));
    });
    try {
      return await Promise.race([ready.ask(message), late]);
    } finally {
      cancel();
    }
  }

  #start(url: string): Ready {
    const worker = this.#deps.spawn();
    let ended = false;
    let waiting: ((message: FromHandler | null) => void) | null = null;
    worker.listen((message) => {
      ended ||= message === null;
      waiting?.(message);
      waiting = null;
    });
    const ask = (message: ToHandler) =>
      new Promise<FromHandler | null>((resolve) => {
        if (ended) return resolve(null);
        waiting = resolve;
        worker.post(message);
      });
    const ready = { worker, ask };
    this.#workers.set(url, ready);
    return ready;
  }

  async #end(url: string): Promise<void> {
    const ready = this.#workers.get(url);
    this.#workers.delete(url);
    await ready?.worker.end();
  }
}
