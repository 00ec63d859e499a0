import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import type { AppDeps } from '../http/app-env.ts';
import { findViewer } from '../http/find-viewer.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { query } from '../http/query.ts';
import { requireMember } from '../http/require-member.ts';
import { findTenant } from '../storage/tenants.ts';
import { LooseSyncRequest, Place, sync, waiting } from '../sync/sync.ts';
import { pokeStream } from '../sync/poke-stream.ts';

const MAX_SYNC_BYTES = 5 * 1024 * 1024;

/**
 * `POST /sync`: edits in, changes out. `GET /api/waiting`: how many changes wait, for a locked device. `GET /events`: a stream that
 * only says how far the tenant's data is.
 */
export function syncRoutes(deps: AppDeps) {
  return new Hono()
    .post(
      '/sync',
      bodyLimit({ maxSize: MAX_SYNC_BYTES, onError: (c) => problem(c, 413, 'too_large') }),
      requireMember(deps),
      jsonBody(LooseSyncRequest),
      async (c) => c.json(await sync(deps, c.get('viewer'), c.req.valid('json'))),
    )
    .get('/api/waiting', requireMember(deps), query(Place), async (c) =>
      c.json({ changes: await waiting(deps, c.get('viewer'), c.req.valid('query')) }),
    )
    .get('/events', requireMember(deps), async (c) => {
      const { tenantId } = c.get('viewer');
      const rev = (await deps.storage.inTenant(tenantId, (db) => findTenant(db, tenantId)))?.rev ?? 0;
      // A proxy that buffers would hold the pokes back.
      c.header('x-accel-buffering', 'no');
      const { headers } = c.req.raw;
      const stillIn = async () => {
        const found = await findViewer(deps, headers);
        return found.ok && found.viewer.tenantId === tenantId;
      };
      const { keepAliveMillis } = deps.config;
      const options = { pokes: deps.pokes, tenantId, rev, keepAliveMillis, stillIn };
      return streamSSE(c, (stream) => pokeStream(stream, options));
    });
}
