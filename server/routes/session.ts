import { Hono } from 'hono';
import * as v from 'valibot';
import { tell } from '../auth/team.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { membershipsOf, putMember } from '../storage/members.ts';
import { setSessionTenant } from '../storage/sessions.ts';
import { insertTenant } from '../storage/tenants.ts';

const Choice = v.object({ tenant: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) });
const NewTeam = v.object({ name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)) });

/** The teams of the user, and which of them the session works in. */
export function sessionRoutes(deps: AppDeps) {
  const { storage } = deps;
  return new Hono()
    .get('/api/teams', requireMember(deps), async (c) => {
      const all = await storage.asSystem((db) => membershipsOf(db, c.get('user').id));
      const teams = all.filter(({ active }) => active);
      return c.json({
        current: c.get('viewer').tenantId,
        teams: teams.map(({ tenantId, tenantName, role }) => ({ tenant: tenantId, name: tenantName, role })),
      });
    })
    .post('/api/teams', requireMember(deps, 'admin'), jsonBody(NewTeam), async (c) => {
      const { userId } = c.get('viewer');
      const { name } = c.req.valid('json');
      const now = deps.clock();
      const id = deps.ids();
      await storage.inTenant(id, async (db) => {
        await insertTenant(db, { id, name, rev: 0, min_rev: 0, epoch: deps.ids(), created_at: now });
        await putMember(db, id, userId, 'admin');
        await tell(deps, { db, now }, { tenantId: id, userId }, 'tenant.created', id);
      });
      return c.json({ tenant: id, name, role: 'admin' as const }, 201);
    })
    .put('/api/session/team', requireMember(deps), jsonBody(Choice), async (c) => {
      const { tenant } = c.req.valid('json');
      const session = c.get('session');
      // Inside the CRM the open location decides.
      if (c.req.header('authorization') !== undefined) return problem(c, 403, 'forbidden');
      const all = await storage.asSystem((db) => membershipsOf(db, session.user.id));
      const chosen = all.find(({ tenantId, active }) => tenantId === tenant && active);
      if (chosen === undefined) return problem(c, 404, 'not_found');
      await setSessionTenant(storage.db, session.id, tenant);
      return c.json({ tenant, role: chosen.role });
    })
    .delete('/api/session', async (c) =>
      (await deps.auth.endBearerSession(c.req.raw.headers))
        ? c.json({ ended: true })
        : problem(c, 401, 'unauthenticated'),
    );
}
