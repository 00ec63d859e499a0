import assert from 'node:assert/strict';
import { parseHlc } from '../../../models/protocol/hlc.ts';
import { DEFAULTS, type Entity } from '../../../models/protocol/entities.ts';
import type { Change, Op } from '../../../models/protocol/sync.ts';
import type { Db } from '../../../server/storage/db.ts';
import type { Viewer } from '../../../server/sync/viewer.ts';
import type { Device } from './device.ts';

const MAX_AHEAD = 5 * 60_000;

interface Row {
  tenant_id: string;
  entity: Entity;
  id: string;
  parent_id: string | null;
  owner_id: string | null;
  data: Record<string, unknown>;
  meta: Record<string, { h: string; o: string }>;
  rev: number;
  moved_rev: number;
}

async function rowsOf(db: Db, tenant: string): Promise<Row[]> {
  const rows = await db.sql.selectFrom('record').selectAll().where('tenant_id', '=', tenant).execute();
  return rows.map((row) => ({
    ...row,
    data: JSON.parse(row.data) as Row['data'],
    meta: JSON.parse(row.meta) as Row['meta'],
  }));
}

/**
 * What a viewer may see, worked out from the leads' owners alone and not from the columns that the server filters by; of
 * views those whose name says that this person saved them.
 */
export async function visibleTo(db: Db, viewer: Viewer): Promise<Map<string, Row>> {
  const rows = await rowsOf(db, viewer.tenantId);
  const owners = new Map(rows.filter((row) => row.entity === 'lead').map((row) => [row.id, row.owner_id]));
  const seen = rows.filter((row) => {
    if (row.entity === 'view') return String(row.data['name']).startsWith(`${viewer.userId}'s `);
    const owner = owners.get(row.parent_id ?? row.id);
    if (viewer.role === 'admin') return true;
    if (owner === undefined) return false;
    return viewer.role !== 'agent' || owner === null || owner === viewer.userId;
  });
  return new Map(seen.map((row) => [`${row.entity}/${row.id}`, row]));
}

/** No row of an answer is out of the viewer's sight, and none is named that never was in anybody's but an admin's. */
export async function checkAnswer(db: Db, viewer: Viewer, changes: readonly Change[]): Promise<void> {
  const visible = await visibleTo(db, viewer);
  const moved = new Map((await rowsOf(db, viewer.tenantId)).map((row) => [`${row.entity}/${row.id}`, row.moved_rev]));
  for (const change of changes) {
    const key = `${change.entity}/${change.id}`;
    if ('evict' in change) assert.ok((moved.get(key) ?? 0) > 0, `${key} is named to ${viewer.userId}`);
    else assert.ok(visible.has(key), `${key} is out of the scope of ${viewer.userId}`);
  }
}

/** Convergence: a device in step shows exactly what its person may see. */
export async function checkView(
  db: Db,
  viewer: Viewer,
  { storage }: Device,
  leadIds: readonly string[],
): Promise<void> {
  assert.equal(await storage.unsynced(), 0, 'edits still wait');
  const visible = await visibleTo(db, viewer);
  const expected = new Map(
    [...visible].map(([key, row]) => {
      const owner = row.entity === 'lead' ? { owner: row.owner_id } : null;
      return [key, { ...DEFAULTS[row.entity], ...row.data, ...owner }];
    }),
  );
  const seen = new Map<string, object>();
  for (const lead of await storage.leads()) seen.set(`lead/${lead.id}`, lead.data);
  for (const view of await storage.all('view')) seen.set(`view/${view.id}`, view.data);
  for (const lead of leadIds) {
    for (const note of await storage.childrenOf('note', lead)) seen.set(`note/${note.id}`, note.data);
  }
  assert.deepEqual(sorted(seen), sorted(expected), `what ${viewer.userId} sees`);
}

const sorted = (map: ReadonlyMap<string, object>) => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

/** What must hold of a tenant's data at every moment. */
export async function checkTenant(db: Db, tenant: string, now: number): Promise<void> {
  const rows = await rowsOf(db, tenant);
  const leads = new Map(rows.filter((row) => row.entity === 'lead').map((row) => [row.id, row]));
  for (const row of rows) {
    const lead = row.parent_id === null ? undefined : leads.get(row.parent_id);
    if (lead) assert.equal(row.owner_id, lead.owner_id, `the owner of ${row.entity} ${row.id} is not its lead's`);
    for (const [field, { h }] of Object.entries(row.meta)) {
      assert.ok(parseHlc(h).millis <= now + MAX_AHEAD, `the clock of ${row.id}.${field} is ahead of all`);
    }
  }
  assert.equal(new Set(rows.map((row) => row.rev)).size, rows.length, 'a revision was taken twice');
}

/** Every edit counts once, and a value that nobody knowingly replaced is either there or kept as a conflict. */
export async function checkLedger(db: Db, tenant: string, made: readonly string[]): Promise<void> {
  const ledger = await db.sql.selectFrom('op').selectAll().where('tenant_id', '=', tenant).execute();
  const once = ledger.filter((entry) => entry.op_id !== null);
  assert.deepEqual(once.map((entry) => entry.sent_id).sort(), [...made].sort(), 'edits made and edits decided differ');
  const rows = new Map((await rowsOf(db, tenant)).map((row) => [`${row.entity}/${row.id}`, row]));
  const kept = await db.sql.selectFrom('conflict').selectAll().where('tenant_id', '=', tenant).execute();
  const conflicts = new Set(kept.map((c) => `${c.entity}/${c.record_id}/${c.field}/${c.op_id}`));
  const applied = once.filter((entry) => entry.status === 'applied').map((entry) => JSON.parse(entry.payload) as Op);
  for (const op of applied) {
    const key = `${op.entity}/${op.rid}`;
    const row = rows.get(key);
    for (const [field, value] of Object.entries(op.set)) {
      const same = applied.filter((other) => other.rid === op.rid && other.set[field] === value).map(({ id }) => id);
      const seen = applied.some((other) => other.rid === op.rid && same.includes(other.base[field] ?? ''));
      const kept = same.some((id) => conflicts.has(`${key}/${field}/${id}`));
      assert.ok(row?.data[field] === value || seen || kept, `the words of ${op.id} vanished`);
    }
  }
  const lostOptOut = kept.filter((c) => c.field === 'dnd' && c.lost === 'true');
  assert.deepEqual(lostOptOut, [], 'an opt-out lost');
}
