import type { AnalysisCache } from '../../../models/insight/cache.ts';
import type { Entity, RecordOf } from '../../../models/protocol/entities.ts';
import type { Change, Op, OpResult } from '../../../models/protocol/sync.ts';
import type { ConversationAnalysis } from '../../../models/insight/types.ts';
import type { Result } from '../errors/result.ts';
import type { LeadSummary, StaleLead, StoredAnalysis } from './stored-analysis.ts';

export type StorageCode = 'storage_full' | 'storage_unavailable';

/** A record as the person sees it: the server's row with the edits that still wait laid over it. */
export interface ViewRow<E extends Entity = Entity> {
  entity: E;
  id: string;
  /** The lead; null for a lead. */
  parent: string | null;
  data: RecordOf[E];
  /** An edit of this record waits for the server. */
  pending: boolean;
}

/** A local edit: the fields that it sets. A new record is an edit of an id that does not exist yet. */
export type Edit = {
  [E in Entity]: { entity: E; id: string; parent: string | null; set: Partial<RecordOf[E]> };
}[Entity];

/** Where this device stands with the server. */
export interface SyncPosition {
  clientId: string;
  epoch: string | null;
  cursor: number;
  scope: string | null;
}

/** Staged pages of one pull, applied all at once. */
export interface PullToApply {
  /** The position from which the pull started: if it moved meanwhile, the answer is stale and dropped. */
  from: SyncPosition;
  epoch: string;
  scope: string;
  cursor: number;
  reset: boolean;
  changes: readonly Change[];
  /** Every op up to this one is in the changes. */
  lastSeq: number;
}

export interface RejectedEdit {
  op: Op;
  code: string;
  detail: string | null;
}

/** What changed, told to every tab: `leads` null means "anything may have". */
export interface StorageChange {
  leads: readonly string[] | null;
  analysesOnly: boolean;
  /** Name of the value of `updateValue` that changed; then nothing else did. */
  value?: string;
}

/** Everything kept on this device for one account. All records lie encrypted; index keys are opaque ids. */
export interface Storage {
  readonly textCache: AnalysisCache;

  one<E extends Entity>(entity: E, id: string): Promise<ViewRow<E> | null>;
  /** Every lead that is not deleted. */
  leads(): Promise<ViewRow<'lead'>[]>;
  /** Every record of a kind, of all leads, that is not deleted. */
  all<E extends Exclude<Entity, 'lead'>>(entity: E): Promise<ViewRow<E>[]>;
  /** A lead's records of a kind that are not deleted, in no particular order. */
  childrenOf<E extends Exclude<Entity, 'lead'>>(entity: E, leadId: string): Promise<ViewRow<E>[]>;

  /** Writes edits, their sequence numbers and clocks in one transaction. Returns the ids of the ops. */
  edit(edits: readonly Edit[]): Promise<Result<string[], StorageCode>>;

  position(): Promise<SyncPosition>;
  unsynced(): Promise<number>;
  /** The oldest waiting ops, at most `count` and about `maxChars` of JSON (one op at least). */
  waiting(count: number, maxChars: number): Promise<Op[]>;
  /** Remembers that the server refused ops; they leave the view at once and the outbox with the next apply. */
  refuse(results: readonly OpResult[]): Promise<Result<void, StorageCode>>;
  /** Applies rows, cursor and the outbox's deletion in one transaction; `stale` when the position moved meanwhile. */
  apply(pull: PullToApply): Promise<Result<'applied' | 'stale', StorageCode>>;
  /** The server knows less than was acknowledged (restored from a backup): queue what was sent after `lastSeq` again. */
  requeue(lastSeq: number): Promise<Result<void, StorageCode>>;
  /** This device was cloned: take a new client id and number the outbox from 1. */
  fork(): Promise<Result<void, StorageCode>>;
  rejected(): Promise<RejectedEdit[]>;
  dismissRejected(opId: string): Promise<void>;
  /** Takes a dismissal back. */
  restoreRejected(edit: RejectedEdit): Promise<Result<void, StorageCode>>;

  /** Of these leads, or of all. */
  summaries(leadIds?: readonly string[]): Promise<LeadSummary[]>;
  analysis(leadId: string): Promise<ConversationAnalysis | null>;
  saveAnalyses(entries: readonly StoredAnalysis[]): Promise<Result<void, StorageCode>>;
  stale(): Promise<StaleLead[]>;

  /** Small sealed values of the app itself, such as who is signed in. */
  getValue<T>(name: string): Promise<T | null>;
  setValue(name: string, value: unknown): Promise<Result<void, StorageCode>>;
  /** Reads, changes and writes a value as one, also against other tabs, and tells listeners. */
  updateValue<T>(name: string, change: (before: T | null) => T): Promise<Result<T, StorageCode>>;
  /** A file that a person added, sealed, by the sha256 of its content. */
  file(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  putFile(sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<void, StorageCode>>;
  /** Removes all other files. */
  keepFiles(sha256s: readonly string[]): Promise<void>;

  /** Called after every write, of this tab or another; returns the way to stop. */
  subscribe(listener: (change: StorageChange) => void): () => void;
  close(): void;
  /** Deletes the account's database. */
  destroy(): Promise<void>;
}
