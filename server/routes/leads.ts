import { Hono } from 'hono';
import * as v from 'valibot';
import { tell } from '../auth/team.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { isMember } from '../storage/members.ts';
import { writeTenant } from '../sync/tenant-write.ts';
import { assignLead } from '../sync/write-record.ts';

const Owner = v.object({ owner: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200))) });

/** Hands a lead to a member, for programs; an app sends the same as an edit of the lead. What is under it follows. */
export function leadRoutes(deps: AppDeps) {
  return new Hono().put('/api/leads/:id/owner', requireMember(deps, 'admin', 'lead'), jsonBody(Owner), async (c) => {
    const viewer = c.get('viewer');
    const { tenantId } = viewer;
    const { owner } = c.req.valid('json');
    if (owner !== null && !(await deps.storage.inTenant(tenantId, (db) => isMember(db, tenantId, owner)))) {
      return problem(c, 422, 'invalid_request', 'owner');
    }
    const id = c.req.param('id');
    const found = await writeTenant(deps, tenantId, async (write) => {
      const assigned = await assignLead(write, id, owner);
      if (assigned) await tell(deps, write, viewer, 'lead.assigned', id, { owner });
      return assigned;
    });
    return found ? c.json({ owner }) : problem(c, 404, 'not_found');
  });
}
