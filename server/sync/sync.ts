import * as v from 'valibot';
import { SyncRequest, type OpResult, type SyncResponse } from '../../models/protocol/sync.ts';
import { PROTOCOL_VERSION } from '../../models/protocol/version.ts';
import { findClient } from '../storage/ledger.ts';
import { countWaiting, pull } from './pull.ts';
import { push } from './push.ts';
import { isStorable } from './storable.ts';
import type { WriteDeps } from './tenant-write.ts';
import type { Viewer } from './viewer.ts';

/**
 * A sync request as the server takes it: the ops only need a seq and an id here, so that one malformed op is refused
 * for itself instead of holding up the ones behind it for ever.
 */
export const LooseSyncRequest = v.object({
  ...SyncRequest.entries,
  clientId: v.pipe(SyncRequest.entries.clientId, v.check(isStorable)),
  ops: v.pipe(
    v.array(
      v.looseObject({
        seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
        id: v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.check(isStorable)),
      }),
    ),
    v.maxLength(500),
  ),
});
export type LooseSyncRequest = v.InferOutput<typeof LooseSyncRequest>;

/** One round of sync: the client's edits in, then the changes since its cursor out. `version` is the server's own. */
export async function sync(
  deps: WriteDeps,
  viewer: Viewer,
  request: LooseSyncRequest,
  version = PROTOCOL_VERSION,
): Promise<SyncResponse> {
  // Whose client it is must be known before a tenant's own view is entered: there, a foreign one would not exist.
  const client = await deps.storage.asSystem((db) => findClient(db, request.clientId));
  if (client !== undefined && (client.tenantId !== viewer.tenantId || client.userId !== viewer.userId)) {
    return { ok: false, code: 'forbidden', lastSeq: 0 };
  }
  // The version before ours is served too: an old device keeps working until it is idle and can update.
  if (request.schema > version || request.schema < version - 1) {
    return { ok: false, code: 'version', lastSeq: client?.lastSeq ?? 0 };
  }
  let results: OpResult[] = [];
  if (request.ops.length > 0) {
    const pushed = await push(deps, viewer, request.clientId, request.ops);
    if (!pushed.ok) return pushed;
    results = pushed.results;
  }
  const { refused, ...pulled } = await pull(deps.storage, speaking(viewer, request.schema), request);
  const told = new Set(results.map((result) => result.seq));
  return { ok: true, ...pulled, results: [...results, ...refused.filter((result) => !told.has(result.seq))] };
}

/** Where a device stands, as a query says it. */
export const Place = v.object({
  epoch: SyncRequest.entries.clientId,
  scope: SyncRequest.entries.clientId,
  cursor: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)),
});

/** How many changes wait for a device of this version, without what they are. See `countWaiting`. */
export const waiting = (deps: Pick<WriteDeps, 'storage'>, viewer: Viewer, place: v.InferOutput<typeof Place>) =>
  countWaiting(deps.storage, speaking(viewer, PROTOCOL_VERSION), place);

/** A device that learns a newer version starts again: it was never sent the entities that the version brought. */
const speaking = (viewer: Viewer, schema: number): Viewer =>
  schema === 1 ? viewer : { ...viewer, scope: `${viewer.scope}:v${schema}` };
