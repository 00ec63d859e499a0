import { Hono } from 'hono';
import * as v from 'valibot';
import { Op } from '../../models/protocol/sync.ts';
import type { AppDeps } from '../http/app-env.ts';
import { query } from '../http/query.ts';
import { requireMember } from '../http/require-member.ts';
import { rejectedOps, type RejectedOp } from '../storage/rejected-ops.ts';

const PAGE = 50;
const Page = v.object({
  /** The `next` of the page before. */
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
});
/** What is read of an edit, however wrong the rest of it is. */
const Edit = v.object({
  entity: v.fallback(v.nullable(Op.entries.entity), null),
  rid: v.fallback(v.nullable(v.string()), null),
  set: v.fallback(v.nullable(v.record(v.string(), v.unknown())), null),
});

/** Edits that sync refused, newest first, with what they would have written: nobody's words vanish. */
export function rejectedRoutes(deps: AppDeps) {
  return new Hono().get('/api/rejected', requireMember(deps, 'admin'), query(Page), async (c) => {
    const { tenantId } = c.get('viewer');
    const { before = null } = c.req.valid('query');
    const found = await deps.storage.inTenant(tenantId, (db) => rejectedOps(db, tenantId, before, PAGE + 1));
    const last = found.length > PAGE ? found[PAGE - 1] : undefined;
    return c.json({ items: found.slice(0, PAGE).map(shown), next: last === undefined ? null : String(last.rev) });
  });
}

function shown({ opId, leadId, userId, at, code, detail, payload }: RejectedOp) {
  const edit = v.safeParse(Edit, payload);
  const { entity, rid, set } = edit.success ? edit.output : { entity: null, rid: null, set: null };
  return { opId, at, userId, code, detail, leadId, entity, id: rid, set };
}
