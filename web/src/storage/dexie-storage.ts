import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import type { Entity } from '../../../models/protocol/entities.ts';
import type { Op, OpResult } from '../../../models/protocol/sync.ts';
import { done, type Result } from '../errors/result.ts';
import { AnalysisStore } from './analysis-store.ts';
import type { ChangeFeed } from './change-feed.ts';
import { AccountDatabase } from './database.ts';
import { DexieTextCache } from './dexie-text-cache.ts';
import type { AccountKeys } from './key-store.ts';
import { Outbox } from './outbox.ts';
import { applyPull } from './pull-applier.ts';
import { RecordReader } from './record-reader.ts';
import { Sealer } from './seal.ts';
import { attempt } from './storage-failure.ts';
import type * as port from './storage-port.ts';
import type { LeadSummary, StaleLead, StoredAnalysis } from './stored-analysis.ts';
import { ValueStore } from './value-store.ts';

export interface DexieStorageDeps {
  keys: AccountKeys;
  crypto: Crypto;
  feed: ChangeFeed;
  nowMillis: () => number;
  uuid: () => string;
}

/** The storage port on Dexie, every record sealed with the account's key before a transaction opens. */
export class DexieStorage implements port.Storage {
  readonly textCache: AnalysisCache;
  readonly #db: AccountDatabase;
  readonly #deps: DexieStorageDeps & { db: AccountDatabase; sealer: Sealer };
  readonly #reader: RecordReader;
  readonly #outbox: Outbox;
  readonly #analyses: AnalysisStore;
  readonly #values: ValueStore;

  constructor(deps: DexieStorageDeps) {
    const db = new AccountDatabase(deps.keys.database);
    const sealer = new Sealer(deps.keys.data, deps.crypto);
    this.#db = db;
    this.#deps = { ...deps, db, sealer };
    this.#reader = new RecordReader(db, sealer);
    this.#outbox = new Outbox({ ...this.#deps, reader: this.#reader });
    this.#analyses = new AnalysisStore(db, sealer);
    this.#values = new ValueStore(db, sealer);
    this.textCache = new DexieTextCache({ ...this.#deps, mac: deps.keys.mac });
  }

  one<E extends Entity>(entity: E, id: string): Promise<port.ViewRow<E> | null> {
    return this.#reader.one(entity, id);
  }

  leads(): Promise<port.ViewRow<'lead'>[]> {
    return this.#reader.list('lead', '');
  }

  all<E extends Exclude<Entity, 'lead'>>(entity: E): Promise<port.ViewRow<E>[]> {
    return this.#reader.all(entity);
  }

  childrenOf<E extends Exclude<Entity, 'lead'>>(entity: E, leadId: string): Promise<port.ViewRow<E>[]> {
    return this.#reader.list(entity, leadId);
  }

  async edit(edits: readonly port.Edit[]): Promise<Result<string[], port.StorageCode>> {
    const result = await attempt(() => this.#outbox.add(edits));
    if (result.ok) this.#tell(edits.map((edit) => (edit.entity === 'lead' ? edit.id : (edit.parent ?? ''))));
    return result;
  }

  position(): Promise<port.SyncPosition> {
    return this.#outbox.position();
  }

  unsynced(): Promise<number> {
    return this.#db.outbox.count();
  }

  waiting(count: number, maxChars: number): Promise<Op[]> {
    return this.#outbox.waiting(count, maxChars);
  }

  async refuse(results: readonly OpResult[]): Promise<Result<void, port.StorageCode>> {
    const result = await attempt(() => this.#outbox.refuse(results));
    if (result.ok && results.length > 0) this.#tell(null);
    return result;
  }

  async apply(pull: port.PullToApply): Promise<Result<'applied' | 'stale', port.StorageCode>> {
    const result = await attempt(() => applyPull(this.#deps, pull));
    if (!result.ok) return result;
    if (!result.value.applied) return done('stale');
    this.#tell(pull.reset ? null : result.value.leads);
    return done('applied');
  }

  requeue(lastSeq: number): Promise<Result<void, port.StorageCode>> {
    return attempt(() => this.#outbox.requeue(lastSeq));
  }

  fork(): Promise<Result<void, port.StorageCode>> {
    return attempt(() => this.#outbox.fork());
  }

  rejected(): Promise<port.RejectedEdit[]> {
    return this.#outbox.rejected();
  }

  async dismissRejected(opId: string): Promise<void> {
    await this.#db.rejected.delete(opId);
    this.#tell([]);
  }

  async restoreRejected(edit: port.RejectedEdit): Promise<Result<void, port.StorageCode>> {
    const result = await attempt(() => this.#outbox.keepRefused(edit));
    if (result.ok) this.#tell([]);
    return result;
  }

  summaries(leadIds?: readonly string[]): Promise<LeadSummary[]> {
    return this.#analyses.summaries(leadIds);
  }

  analysis(leadId: string): Promise<ConversationAnalysis | null> {
    return this.#analyses.analysis(leadId);
  }

  async saveAnalyses(entries: readonly StoredAnalysis[]): Promise<Result<void, port.StorageCode>> {
    const result = await attempt(() => this.#analyses.save(entries));
    if (result.ok) {
      this.#deps.feed.tell({ leads: entries.map((entry) => entry.leadId), analysesOnly: true });
    }
    return result;
  }

  stale(): Promise<StaleLead[]> {
    return this.#db.stale.toArray();
  }

  getValue<T>(name: string): Promise<T | null> {
    return this.#values.get(name);
  }

  setValue(name: string, value: unknown): Promise<Result<void, port.StorageCode>> {
    return this.#values.set(name, value);
  }

  async updateValue<T>(name: string, change: (before: T | null) => T): Promise<Result<T, port.StorageCode>> {
    const result = await this.#values.update(name, change);
    if (result.ok) this.#deps.feed.tell({ leads: [], analysesOnly: true, value: name });
    return result;
  }

  file(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#values.file(sha256);
  }

  putFile(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<void, port.StorageCode>> {
    return this.#values.putFile(sha256, bytes);
  }

  keepFiles(sha256s: readonly string[]): Promise<void> {
    return this.#values.keepFiles(sha256s);
  }

  subscribe(listener: (change: port.StorageChange) => void): () => void {
    return this.#deps.feed.subscribe(listener);
  }

  close(): void {
    this.#deps.feed.close();
    this.#db.close();
  }

  async destroy(): Promise<void> {
    this.#deps.feed.close();
    this.#db.close();
    await this.#db.delete();
  }

  #tell(leads: readonly string[] | null): void {
    this.#deps.feed.tell({ leads: leads && [...new Set(leads)], analysesOnly: false });
  }
}
