import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import { Background } from '../errors/background.ts';
import type { Storage } from '../storage/storage-port.ts';
import type { SearchApi, SearchHit, SearchProgress, SearchSource, Snippet } from './search-api.ts';

export type SearchState =
  | { kind: 'resting' }
  | { kind: 'building'; progress: SearchProgress }
  | { kind: 'ready' }
  /** The worker died or could not read: names can still be searched. */
  | { kind: 'failed' };

export interface SearchClientDeps {
  storage: Storage;
  source: SearchSource;
  makeWorker: () => Worker;
  later: (run: () => void, millis: number) => void;
}

const GATHER_MS = 500;

/** The page's side of the search worker: starts it once, and tells it what changes. */
export class SearchClient {
  state = $state.raw<SearchState>({ kind: 'resting' });
  /** Moves on with every change that the index has taken in: an answer from before may be another now. */
  version = $state(0);
  readonly #deps: SearchClientDeps;
  readonly #background = new Background();
  #running: { worker: Worker; api: Remote<SearchApi>; lost: Promise<null>; lose: () => void } | null = null;
  #unsubscribe: (() => void) | null = null;
  #changed: Set<string> | 'all' = new Set();
  #gathering = false;

  constructor(deps: SearchClientDeps) {
    this.#deps = deps;
  }

  /** Begins to read what is here; after the first time it does nothing. */
  start(): void {
    if (this.state.kind !== 'resting') return;
    this.state = { kind: 'building', progress: { done: 0, total: 0 } };
    this.#unsubscribe = this.#deps.storage.subscribe(({ leads, analysesOnly }) => {
      if (!analysesOnly) this.#note(leads);
    });
    this.#background.run(() => this.#build());
  }

  /** Leads that have all words of the query, the best first; null where the index cannot answer. */
  async search(query: string): Promise<SearchHit[] | null> {
    return this.#ask((api) => api.search(query));
  }

  /** The matching words of the leads that are shown. */
  async snippets(query: string, leadIds: readonly string[]): Promise<Snippet[]> {
    return (await this.#ask((api) => api.snippets(query, leadIds))) ?? [];
  }

  /** Ends the worker; the index goes with it. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    this.#running?.api[releaseProxy]();
    this.#running?.lose();
    await this.#background.stop();
  }

  async #build(): Promise<void> {
    // The database must be there before a worker opens it.
    await this.#deps.storage.position();
    const worker = this.#deps.makeWorker();
    const api = wrap<SearchApi>(worker);
    let lose: () => void = () => undefined;
    const lost = new Promise<null>((resolve) => {
      lose = () => {
        worker.terminate();
        this.#running = null;
        this.state = { kind: 'failed' };
        resolve(null);
      };
    });
    worker.onerror = lose;
    this.#running = { worker, api, lost, lose };
    const onProgress = proxy((progress: SearchProgress) => {
      // It has a channel of its own: the last word may come after the end.
      if (this.#running?.worker === worker && this.state.kind === 'building')
        this.state = { kind: 'building', progress };
    });
    const built = api.build(this.#deps.source, onProgress).then(
      () => true,
      () => null,
    );
    if ((await Promise.race([built, lost])) !== null) {
      this.state = { kind: 'ready' };
      this.version += 1;
    } else if (this.#running) lose();
  }

  /** Many small changes of a batch make one reading. */
  #note(leads: readonly string[] | null): void {
    if (leads?.length === 0) return;
    if (leads === null) this.#changed = 'all';
    else if (this.#changed !== 'all') for (const id of leads) this.#changed.add(id);
    if (this.#gathering) return;
    this.#gathering = true;
    this.#deps.later(() => {
      this.#gathering = false;
      const changed = this.#changed;
      this.#changed = new Set();
      this.#background.run(async () => {
        await this.#ask((api) => api.refresh(changed === 'all' ? null : [...changed]));
        this.version += 1;
      });
    }, GATHER_MS);
  }

  async #ask<T>(work: (api: Remote<SearchApi>) => Promise<T>): Promise<T | null> {
    const running = this.#running;
    if (!running) return null;
    return Promise.race([work(running.api), running.lost]);
  }
}
