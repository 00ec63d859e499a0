import { ENTITY_SINCE } from '../../models/protocol/entities.ts';
import type { Change, OpResult } from '../../models/protocol/sync.ts';
import { lastSeqAt, rejectedBetween } from '../storage/ledger.ts';
import { changedRecords, countChanged, movedBetween, type PulledRecord } from '../storage/records.ts';
import type { Storage } from '../storage/storage.ts';
import { findTenant } from '../storage/tenants.ts';
import { sightOf, type Viewer } from './viewer.ts';

export interface PullRequest {
  clientId: string;
  epoch: string | null;
  scope: string | null;
  cursor: number;
  limit: number;
  /** Protocol version of the client. */
  schema: number;
}

export interface Pulled {
  epoch: string;
  scope: string;
  lastSeq: number;
  refused: OpResult[];
  changes: Change[];
  cursor: number;
  more: boolean;
  reset: boolean;
}

/** A page ends after this much stored text, however many rows were asked for. */
const PAGE_SIZE = 4_000_000;

/**
 * What changed for this viewer after the cursor, from one snapshot. `lastSeq` is the client's last op that the page's
 * cursor contains, so the client drops an edit from its outbox only with the rows that show it.
 */
export function pull(storage: Storage, viewer: Viewer, request: PullRequest): Promise<Pulled> {
  return storage.snapshot({ tenant: viewer.tenantId }, async (db) => {
    const tenant = await findTenant(db, viewer.tenantId);
    if (tenant === undefined) throw new Error('A member of a tenant that does not exist.');
    const reset =
      request.cursor > 0 &&
      (request.epoch !== tenant.epoch ||
        request.scope !== viewer.scope ||
        request.cursor < tenant.min_rev ||
        request.cursor > tenant.rev);
    const from = reset ? 0 : request.cursor;
    const rows = await changedRecords(db, viewer.tenantId, sightOf(viewer), from, request.limit + 1);
    const page = pageOf(rows, request.limit);
    const more = page.length < rows.length;
    const cursor = more ? (page.at(-1)?.rev ?? from) : tenant.rev;
    const left = more ? await movedBetween(db, viewer.tenantId, sightOf(viewer), from, cursor) : [];
    const known = ({ entity }: { entity: Change['entity'] }) => ENTITY_SINCE[entity] <= request.schema;
    const refused = await rejectedBetween(db, request.clientId, from, cursor);
    return {
      epoch: tenant.epoch,
      scope: viewer.scope,
      lastSeq: await lastSeqAt(db, request.clientId, cursor),
      refused: refused.map((op) => ({
        seq: op.seq,
        id: op.sent_id,
        status: 'rejected' as const,
        ...(op.code === null ? {} : { code: op.code }),
        ...(op.detail === null ? {} : { detail: op.detail }),
      })),
      changes: [
        ...page.filter(known).map(changeOf),
        ...left.filter(known).map(({ entity, id, rev }) => ({ entity, id, rev, evict: true as const })),
      ],
      cursor,
      more,
      reset,
    };
  });
}

/** What a count of waiting changes stops at. */
const MOST_COUNTED = 100;

/**
 * How many changes wait for a device that only says where it stands, such as a locked one; 100 is that many and more, null
 * that it would have to start again.
 */
export function countWaiting(
  storage: Storage,
  viewer: Viewer,
  at: Pick<PullRequest, 'epoch' | 'scope' | 'cursor'>,
): Promise<number | null> {
  return storage.snapshot({ tenant: viewer.tenantId }, async (db) => {
    const tenant = await findTenant(db, viewer.tenantId);
    if (tenant?.epoch !== at.epoch || viewer.scope !== at.scope || at.cursor > tenant.rev) return null;
    return countChanged(db, viewer.tenantId, sightOf(viewer), at.cursor, MOST_COUNTED);
  });
}

function pageOf(rows: readonly PulledRecord[], limit: number): readonly PulledRecord[] {
  let size = 0;
  let count = 0;
  for (const row of rows.slice(0, limit)) {
    size += row.size;
    // The first row always goes, or a large one would never travel.
    if (count > 0 && size > PAGE_SIZE) break;
    count += 1;
  }
  return rows.slice(0, count);
}

function changeOf(row: PulledRecord): Change {
  const { entity, id, rev } = row;
  if (!row.visible) return { entity, id, rev, evict: true };
  return { entity, id, rev, owner: row.ownerId, parent: row.parentId, data: row.data, meta: row.meta };
}
