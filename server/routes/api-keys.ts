import { Hono } from 'hono';
import * as v from 'valibot';
import { API_SCOPES, type ApiScope } from '../../models/protocol/api.ts';
import { createApiKey } from '../auth/api-keys.ts';
import { tell } from '../auth/team.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { apiKeysOf, revokeApiKey } from '../storage/api-keys.ts';

const NewKey = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  scopes: v.pipe(
    v.array(v.picklist(API_SCOPES)),
    v.minLength(1),
    v.maxLength(API_SCOPES.length),
    v.check((scopes) => new Set(scopes).size === scopes.length),
  ),
  /** For whom it acts; by default the admin who makes it. */
  member: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  validDays: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650))), 365),
});

/** The keys of the team's programs. A token is shown once, when it is made. */
export function apiKeyRoutes(deps: AppDeps) {
  const admin = requireMember(deps, 'admin');
  return new Hono()
    .get('/api/keys', admin, async (c) => {
      const { tenantId } = c.get('viewer');
      const keys = await deps.storage.inTenant(tenantId, (db) => apiKeysOf(db, tenantId));
      return c.json({
        keys: keys.map((key) => ({
          id: key.id,
          name: key.name,
          prefix: key.prefix,
          scopes: JSON.parse(key.scopes) as ApiScope[],
          member: key.user_id,
          createdAt: key.created_at,
          expiresAt: key.expires_at,
          lastUsedAt: key.last_used_at,
          revokedAt: key.revoked_at,
        })),
      });
    })
    .post('/api/keys', admin, jsonBody(NewKey), async (c) => {
      const viewer = c.get('viewer');
      const { name, scopes, member = viewer.userId, validDays } = c.req.valid('json');
      const made = await createApiKey(deps, viewer, { name, scopes, member, validDays });
      return made === null ? problem(c, 422, 'invalid_request', 'member') : c.json({ ...made, scopes }, 201);
    })
    .delete('/api/keys/:id', admin, async (c) => {
      const viewer = c.get('viewer');
      const id = c.req.param('id');
      const now = deps.clock();
      const found = await deps.storage.inTenant(viewer.tenantId, async (db) => {
        const revoked = await revokeApiKey(db, viewer.tenantId, id, now);
        if (revoked) await tell(deps, { db, now }, viewer, 'api_key.revoked', id);
        return revoked;
      });
      return found ? c.json({ revoked: true }) : problem(c, 404, 'not_found');
    });
}
