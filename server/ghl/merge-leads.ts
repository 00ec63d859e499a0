import * as v from 'valibot';
import { ENTITIES, type Entity } from '../../models/protocol/entities.ts';
import { makeHlc } from '../../models/protocol/hlc.ts';
import { crmIdsOf, pointCrmCopies } from '../storage/crm-alias.ts';
import type { LeadMatchTable } from '../storage/ghl-schema.ts';
import { decideMatch } from '../storage/people.ts';
import { childrenOf, findRecord, type StoredRecord } from '../storage/records.ts';
import { reparentRecord } from '../storage/reparent.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { writeRecord } from '../sync/write-record.ts';

const Moved = v.object({
  children: v.array(v.object({ entity: v.picklist(ENTITIES), id: v.string() })),
  crmIds: v.array(v.string()),
  /** Fields of the kept lead that were empty and took the other's value. */
  filled: v.array(v.string()),
  /** The kept lead's opt-out was set by the merge. */
  optedOut: v.boolean(),
});
type Moved = v.InferOutput<typeof Moved>;

/** Fields that the kept lead takes over where it has none. */
const FILLED = ['name', 'phone', 'email', 'source', 'timeZone', 'state'] as const;

/**
 * Makes two leads one: what belongs to the other goes to the kept one, empty fields are filled, an opt-out of either
 * holds, and the other is deleted. False when one of them is gone.
 */
export async function mergeLeads(write: TenantWrite, match: LeadMatchTable, by: string): Promise<boolean> {
  const kept = await lead(write, match.kept_id);
  const other = await lead(write, match.other_id);
  if (kept === undefined || other === undefined) return false;
  if (kept.data['deleted'] === true || other.data['deleted'] === true) return false;
  const opId = `merge:${match.id}:${write.now}`;
  const children = await childrenOf(write.db, write.tenantId, other.id, false);
  const crmIds = await crmIdsOf(write.db, write.tenantId, 'lead', other.id);
  const filled = FILLED.filter((field) => isEmpty(kept.data[field]) && !isEmpty(other.data[field]));
  const optedOut = other.data['dnd'] === true && kept.data['dnd'] !== true;
  await moveChildren(write, children, kept);
  await pointCrmCopies(write.db, write.tenantId, 'lead', crmIds, kept.id);
  const set: Record<string, unknown> = Object.fromEntries(filled.map((field) => [field, other.data[field]]));
  if (optedOut) set['dnd'] = true;
  if (Object.keys(set).length > 0) await setFields(write, kept, set, opId);
  await setFields(write, other, { deleted: true }, opId);
  const moved: Moved = { children, crmIds, filled: [...filled], optedOut };
  await decide(write, match, 'merged', moved, by);
  return true;
}

/** Takes a merge back: everything that it moved returns; what came since stays with the kept lead. */
export async function undoMerge(write: TenantWrite, match: LeadMatchTable, by: string): Promise<boolean> {
  const kept = await lead(write, match.kept_id);
  const other = await lead(write, match.other_id);
  if (kept === undefined || other === undefined || match.moved === null) return false;
  const moved = v.parse(Moved, JSON.parse(match.moved));
  const opId = `unmerge:${match.id}:${write.now}`;
  await setFields(write, other, { deleted: false }, opId);
  await moveChildren(write, moved.children, other);
  write.touchLead(kept.id);
  await pointCrmCopies(write.db, write.tenantId, 'lead', moved.crmIds, other.id);
  const set: Record<string, unknown> = {};
  // A value that was edited since is nobody's to take away.
  for (const field of moved.filled)
    if (kept.data[field] === other.data[field]) set[field] = field === 'name' ? '' : null;
  if (moved.optedOut) set['dnd'] = false;
  if (Object.keys(set).length > 0) await setFields(write, kept, set, opId);
  await decide(write, match, 'proposed', null, by);
  return true;
}

function decide(
  write: TenantWrite,
  match: LeadMatchTable,
  status: LeadMatchTable['status'],
  moved: Moved | null,
  by: string,
) {
  const decided = { status, moved: moved === null ? null : JSON.stringify(moved), by, at: write.now };
  return decideMatch(write.db, { tenantId: write.tenantId, id: match.id }, decided);
}

async function moveChildren(write: TenantWrite, children: readonly { entity: Entity; id: string }[], to: StoredRecord) {
  if (children.length > 0) write.touchLead(to.id);
  for (const child of children) await reparentRecord(write.db, write.tenantId, child, to, write.nextRev());
}

async function setFields(write: TenantWrite, record: StoredRecord, set: Record<string, unknown>, opId: string) {
  const base = Object.fromEntries(Object.keys(set).map((field) => [field, record.meta[field]?.o ?? null]));
  const hlc = makeHlc(write.now, 0, 'server');
  const edit = {
    entity: record.entity,
    id: record.id,
    parent: null,
    kind: 'put' as const,
    set,
    base,
    opId,
    hlc,
    owner: null,
  };
  await writeRecord(write, edit, record);
}

function lead(write: TenantWrite, id: string): Promise<StoredRecord | undefined> {
  return findRecord(write.db, write.tenantId, 'lead', id);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
