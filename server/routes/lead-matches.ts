import { Hono } from 'hono';
import { mergeLeads, undoMerge } from '../ghl/merge-leads.ts';
import type { AppDeps, MemberEnv } from '../http/app-env.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import type { LeadMatchTable } from '../storage/ghl-schema.ts';
import { decideMatch, findMatch, listMatches } from '../storage/people.ts';
import { writeTenant, type TenantWrite } from '../sync/tenant-write.ts';

/** Leads that may be one person: proposed by phone or e-mail, merged only by an admin or a team lead, undoable. */
export function leadMatchRoutes(deps: AppDeps) {
  type Step = (write: TenantWrite, match: LeadMatchTable, by: string) => Promise<boolean>;
  const decide = (from: LeadMatchTable['status'], tenantId: string, id: string, by: string, step: Step) =>
    writeTenant(deps, tenantId, async (write) => {
      const match = await findMatch(write.db, tenantId, id);
      if (match === undefined) return 'not_found' as const;
      if (match.status !== from) return 'conflict' as const;
      return (await step(write, match, by)) ? ('done' as const) : ('conflict' as const);
    });
  const dismiss: Step = async (write, match, by) => {
    const decided = { status: 'dismissed' as const, moved: null, by, at: write.now };
    await decideMatch(write.db, { tenantId: write.tenantId, id: match.id }, decided);
    return true;
  };
  const STEPS = {
    merge: ['proposed', mergeLeads],
    dismiss: ['proposed', dismiss],
    undo: ['merged', undoMerge],
  } as const;

  return new Hono<MemberEnv>()
    .use('/api/lead-matches/*', requireMember(deps, 'admin', 'lead'))
    .get('/api/lead-matches/list', async (c) => {
      const status = c.req.query('status') === 'merged' ? 'merged' : 'proposed';
      const { tenantId } = c.get('viewer');
      const matches = await deps.storage.inTenant(tenantId, (db) => listMatches(db, tenantId, status));
      return c.json({
        items: matches.map(({ id, kept_id, other_id, reason, status: state, created_at }) => {
          return { id, kept: kept_id, other: other_id, reason, status: state, createdAt: created_at };
        }),
      });
    })
    .post('/api/lead-matches/:id/:step{merge|dismiss|undo}', async (c) => {
      const { tenantId, userId } = c.get('viewer');
      const [from, step] = STEPS[c.req.param('step') as keyof typeof STEPS];
      const result = await decide(from, tenantId, c.req.param('id'), userId, step);
      if (result === 'not_found') return problem(c, 404, 'not_found');
      return result === 'conflict' ? problem(c, 409, 'conflict') : c.json({ done: true });
    });
}
