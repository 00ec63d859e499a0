import type { Entity } from '../../../models/protocol/entities.ts';
import type { BaseRow, OutboxRow } from '../storage/rows.ts';
import { openViews } from '../storage/open-views.ts';
import type { Sealer } from '../storage/seal.ts';
import type { ViewRow } from '../storage/storage-port.ts';

/**
 * Reads the account's records in a worker. The page made the database and owns its version, so this only opens what is
 * there, with the browser's own interface: Dexie stays out of workers.
 */
export class SealedRecords {
  readonly #db: IDBDatabase;
  readonly #sealer: Sealer;

  private constructor(db: IDBDatabase, sealer: Sealer) {
    this.#db = db;
    this.#sealer = sealer;
  }

  /** Rejects when the database is not there. */
  static async open(name: string, sealer: Sealer): Promise<SealedRecords> {
    const request = indexedDB.open(name);
    // It would come into being by being opened.
    request.onupgradeneeded = () => request.transaction?.abort();
    const db = await answerOf(request);
    // Another tab upgrades or deletes it: nothing here stands in its way.
    db.onversionchange = () => db.close();
    return new SealedRecords(db, sealer);
  }

  leads(): Promise<ViewRow<'lead'>[]> {
    return this.children('lead', '');
  }

  /** A lead's records of a kind that are not deleted; with '' as the parent the leads themselves. */
  async children<E extends Entity>(entity: E, parent: string): Promise<ViewRow<E>[]> {
    const transaction = this.#db.transaction(['base', 'outbox'], 'readonly');
    const place = IDBKeyRange.only([entity, parent]);
    const rowsOf = <T>(table: string) =>
      answerOf(transaction.objectStore(table).index('[entity+parent]').getAll(place) as IDBRequest<T[]>);
    const [base, ops] = await Promise.all([rowsOf<BaseRow>('base'), rowsOf<OutboxRow>('outbox')]);
    const views = await openViews<E>(this.#sealer, base, ops);
    return views.filter((row) => !row.data.deleted);
  }

  async lead(id: string): Promise<ViewRow<'lead'> | null> {
    const transaction = this.#db.transaction(['base', 'outbox'], 'readonly');
    const [base, ops] = await Promise.all([
      answerOf(transaction.objectStore('base').get(`lead:${id}`) as IDBRequest<BaseRow | undefined>),
      answerOf(transaction.objectStore('outbox').index('key').getAll(`lead:${id}`) as IDBRequest<OutboxRow[]>),
    ]);
    const [row] = await openViews<'lead'>(this.#sealer, base ? [base] : [], ops);
    return row && !row.data.deleted ? row : null;
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('No answer', 'UnknownError'));
  });
}
