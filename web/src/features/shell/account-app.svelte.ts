import { Background } from '../../errors/background.ts';
import { AnalysisClient } from '../../inference/analysis-client.ts';
import { AnalysisQueue, type QueueState } from '../../inference/analysis-queue.ts';
import { storedOutcomes } from '../../inference/stored-outcomes.ts';
import { TUNING_VALUE, TuningStore } from '../../inference/tuning-store.ts';
import { receiveShares } from '../../storage/account-share-key.ts';
import { ChangeFeed } from '../../storage/change-feed.ts';
import { DexieStorage } from '../../storage/dexie-storage.ts';
import type { AccountKeys } from '../../storage/key-store.ts';
import { SearchClient } from '../../search/search-client.svelte.ts';
import type { Storage } from '../../storage/storage-port.ts';
import { readPokes } from '../../sync/poke-stream.ts';
import { SyncEngine } from '../../sync/sync-engine.ts';
import type { SyncState } from '../../sync/sync-state.ts';
import { httpTransport } from '../../sync/sync-transport.ts';
import { CorrectionBook } from '../corrections/correction-book.svelte.ts';
import { ImportRun } from '../import/import-run.svelte.ts';
import { LeadBook } from '../leads/lead-book.svelte.ts';
import { OutgoingBook } from '../outgoing/outgoing-book.svelte.ts';
import type { Me } from '../sign-in/auth-api.ts';
import type { Env } from './env.ts';

const SYNC_EVERY_MS = 60_000;
/** Drafts of a page that was locked. */
const DRAFTS_VALUE = 'drafts';
const REANALYSE_AFTER_MS = 3600_000;

/** Everything that runs for the account that is open on this device. */
export class AccountApp {
  readonly me: Me;
  readonly keys: AccountKeys;
  readonly storage: Storage;
  readonly sync: SyncEngine;
  readonly tuning: TuningStore;
  readonly reader: AnalysisClient;
  readonly analysis: AnalysisQueue;
  readonly book: LeadBook;
  readonly corrections: CorrectionBook;
  readonly importRun: ImportRun;
  readonly outgoing: OutgoingBook;
  readonly search: SearchClient;
  /** Drafts that a person changed, by lead and action, for as long as the page lives. */
  readonly drafts = new Map<string, { text: string; madeFor: string }>();
  syncState = $state.raw<SyncState>({ kind: 'idle', since: '', unsynced: 0 });
  /** The first pull of this device is still to come: an empty list says nothing yet. */
  fetching = $state(true);
  queueState = $state.raw<QueueState>({ done: 0, total: 0, analyser: null, failures: new Map() });

  /** As JSON; null before they were first looked at. */
  #outcomes: string | null = null;
  readonly #background = new Background();
  readonly #receiveShares: () => Promise<unknown>;

  constructor(env: Env, keys: AccountKeys, me: Me) {
    this.me = me;
    this.keys = keys;
    this.storage = openStorage(env, keys);
    this.sync = new SyncEngine({
      storage: this.storage,
      transport: httpTransport(env.fetcher),
      readPokes: (onRev, signal) => readPokes(env, onRev, signal),
      whileLeading: env.whileLeading(`${keys.database}-sync`),
      channel: env.channel(`${keys.database}-sync`),
      nowIso: env.nowIso,
      random: env.random,
      wait: env.wait,
      intervalMs: SYNC_EVERY_MS,
    });
    const { nowMillis, later, visibility } = env;
    this.tuning = new TuningStore(this.storage);
    this.reader = new AnalysisClient(env.makeAnalysisWorker, this.storage.textCache, {
      model: env.textModel,
      tuning: this.tuning,
      rest: { nowMillis, later, visibility },
    });
    this.analysis = new AnalysisQueue({
      storage: this.storage,
      client: this.reader,
      nowIso: env.nowIso,
      maxAgeMs: REANALYSE_AFTER_MS,
    });
    this.#receiveShares = () => receiveShares(env.shares, keys, this.storage, env.crypto);
    this.book = new LeadBook(this.storage, env.later);
    this.corrections = new CorrectionBook(this.storage, me.user.name);
    this.outgoing = new OutgoingBook({
      ...env,
      storage: this.storage,
      hours: async () => (await this.tuning.kept()).tuning.hours ?? null,
    });
    this.search = new SearchClient({
      storage: this.storage,
      source: { database: keys.database, key: keys.data },
      makeWorker: env.makeSearchWorker,
      later: env.later,
    });
    this.importRun = new ImportRun({
      storage: this.storage,
      makeWorker: env.makeImportWorker,
      nowIso: env.nowIso,
      uuid: env.uuid,
    });
  }

  start(): void {
    this.sync.subscribe((state) => {
      const ended = this.syncState.kind === 'syncing' && state.kind !== 'syncing';
      if (ended || state.kind === 'offline' || state.kind === 'paused') this.fetching = false;
      // The server was reached: what was approved meanwhile can go.
      if (ended && state.kind === 'idle') this.outgoing.flush();
      this.syncState = state;
    });
    this.analysis.subscribe((state) => (this.queueState = state));
    this.storage.subscribe(({ value, analysesOnly }) => {
      if (value === TUNING_VALUE) this.#background.run(() => this.#retune());
      else if (!analysesOnly) this.#background.run(() => this.#learnOutcomes());
    });
    this.sync.start();
    this.#background.run(async () => {
      if ((await this.storage.position()).epoch !== null) this.fetching = false;
    });
    this.#background.run(async () => void (await this.#receiveShares()));
    this.#background.run(async () => {
      const kept = await this.storage.getValue<[string, { text: string; madeFor: string }][]>(DRAFTS_VALUE);
      for (const [key, draft] of kept ?? []) if (!this.drafts.has(key)) this.drafts.set(key, draft);
    });
    this.book.start();
    this.corrections.start();
    this.outgoing.start();
    this.analysis.start();
  }

  /** Won and lost leads change what conversion rests on: nothing is read anew for that. */
  async #learnOutcomes(): Promise<void> {
    const outcomes = JSON.stringify(await storedOutcomes(this.storage));
    if (outcomes === this.#outcomes) return;
    const first = this.#outcomes === null;
    this.#outcomes = outcomes;
    // What the worker starts with it reads itself.
    if (!first || outcomes !== '[]') await this.#retune();
  }

  /** What this tab or another has stored is taken over, and what was read is judged anew. */
  async #retune(): Promise<void> {
    await this.reader.tune(await this.tuning.load());
    await this.analysis.refreshAll();
  }

  /** Seals the changed drafts, so that locking loses no words. */
  async keepDrafts(): Promise<void> {
    await this.storage.setValue(DRAFTS_VALUE, [...this.drafts]);
  }

  async stop(): Promise<void> {
    this.importRun.cancel();
    await Promise.all([
      this.sync.stop(),
      this.analysis.stop(),
      this.book.stop(),
      this.search.stop(),
      this.corrections.stop(),
      this.outgoing.stop(),
      this.#background.stop(),
    ]);
    this.storage.close();
  }
}

export function openStorage(env: Env, keys: AccountKeys): Storage {
  const feed = new ChangeFeed(env.channel(`${keys.database}-data`));
  const { crypto, nowMillis, uuid } = env;
  return new DexieStorage({ keys, crypto, feed, nowMillis, uuid });
}
