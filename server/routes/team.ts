import { Hono } from 'hono';
import type { Context } from 'hono';
import * as v from 'valibot';
import { createInvite } from '../auth/invites.ts';
import { changeRole, changeSettings, deactivate, reactivate, tell, type TeamRefusal } from '../auth/team.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { publicOrigin } from '../http/public-origin.ts';
import { requireMember } from '../http/require-member.ts';
import { deleteInvite, openInvites } from '../storage/invites.ts';
import { listMembers } from '../storage/members.ts';
import { ROLES } from '../storage/schema.ts';
import { findTenant, locationsOf } from '../storage/tenants.ts';

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const RoleBody = v.object({ role: v.picklist(ROLES) });
const Deactivation = v.object({
  /** Who gets the member's leads; null leaves them unassigned. */
  leadsTo: v.nullable(Id),
});
const Settings = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  agentsSeeUnassigned: v.boolean(),
});
const NewInvite = v.object({
  role: v.picklist(ROLES),
  validHours: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30 * 24)), 7 * 24),
});

/** The people of the session's tenant. Team leads read the list, to hand leads out; the rest is for admins. */
export function teamRoutes(deps: AppDeps) {
  const admin = requireMember(deps, 'admin');
  const { storage } = deps;
  return new Hono()
    .get('/api/team/members', requireMember(deps, 'admin', 'lead'), async (c) => {
      const { tenantId } = c.get('viewer');
      return c.json({ members: await storage.inTenant(tenantId, (db) => listMembers(db, tenantId)) });
    })
    .put('/api/team/members/:id/role', admin, jsonBody(RoleBody), async (c) => {
      const { role } = c.req.valid('json');
      const refusal = await changeRole(deps, c.get('viewer'), c.req.param('id'), role);
      return refusal === null ? c.json({ role }) : refused(c, refusal);
    })
    .post('/api/team/members/:id/deactivate', admin, jsonBody(Deactivation), async (c) => {
      const refusal = await deactivate(deps, c.get('viewer'), c.req.param('id'), c.req.valid('json').leadsTo);
      return refusal === null ? c.json({ active: false }) : refused(c, refusal);
    })
    .post('/api/team/members/:id/reactivate', admin, async (c) => {
      const refusal = await reactivate(deps, c.get('viewer'), c.req.param('id'));
      return refusal === null ? c.json({ active: true }) : refused(c, refusal);
    })
    .get('/api/team/settings', admin, async (c) => {
      const { tenantId } = c.get('viewer');
      const [tenant, locations] = await storage.inTenant(
        tenantId,
        async (db) => [await findTenant(db, tenantId), await locationsOf(db, tenantId)] as const,
      );
      if (tenant === undefined) return problem(c, 404, 'not_found');
      const agentsSeeUnassigned = tenant.agents_see_unassigned === 1;
      return c.json({
        name: tenant.name,
        agentsSeeUnassigned,
        locations: locations.map(({ source, location_id }) => ({ source, locationId: location_id })),
      });
    })
    .put('/api/team/settings', admin, jsonBody(Settings), async (c) => {
      const settings = c.req.valid('json');
      await changeSettings(deps, c.get('viewer'), settings);
      return c.json(settings);
    })
    .get('/api/team/invites', admin, async (c) => {
      const { tenantId } = c.get('viewer');
      const invites = await storage.inTenant(tenantId, (db) => openInvites(db, tenantId, deps.clock()));
      return c.json({
        invites: invites.map(({ id, role, created_at, expires_at }) => ({
          id,
          role,
          createdAt: created_at,
          expiresAt: expires_at,
        })),
      });
    })
    .post('/api/team/invites', admin, jsonBody(NewInvite), async (c) => {
      const invite = await createInvite(deps, c.get('viewer'), c.req.valid('json'));
      // In the part after `#`, which no proxy or server ever sees.
      const link = `${publicOrigin(c, deps.config)}/#/invite/${invite.token}`;
      return c.json({ id: invite.id, role: invite.role, expiresAt: invite.expiresAt, link }, 201);
    })
    .delete('/api/team/invites/:id', admin, async (c) => {
      const viewer = c.get('viewer');
      const id = c.req.param('id');
      const found = await storage.inTenant(viewer.tenantId, async (db) => {
        const deleted = await deleteInvite(db, viewer.tenantId, id);
        if (deleted) await tell(deps, { db, now: deps.clock() }, viewer, 'invite.withdrawn', id);
        return deleted;
      });
      return found ? c.json({ withdrawn: true }) : problem(c, 404, 'not_found');
    });
}

function refused(c: Context, refusal: TeamRefusal): Response {
  if (refusal === 'not_found') return problem(c, 404, 'not_found');
  return refusal === 'last_admin' ? problem(c, 409, 'last_admin') : problem(c, 422, 'invalid_request', 'leadsTo');
}
