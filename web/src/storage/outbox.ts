import { nextHlc } from '../../../models/protocol/hlc.ts';
import type { Op, OpResult } from '../../../models/protocol/sync.ts';
import { recordKey, type AccountDatabase, type SentRow } from './database.ts';
import type { OutboxRow } from './rows.ts';
import type { RecordReader } from './record-reader.ts';
import type { Sealer } from './seal.ts';
import type { Edit, RejectedEdit, SyncPosition } from './storage-port.ts';
import { writersOf, type OpContent } from './view.ts';

export interface OutboxDeps {
  db: AccountDatabase;
  sealer: Sealer;
  reader: RecordReader;
  nowMillis: () => number;
  uuid: () => string;
}

/** The edits that wait for the server, each with its place in this device's sequence. */
export class Outbox {
  readonly #deps: OutboxDeps;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  async position(): Promise<SyncPosition> {
    const { db, uuid } = this.#deps;
    return db.transaction('rw', db.kv, async () => {
      const row = await db.kv.get('position');
      if (row) return row.value as SyncPosition;
      const fresh: SyncPosition = { clientId: uuid(), epoch: null, cursor: 0, scope: null };
      await db.kv.put({ name: 'position', value: fresh });
      return fresh;
    });
  }

  /** Returns the op ids; the leads of the edits are marked stale in the same transaction. */
  async add(edits: readonly Edit[]): Promise<string[]> {
    const { db, sealer, nowMillis, uuid } = this.#deps;
    const { clientId } = await this.position();
    const contents = await this.#contents(edits);
    // Sealed before the transaction opens: IndexedDB would commit while WebCrypto works.
    const drafts = await Promise.all(
      edits.map(async (edit, i) => {
        const opId = uuid();
        return {
          opId,
          key: recordKey(edit.entity, edit.id),
          entity: edit.entity,
          id: edit.id,
          parent: edit.parent ?? '',
          box: await sealer.seal(contents[i], `op:${opId}`),
        };
      }),
    );
    await db.transaction('rw', db.kv, db.outbox, db.stale, async () => {
      let seq = ((await db.kv.get('seq'))?.value as number | undefined) ?? 0;
      let clock = ((await db.kv.get('clock'))?.value as string | undefined) ?? null;
      const rows = drafts.map((draft): OutboxRow => {
        clock = nextHlc(clock, nowMillis(), clientId);
        return { ...draft, seq: ++seq, hlc: clock };
      });
      await db.outbox.bulkAdd(rows);
      await db.kv.bulkPut([
        { name: 'seq', value: seq },
        { name: 'clock', value: clock },
      ]);
      await db.stale.bulkPut(staleMarks(edits, uuid()));
    });
    return drafts.map((draft) => draft.opId);
  }

  async waiting(count: number, maxChars: number): Promise<Op[]> {
    const rows = await this.#deps.db.outbox.orderBy('seq').limit(count).toArray();
    const ops: Op[] = [];
    let chars = 0;
    for (const row of rows) {
      const op = await this.#toOp(row);
      chars += JSON.stringify(op).length;
      if (ops.length > 0 && chars > maxChars) break;
      ops.push(op);
    }
    return ops;
  }

  async refuse(results: readonly OpResult[]): Promise<void> {
    const { db } = this.#deps;
    await db.transaction('rw', db.outbox, db.rejected, db.stale, async () => {
      for (const result of results) {
        const row = await db.outbox.where('opId').equals(result.id).first();
        if (!row) continue;
        await db.outbox.delete(row.seq);
        const code = result.code ?? 'invalid';
        // Of somebody who was erased nothing stays, not even what was not taken.
        if (code !== 'erased') await db.rejected.put({ opId: row.opId, code, detail: result.detail ?? null, row });
        await db.stale.bulkPut(staleMarks([{ ...row, parent: row.parent || null }], row.opId));
      }
    });
  }

  async rejected(): Promise<RejectedEdit[]> {
    const rows = await this.#deps.db.rejected.toArray();
    return Promise.all(rows.map(async ({ row, code, detail }) => ({ op: await this.#toOp(row), code, detail })));
  }

  async keepRefused({ op, code, detail }: RejectedEdit): Promise<void> {
    const { db, sealer } = this.#deps;
    const box = await sealer.seal({ set: op.set, base: op.base } satisfies OpContent, `op:${op.id}`);
    const { seq, id: opId, entity, rid: id, hlc, parent } = op;
    const row = { seq, opId, key: recordKey(entity, id), entity, id, parent: parent ?? '', hlc, box };
    await db.rejected.put({ opId, code, detail, row });
  }

  /** Numbers what was sent after `lastSeq` and what waits anew, from `lastSeq` + 1, in the old order. */
  async requeue(lastSeq: number): Promise<void> {
    const { db } = this.#deps;
    await db.transaction('rw', db.outbox, db.sent, db.kv, () => requeueSent(db, lastSeq));
  }

  async fork(): Promise<void> {
    const { db, uuid } = this.#deps;
    const position = await this.position();
    await db.transaction('rw', db.outbox, db.sent, db.kv, async () => {
      await db.sent.clear();
      await db.kv.put({ name: 'position', value: { ...position, clientId: uuid() } });
      await renumber(db, await db.outbox.orderBy('seq').toArray(), 0);
    });
  }

  async #contents(edits: readonly Edit[]): Promise<OpContent[]> {
    const { db, reader } = this.#deps;
    const keys = [...new Set(edits.map((edit) => recordKey(edit.entity, edit.id)))];
    const [bases, waiting] = await Promise.all([
      db.base.bulkGet(keys),
      db.outbox.where('key').anyOf(keys).sortBy('seq'),
    ]);
    const base = new Map(
      await Promise.all(bases.flatMap((row) => (row ? [reader.openBase(row).then((c) => [row.key, c] as const)] : []))),
    );
    const ops = await Promise.all(waiting.map(async (row) => ({ key: row.key, ...(await reader.openOp(row)) })));
    return edits.map((edit) => {
      const key = recordKey(edit.entity, edit.id);
      const own = ops.filter((op) => op.key === key);
      const set: Record<string, unknown> = { ...edit.set };
      return { set, base: writersOf(Object.keys(set), base.get(key), own) };
    });
  }

  async #toOp(row: OutboxRow): Promise<Op> {
    const { content } = await this.#deps.reader.openOp(row);
    const { seq, opId, entity, id, hlc, parent } = row;
    return { seq, id: opId, entity, rid: id, kind: 'put', ...content, hlc, parent: parent || null };
  }
}

/** Inside a transaction: what was sent after `lastSeq` waits again, before what waits already, numbered from there. */
export async function requeueSent(db: AccountDatabase, lastSeq: number): Promise<void> {
  const again = await db.sent.where('seq').above(lastSeq).sortBy('seq');
  await db.sent.bulkDelete(again.map((row) => row.seq));
  await renumber(db, [...again.map(withoutSentAt), ...(await db.outbox.orderBy('seq').toArray())], lastSeq);
}

async function renumber(db: AccountDatabase, rows: readonly OutboxRow[], after: number): Promise<void> {
  await db.outbox.clear();
  await db.outbox.bulkAdd(rows.map((row, i) => ({ ...row, seq: after + 1 + i })));
  await db.kv.put({ name: 'seq', value: after + rows.length });
}

function withoutSentAt(row: SentRow): OutboxRow {
  const { seq, opId, key, entity, id, parent, hlc, box } = row;
  return { seq, opId, key, entity, id, parent, hlc, box };
}

/** What enters no analysis. */
const APART: ReadonlySet<string> = new Set(['note', 'task', 'correction', 'outcome', 'view']);

/** A mark for each lead whose analysis depends on these records. */
export function staleMarks(
  records: readonly { entity: string; id: string; parent: string | null }[],
  mark: string,
): { leadId: string; mark: string }[] {
  const leads = records.filter((r) => !APART.has(r.entity)).map((r) => (r.entity === 'lead' ? r.id : r.parent));
  return [...new Set(leads)].flatMap((leadId) => (leadId ? [{ leadId, mark }] : []));
}
