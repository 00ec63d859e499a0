import { Dexie } from 'dexie';
import type { Entity } from '../../../models/protocol/entities.ts';
import { recordKey, type AccountDatabase, type BaseRow, type OutboxRow } from './database.ts';
import type { Sealer } from './seal.ts';
import { viewOf, type BaseContent, type OpContent } from './view.ts';
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
    const [row] = await this.#views<E>(base ? [base] : [], ops);
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
    return (await this.#views<E>(base, ops)).filter((row) => !row.data.deleted);
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
    return (await this.#views<E>(base, ops)).filter((row) => !row.data.deleted);
  }

  openBase(row: BaseRow): Promise<BaseContent> {
    return this.#sealer.open(row.box, `base:${row.key}`);
  }

  async openOp(row: OutboxRow): Promise<OpenOp> {
    return { opId: row.opId, content: await this.#sealer.open<OpContent>(row.box, `op:${row.opId}`) };
  }

  async #views<E extends Entity>(base: readonly BaseRow[], ops: readonly OutboxRow[]): Promise<ViewRow<E>[]> {
    const byKey = new Map<string, OutboxRow[]>();
    for (const op of ops) byKey.set(op.key, [...(byKey.get(op.key) ?? []), op]);
    const bases = new Map(base.map((row) => [row.key, row]));
    const keys = [...new Set([...bases.keys(), ...byKey.keys()])];
    const rows = await Promise.all(
      keys.map(async (key) => {
        const baseRow = bases.get(key);
        const opRows = byKey.get(key) ?? [];
        const content = baseRow && (await this.openBase(baseRow));
        const opened = await Promise.all(opRows.map((row) => this.openOp(row)));
        // An edit of a record that the server has withdrawn from this person is not a record of its own.
        const created = opened[0] && Object.values(opened[0].content.base).every((writer) => writer === null);
        if (!baseRow && !created) return null;
        const place = (baseRow ?? opRows[0]) as unknown as { entity: E; id: string; parent: string };
        return viewOf(
          place,
          content,
          opened.map((op) => op.content),
        );
      }),
    );
    return rows.filter((row) => row !== null);
  }
}
