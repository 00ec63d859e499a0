import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import * as v from 'valibot';
import { tell } from '../auth/team.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { deleteRemoteModel, findRemoteModel, insertRemoteModel, remoteModelsOf } from '../storage/remote-models.ts';

const MAX_MODEL_BYTES = 256 * 1024 * 1024;
const Path = v.pipe(v.string(), v.maxLength(200), v.regex(/^(?!.*\.\.)[\w-][\w.-]*(\/[\w-][\w.-]*)*$/));
const Registration = v.object({
  name: v.pipe(v.string(), v.maxLength(64), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  head: v.picklist(['text', 'tabular']),
  /** The folder; the paths of the files are put behind it. */
  url: v.pipe(v.string(), v.maxLength(2000), v.url(), v.regex(/^https:\/\/[^?#]+$/)),
  /** SHA-256 (hex) of each file that is needed, by path. */
  files: v.pipe(
    v.record(Path, v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
    v.check((files) => Object.keys(files).length >= 1 && Object.keys(files).length <= 16),
  ),
});

/**
 * Custom models by URL (see `docs/custom-models.md`): the server fetches each file once, checks its hash, and serves it
 * to the tenant's devices, which never fetch from elsewhere.
 */
export function modelRoutes(deps: AppDeps) {
  const { storage, modelFiles } = deps;
  const admin = requireMember(deps, 'admin');
  return new Hono()
    .get('/api/models', requireMember(deps), async (c) => {
      const { tenantId } = c.get('viewer');
      const models = await storage.inTenant(tenantId, (db) => remoteModelsOf(db, tenantId));
      return c.json({ models: models.map(({ name, head, files }) => ({ name, head, files })) });
    })
    .post('/api/models', admin, jsonBody(Registration), async (c) => {
      const viewer = c.get('viewer');
      const { name, head, url, files } = c.req.valid('json');
      const known = await storage.inTenant(viewer.tenantId, (db) => findRemoteModel(db, viewer.tenantId, name));
      if (known !== undefined) return problem(c, 409, 'model_exists');
      let left = MAX_MODEL_BYTES;
      for (const [path, sha256] of Object.entries(files)) {
        const fetched = await deps.safeFetch(`${url.replace(/\/$/, '')}/${path}`, left);
        if (!fetched.ok) return problem(c, 502, 'model_refused', `${path}: ${fetched.code}`);
        left -= fetched.bytes.length;
        const actual = createHash('sha256').update(fetched.bytes).digest('hex');
        if (actual !== sha256) return problem(c, 422, 'model_refused', `${path}: hash_mismatch`);
        await modelFiles.put(sha256, fetched.bytes);
      }
      const now = deps.clock();
      const added = await storage.inTenant(viewer.tenantId, async (db) => {
        const inserted = await insertRemoteModel(db, viewer.tenantId, { name, head, url, files, createdAt: now });
        if (inserted) await tell(deps, { db, now }, viewer, 'model.registered', name, { head });
        return inserted;
      });
      return added ? c.json({ name, head, files }, 201) : problem(c, 409, 'model_exists');
    })
    .get('/api/models/:name/:path{.+}', requireMember(deps), async (c) => {
      const { tenantId } = c.get('viewer');
      const model = await storage.inTenant(tenantId, (db) => findRemoteModel(db, tenantId, c.req.param('name')));
      const path = c.req.param('path');
      const sha256 = model !== undefined && Object.hasOwn(model.files, path) ? model.files[path] : undefined;
      const bytes = sha256 === undefined ? null : await modelFiles.get(sha256);
      if (bytes === null) return problem(c, 404, 'not_found');
      return c.body(bytes, 200, { 'content-type': 'application/octet-stream', 'cache-control': 'private, no-cache' });
    })
    .delete('/api/models/:name', admin, async (c) => {
      const viewer = c.get('viewer');
      const name = c.req.param('name');
      const found = await storage.inTenant(viewer.tenantId, async (db) => {
        const deleted = await deleteRemoteModel(db, viewer.tenantId, name);
        if (deleted) await tell(deps, { db, now: deps.clock() }, viewer, 'model.removed', name);
        return deleted;
      });
      return found ? c.json({ removed: true }) : problem(c, 404, 'not_found');
    });
}
