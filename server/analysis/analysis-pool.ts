import { Worker } from 'node:worker_threads';
import type { AnalysisCache } from '../../models/insight/cache.ts';
import { describeError, type Logger } from '../log.ts';
import type { Analysed, AnalyseRequest, FromThread, ThreadData, ToThread } from './thread-messages.ts';

export interface PoolDeps {
  /** Threads at most; each is started with the first job that finds no other free, and holds a model of its own. */
  size: number;
  cache: AnalysisCache;
  logger: Logger;
  spawn: () => Worker;
  /** One conversation may take this long, milliseconds; then its thread is ended. */
  limitMillis?: number;
}

const LIMIT_MILLIS = 10 * 60_000;

/** A thread died, was ended or failed at a conversation: another try may do better. */
export class AnalysisFailed extends Error {
  readonly code: 'thread_died' | 'thread_stuck' | 'analysis_failed' | 'pool_closed';
  constructor(code: AnalysisFailed['code']) {
    super(code);
    this.name = 'AnalysisFailed';
    this.code = code;
  }
}

export interface AnalysisPool {
  /** Throws AnalysisFailed. */
  analyse(request: AnalyseRequest): Promise<Analysed>;
  /** Ends all threads; what runs fails with `pool_closed`. */
  close(): Promise<void>;
}

/** Starts a thread with the model of a folder. */
export function spawnThread(data: ThreadData): Worker {
  const worker = new Worker(new URL('./analysis-thread.ts', import.meta.url), {
    workerData: data,
    env: {},
    argv: [],
    execArgv: [],
  });
  // At rest it does not keep the process alive.
  worker.unref();
  return worker;
}

/** A bounded number of threads with a queue before them. One that dies is replaced when the next job comes. */
export function createAnalysisPool(deps: PoolDeps): AnalysisPool {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  const waiting: ((thread: Thread | null) => void)[] = [];
  let closed = false;

  function start(): Thread {
    const thread = new Thread(deps, () => {
      all.delete(thread);
      const at = idle.indexOf(thread);
      if (at >= 0) idle.splice(at, 1);
      // Whoever waits for a thread gets a new one in its place.
      const next = closed ? undefined : waiting.shift();
      next?.(start());
    });
    all.add(thread);
    return thread;
  }

  async function take(): Promise<Thread | null> {
    if (closed) return null;
    const free = idle.pop();
    if (free !== undefined) return free;
    if (all.size < deps.size) return start();
    return new Promise((done) => waiting.push(done));
  }

  function giveBack(thread: Thread): void {
    if (!thread.alive) return;
    const next = waiting.shift();
    if (next === undefined) idle.push(thread);
    else next(thread);
  }

  return {
    async analyse(request) {
      const thread = await take();
      if (thread === null) throw new AnalysisFailed('pool_closed');
      try {
        return await thread.run(request);
      } finally {
        giveBack(thread);
      }
    },
    async close() {
      closed = true;
      for (const next of waiting.splice(0)) next(null);
      await Promise.all([...all].map((thread) => thread.end('pool_closed')));
    },
  };
}

/** One thread with at most one conversation in hand. */
class Thread {
  /** Why it takes nothing more; null while it does. */
  #ended: AnalysisFailed['code'] | null = null;
  readonly #deps: PoolDeps;
  readonly #worker: Worker;
  #settle: { done: (result: Analysed) => void; fail: (error: AnalysisFailed) => void } | null = null;

  constructor(deps: PoolDeps, onGone: () => void) {
    this.#deps = deps;
    this.#worker = deps.spawn();
    this.#worker.on('message', (message: FromThread) => this.#hear(message));
    this.#worker.on('error', (error) => deps.logger.error(describeError(error), 'an analysis thread died'));
    this.#worker.once('exit', () => {
      this.#ended ??= 'thread_died';
      onGone();
      this.#fail('thread_died');
    });
  }

  get alive(): boolean {
    return this.#ended === null;
  }

  run(request: AnalyseRequest): Promise<Analysed> {
    if (this.#ended !== null) return Promise.reject(new AnalysisFailed(this.#ended));
    return new Promise<Analysed>((done, fail) => {
      const limit = setTimeout(() => void this.end('thread_stuck'), this.#deps.limitMillis ?? LIMIT_MILLIS);
      this.#settle = {
        done: (result) => (clearTimeout(limit), done(result)),
        fail: (error) => (clearTimeout(limit), fail(error)),
      };
      this.#post({ kind: 'analyse', request });
    });
  }

  async end(code: AnalysisFailed['code']): Promise<void> {
    this.#ended ??= code;
    this.#fail(code);
    await this.#worker.terminate();
  }

  #hear(message: FromThread): void {
    const { cache, logger } = this.#deps;
    if (message.kind === 'no-model') {
      logger.warn({ reason: message.reason }, 'the text model is not used: the server analyses by rules');
    } else if (message.kind === 'look-up') {
      const { id, keys } = message;
      const none = () => keys.map(() => undefined);
      void cache.get(keys).then(
        (found) => this.#post({ kind: 'cached', id, found }),
        () => this.#post({ kind: 'cached', id, found: none() }),
      );
    } else if (message.kind === 'keep') {
      void cache.set(message.entries).catch((error: unknown) => {
        logger.warn(describeError(error), 'analyses were not kept');
      });
    } else if (message.kind === 'failed') {
      logger.warn({ error: message.error }, 'a conversation could not be analysed');
      this.#fail('analysis_failed');
    } else {
      const settle = this.#settle;
      this.#settle = null;
      settle?.done(message.result);
    }
  }

  #fail(code: AnalysisFailed['code']): void {
    const settle = this.#settle;
    this.#settle = null;
    settle?.fail(new AnalysisFailed(code));
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message);
  }
}
