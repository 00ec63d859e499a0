import { clampHlc } from '../../../models/protocol/hlc.ts';
import type { ChangedRow, EvictedRow } from '../../../models/protocol/sync.ts';
import { recordKey, type AccountDatabase } from './database.ts';
import type { BaseRow } from './rows.ts';
import { requeueSent, staleMarks } from './outbox.ts';
import type { Sealer } from './seal.ts';
import type { PullToApply, SyncPosition } from './storage-port.ts';
import { soundFields, type BaseContent } from './view.ts';

const KEEP_SENT_MS = 30 * 24 * 3600_000;

/** Applies staged pages, the cursor and the outbox's deletion in one transaction, or nothing when they are stale. */
export async function applyPull(
  deps: { db: AccountDatabase; sealer: Sealer; nowMillis: () => number; uuid: () => string },
  pull: PullToApply,
): Promise<{ applied: boolean; leads: string[] }> {
  const { db, sealer, nowMillis, uuid } = deps;
  const latest = new Map(pull.changes.map((change) => [recordKey(change.entity, change.id), change]));
  const rows = [...latest.values()].filter((change): change is ChangedRow => !('evict' in change));
  const evicted = [...latest.values()].filter((change): change is EvictedRow => 'evict' in change);
  const sealed = await Promise.all(rows.map((row) => sealRow(sealer, row)));
  const newest = rows.flatMap((row) => Object.values(row.meta).map((meta) => meta.h)).reduce(later, '');
  const now = nowMillis();

  return db.transaction('rw', db.tables, async () => {
    const position = (await db.kv.get('position'))?.value as SyncPosition | undefined;
    if (!position || !samePlace(position, pull.from)) return { applied: false, leads: [] };
    if (pull.reset) await db.base.clear();
    const gone = await db.base.bulkGet(evicted.map((row) => recordKey(row.entity, row.id)));
    await db.base.bulkPut(sealed);
    await db.base.bulkDelete(evicted.map((row) => recordKey(row.entity, row.id)));

    const acknowledged = await db.outbox.where('seq').belowOrEqual(pull.lastSeq).toArray();
    await db.sent.bulkPut(acknowledged.map((row) => ({ ...row, sentAt: now })));
    await db.outbox.bulkDelete(acknowledged.map((row) => row.seq));
    // A server restored from a backup has forgotten what it once acknowledged: that goes out again.
    if ((await db.sent.where('seq').above(pull.lastSeq).count()) > 0) await requeueSent(db, pull.lastSeq);
    await db.sent
      .where('sentAt')
      .below(now - KEEP_SENT_MS)
      .delete();

    const { clientId } = position;
    const { epoch, cursor, scope } = pull;
    await db.kv.put({ name: 'position', value: { clientId, epoch, cursor, scope } satisfies SyncPosition });
    const clock = (await db.kv.get('clock'))?.value as string | undefined;
    if (newest) await db.kv.put({ name: 'clock', value: later(clock ?? '', clampHlc(newest, now)) });

    // What comes back exactly as this device wrote it was analysed when it was written.
    const own = new Set(acknowledged.map((row) => row.opId));
    const news = rows.filter((row) => !Object.values(row.meta).every((field) => own.has(field.o)));
    const touched = staleMarks([...news, ...gone.filter((row) => row !== undefined)], uuid());
    await db.stale.bulkPut(touched);
    const lost = new Set(evicted.filter((row) => row.entity === 'lead').map((row) => row.id));
    if (pull.reset) for (const leadId of await leadsWithoutRecord(db)) lost.add(leadId);
    for (const table of [db.analyses, db.summaries, db.stale]) await table.bulkDelete([...lost]);
    // What was sent of a lead that is gone from here must not stay behind: it may have been erased.
    await db.sent.filter((row) => lost.has(row.entity === 'lead' ? row.id : row.parent)).delete();
    const told = [...rows, ...gone.filter((row) => row !== undefined)].map((r) =>
      r.entity === 'lead' ? r.id : r.parent,
    );
    return { applied: true, leads: [...new Set([...told, ...lost])].filter((id): id is string => !!id) };
  });
}

async function sealRow(sealer: Sealer, row: ChangedRow): Promise<BaseRow> {
  const key = recordKey(row.entity, row.id);
  const content: BaseContent = { data: soundFields(row.entity, row.data), meta: row.meta, owner: row.owner };
  const box = await sealer.seal(content, `base:${key}`);
  return { key, entity: row.entity, id: row.id, parent: row.parent ?? '', rev: row.rev, box };
}

async function leadsWithoutRecord(db: AccountDatabase): Promise<string[]> {
  const analysed = await db.summaries.toCollection().primaryKeys();
  const keys = analysed.map((id) => recordKey('lead', id));
  const base = await db.base.bulkGet(keys);
  const local = new Set((await db.outbox.where('key').anyOf(keys).toArray()).map((row) => row.id));
  return analysed.filter((id, i) => !base[i] && !local.has(id));
}

const later = (a: string, b: string): string => (a > b ? a : b);

function samePlace(a: SyncPosition, b: SyncPosition): boolean {
  return a.clientId === b.clientId && a.epoch === b.epoch && a.cursor === b.cursor && a.scope === b.scope;
}
