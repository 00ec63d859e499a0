import { enqueueJob } from '../storage/jobs.ts';
import { storeEvent } from '../storage/inbox.ts';
import type { Storage } from '../storage/storage.ts';
import { isStorable } from '../sync/storable.ts';
import { GHL_EVENT_JOB, GHL_SOURCE } from './sources.ts';

export type Received =
  | { ok: true; duplicate: boolean; kind: string }
  | { ok: false; code: 'invalid_json' | 'not_an_object' | 'missing_webhook_id' | 'missing_location_id' };

interface Deps {
  storage: Storage;
  clock: () => number;
  ids: () => string;
}

/** Stores a verified event as it came, with the job that will process it, in one transaction; a repeated one is not. */
export async function receiveWebhook(deps: Deps, raw: Uint8Array): Promise<Received> {
  let body: string;
  let payload: unknown;
  try {
    body = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    payload = JSON.parse(body);
  } catch {
    return { ok: false, code: 'invalid_json' };
  }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return { ok: false, code: 'not_an_object' };
  }
  const event = payload as Record<string, unknown>;
  const eventId = identifier(event['webhookId'], 100);
  if (eventId === null) return { ok: false, code: 'missing_webhook_id' };
  const kind = identifier(event['type'], 100) ?? 'unknown';
  const locationId = locationOf(event, kind);
  // Events of an agency (a company-wide install, a new location) name a company and no location.
  if (locationId === null && identifier(event['companyId'], 200) === null) {
    return { ok: false, code: 'missing_location_id' };
  }
  const id = deps.ids();
  const now = deps.clock();
  const stored = await deps.storage.transaction(async (db) => {
    const fresh = await storeEvent(db, { id, source: GHL_SOURCE, eventId, locationId, kind, body, receivedAt: now });
    if (fresh) await enqueueJob(db, { id: deps.ids(), kind: GHL_EVENT_JOB, payload: { inboxId: id }, runAt: now, now });
    return fresh;
  });
  return { ok: true, duplicate: !stored, kind };
}

/** Location events carry the location as `id`. */
function locationOf(event: Record<string, unknown>, kind: string): string | null {
  return identifier(event['locationId'], 100) ?? (/^Location/.test(kind) ? identifier(event['id'], 100) : null);
}

function identifier(value: unknown, max: number): string | null {
  return typeof value === 'string' && value.length > 0 && value.length <= max && isStorable(value) ? value : null;
}
