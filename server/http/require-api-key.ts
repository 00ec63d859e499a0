import { createMiddleware } from 'hono/factory';
import type { ApiScope } from '../../models/protocol/api.ts';
import { hashToken } from '../auth/hash-token.ts';
import { touchApiKey, usableApiKey, type ApiKey } from '../storage/api-keys.ts';
import { canWrite, viewerOf, type Viewer } from '../sync/viewer.ts';
import type { AppDeps } from './app-env.ts';
import { problem } from './problem.ts';
import { tooMany } from './rate-limit.ts';

export const API_KEY_START = 'll_';
const BEARER = `Bearer ${API_KEY_START}`;
/** The time of the last use is kept this exactly. */
const TOUCH_MILLIS = 60_000;

/** What `requireApiKey` leaves for the handlers behind it. */
export interface ApiKeyEnv {
  Variables: { viewer: Viewer; apiKey: ApiKey; token: string };
}

/**
 * Lets programs in by `Authorization: Bearer ll_…`, as often as the key and its team may ask. Tenant and role come from
 * the key's member as they are now; the scope can only take away from that.
 */
export function requireApiKey(deps: Pick<AppDeps, 'storage' | 'limits' | 'clock' | 'addressOf'>, scope: ApiScope) {
  return createMiddleware<ApiKeyEnv>(async (c, next) => {
    const header = c.req.header('authorization') ?? '';
    const token = header.startsWith(BEARER) ? header.slice('Bearer '.length) : null;
    const now = deps.clock();
    const found =
      token === null ? undefined : await deps.storage.asSystem((db) => usableApiKey(db, hashToken(token), now));
    if (token === null || found === undefined) {
      const wait = await deps.limits.tries.take(deps.addressOf(c) ?? 'unknown');
      return wait === null ? problem(c, 401, 'bad_api_key') : tooMany(c, wait);
    }
    const { key, member } = found;
    const wait = (await deps.limits.apiKey.take(key.id)) ?? (await deps.limits.tenant.take(key.tenant_id));
    if (wait !== null) return tooMany(c, wait);
    if (key.last_used_at === null || key.last_used_at <= now - TOUCH_MILLIS)
      await deps.storage.inTenant(key.tenant_id, (db) => touchApiKey(db, key.tenant_id, key.id, now));
    if (!(JSON.parse(key.scopes) as string[]).includes(scope)) return problem(c, 403, 'missing_scope', scope);
    const viewer = viewerOf(member);
    const may = scope === 'webhooks:manage' ? viewer.role === 'admin' : !scope.endsWith(':write') || canWrite(viewer);
    if (!may) return problem(c, 403, 'forbidden');
    c.set('viewer', viewer);
    c.set('apiKey', key);
    c.set('token', token);
    return next();
  });
}
