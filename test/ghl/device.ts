import type { Entity } from '../../models/protocol/entities.ts';
import { makeHlc } from '../../models/protocol/hlc.ts';
import { findRecord } from '../../server/storage/records.ts';
import { TENANT } from '../../server/testing/test-server.ts';
import type { Harness } from './harness.ts';

/** A signed-in device that edits through `POST /sync`, always having seen the newest state. */
export async function createDevice(h: Harness) {
  const { cookie } = await h.server.signedIn('admin');
  const clientId = h.server.ids();
  let seq = 0;
  return {
    async edit(entity: Entity, rid: string, set: Record<string, unknown>, parent: string | null = null): Promise<void> {
      const record = await findRecord(h.server.db, TENANT, entity, rid);
      const base = Object.fromEntries(Object.keys(set).map((field) => [field, record?.meta[field]?.o ?? null]));
      seq += 1;
      const hlc = makeHlc(h.time.now, 0, 'device');
      const op = { seq, id: `op-${clientId}-${seq}`, entity, rid, kind: 'put', set, base, hlc, parent };
      const body = { clientId, epoch: null, cursor: 0, scope: null, schema: 1, limit: 500, ops: [op] };
      const response = await h.server.app.request('/sync', {
        method: 'POST',
        headers: { cookie, origin: 'http://localhost', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as { ok?: boolean; results?: { status: string }[] };
      if (answer.results?.[0]?.status !== 'applied') throw new Error(JSON.stringify(answer).slice(0, 500));
    },
  };
}
