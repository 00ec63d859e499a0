import { createHash } from 'node:crypto';
import { storeEvent } from '../storage/inbox.ts';
import { findEventAt } from '../storage/inbox-times.ts';
import { enqueueJob } from '../storage/jobs.ts';
import { ownerOfWorkflowSecret } from '../storage/ghl-settings.ts';
import type { Storage } from '../storage/storage.ts';
import { bindLocation } from '../storage/tenants.ts';
import { textOf, type GhlEvent } from './read-event.ts';
import { GHL_EVENT_JOB, GHL_SOURCE } from './sources.ts';
import { WORKFLOW_KIND } from './workflow-event.ts';

/** The header that a workflow's webhook carries its location's secret in. */
export const WORKFLOW_SECRET_HEADER = 'x-leadlight-secret';
/** The same content within this time is the same event: a workflow's posts carry neither id nor time. */
const SAME_CONTENT_MILLIS = 3_600_000;

export type WorkflowReceived =
  | { ok: true; duplicate: boolean }
  | { ok: false; code: 'bad_secret' | 'wrong_location' | 'invalid_json' | 'not_an_object' };

/** Secrets are random and long: their hash is enough to find one, and says nothing of it. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Stores what a workflow posted, with the job that will process it; the secret says whose it is. */
export async function receiveWorkflow(
  deps: { storage: Storage; clock: () => number; ids: () => string },
  secret: string | undefined,
  raw: Uint8Array,
): Promise<WorkflowReceived> {
  const owner = secret ? await deps.storage.asSystem((db) => ownerOfWorkflowSecret(db, secretHash(secret))) : undefined;
  if (owner === undefined) return { ok: false, code: 'bad_secret' };
  const read = readObject(raw);
  if (!read.ok) return read;
  const location = read.payload['location'];
  const named = typeof location === 'object' && location !== null ? textOf((location as GhlEvent)['id'], 100) : null;
  if (named !== null && named !== owner.locationId) return { ok: false, code: 'wrong_location' };
  const now = deps.clock();
  const content = createHash('sha256').update(`${owner.locationId}\n`).update(raw).digest('base64url');
  const slot = Math.floor(now / SAME_CONTENT_MILLIS);
  const id = deps.ids();
  const fresh = await deps.storage.inTenant(owner.tenantId, async (db) => {
    const before = await findEventAt(db, GHL_SOURCE, `content:${content}:${slot - 1}`);
    if (before !== undefined && before > now - SAME_CONTENT_MILLIS) return false;
    await bindLocation(db, GHL_SOURCE, owner.locationId, owner.tenantId);
    const stored = await storeEvent(db, {
      id,
      source: GHL_SOURCE,
      eventId: `content:${content}:${slot}`,
      locationId: owner.locationId,
      kind: WORKFLOW_KIND,
      body: read.body,
      receivedAt: now,
    });
    if (stored)
      await enqueueJob(db, { id: deps.ids(), kind: GHL_EVENT_JOB, payload: { inboxId: id }, runAt: now, now });
    return stored;
  });
  return { ok: true, duplicate: !fresh };
}

function readObject(raw: Uint8Array) {
  try {
    const body = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    const payload: unknown = JSON.parse(body);
    if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) {
      return { ok: true, body, payload: payload as GhlEvent } as const;
    }
    return { ok: false, code: 'not_an_object' } as const;
  } catch {
    return { ok: false, code: 'invalid_json' } as const;
  }
}
