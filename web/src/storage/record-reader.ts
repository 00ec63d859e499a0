import { Dexie } from 'dexie';
import type { Entity } from '../../../models/protocol/entities.ts';
import { recordKey, type AccountDatabase } from './database.ts';
import type { BaseRow, OutboxRow } from './rows.ts';
import type { Sealer } from './seal.ts';
import { openBase, openOp, openViews } from './open-views.ts';
import type { BaseContent, OpContent } from './view.ts';
import type { ViewRow } from './storage-port.ts';

export interface OpenOp {
  opId: string;
  content: OpContent;
}

/** Reads the view: base rows with the waiting edits laid over them. */
export class RecordReader {
  readonly #db: AccountDatabase;
  readonly #sealer: Sealer;

  constructor(db: AccountDatabase, sealer: Sealer) {
    this.#db = db;
    this.#sealer = sealer;
  }

  async one<E extends Entity>(entity: E, id: string): Promise<ViewRow<E> | null> {
    const key = recordKey(entity, id);
    const [base, ops] = await this.#db.transaction('r', this.#db.base, this.#db.outbox, () =>
      Promise.all([this.#db.base.get(key), this.#db.outbox.where('key').equals(key).sortBy('seq')]),
    );
    const [row] = await openViews<E>(this.#sealer, base ? [base] : [], ops);
    return row && !row.data.deleted ? row : null;
  }

  async list<E extends Entity>(entity: E, parent: string): Promise<ViewRow<E>[]> {
    const [base, ops] = await this.#db.transaction('r', this.#db.base, this.#db.outbox, async () => {
      const base = await this.#db.base.where({ entity, parent }).toArray();
      const ops = await this.#db.outbox.where({ entity, parent }).sortBy('seq');
      // An edit queued under a lead from which the server has since moved the record belongs to its new place.
      const known = new Set(base.map((row) => row.key));
      const loose = [...new Set(ops.map((op) => op.key).filter((key) => !known.has(key)))];
      const moved = new Set((await this.#db.base.bulkGet(loose)).flatMap((row) => (row ? [row.key] : [])));
      return [base, ops.filter((op) => !moved.has(op.key))] as const;
    });
    return (await openViews<E>(this.#sealer, base, ops)).filter((row) => !row.data.deleted);
  }

  /** Whatever lead they belong to. */
  async all<E extends Entity>(entity: E): Promise<ViewRow<E>[]> {
    const range = [[entity, Dexie.minKey], [entity, Dexie.maxKey], true, true] as const;
    const [base, ops] = await this.#db.transaction('r', this.#db.base, this.#db.outbox, () =>
      Promise.all([
        this.#db.base
          .where('[entity+parent]')
          .between(...range)
          .toArray(),
        this.#db.outbox
          .where('[entity+parent]')
          .between(...range)
          .sortBy('seq'),
      ]),
    );
    return (await openViews<E>(this.#sealer, base, ops)).filter((row) => !row.data.deleted);
  }

  openBase(row: BaseRow): Promise<BaseContent> {
    return openBase(this.#sealer, row);
  }

  async openOp(row: OutboxRow): Promise<OpenOp> {
    return { opId: row.opId, content: await openOp(this.#sealer, row) };
  }
}
