import { Hono } from 'hono';
import * as v from 'valibot';
import { tell } from '../auth/team.ts';
import type { AppDeps, MemberEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { query } from '../http/query.ts';
import { requireMember } from '../http/require-member.ts';
import { eraseLeads } from '../privacy/erase.ts';
import { erasureOf, REASONS } from '../privacy/erase-person.ts';
import { exportHtml } from '../privacy/export-html.ts';
import { exportPerson } from '../privacy/export-person.ts';
import { exportTraining } from '../privacy/export-training.ts';
import { findPerson, Who } from '../privacy/find-person.ts';
import { previewRetention, RetentionPolicy, retentionPolicyOf, saveRetentionPolicy } from '../privacy/retention.ts';
import { auditPage } from '../storage/audit-log.ts';
import { hitsByErasure, liftErasure, listErasures } from '../storage/erasures.ts';

const ExportBody = v.strictObject({ who: Who, format: v.picklist(['json', 'html']) });
const EraseBody = v.strictObject({ who: Who, reason: v.picklist(REASONS.filter((reason) => reason !== 'retention')) });
const PAGE = 100;
/** Entries of the audit log before the one of this number. */
const Page = v.object({ before: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/), v.transform(Number))) });

/** What an admin does for the people whose words the team holds: export, erase, keep for so long, look who did what. */
export function privacyRoutes(deps: AppDeps) {
  const { storage } = deps;
  return new Hono<MemberEnv>()
    .use('/api/privacy/*', requireMember(deps, 'admin'))
    .post('/api/privacy/export', jsonBody(ExportBody), async (c) => {
      const viewer = c.get('viewer');
      const { tenantId } = viewer;
      const { who, format } = c.req.valid('json');
      const found = await storage.inTenant(tenantId, async (db) => {
        const leadIds = await findPerson(db, tenantId, who);
        if (leadIds.length === 0) return null;
        const everything = await exportPerson(db, { tenantId, leadIds }, deps.clock());
        const detail = { format, leads: leadIds.length };
        await tell(deps, { db, now: deps.clock() }, viewer, 'person.exported', leadIds[0] ?? null, detail);
        return everything;
      });
      if (found === null) return problem(c, 404, 'not_found');
      c.header('cache-control', 'no-store');
      c.header('content-disposition', `attachment; filename="person.${format}"`);
      return format === 'json' ? c.json(found) : c.html(exportHtml(found));
    })
    .post('/api/privacy/erase', jsonBody(EraseBody), async (c) => {
      const { tenantId, userId } = c.get('viewer');
      const { who, reason } = c.req.valid('json');
      const leadIds = await storage.inTenant(tenantId, (db) => findPerson(db, tenantId, who));
      if (leadIds.length === 0) return problem(c, 404, 'not_found');
      return c.json({ erasures: await eraseLeads(deps, tenantId, leadIds, { reason, actor: userId }) });
    })
    .get('/api/privacy/erasures', async (c) => {
      const { tenantId } = c.get('viewer');
      const [rows, hits] = await storage.inTenant(
        tenantId,
        async (db) => [await listErasures(db, tenantId), await hitsByErasure(db, tenantId)] as const,
      );
      return c.json({
        items: rows.map((row) => {
          const heard = hits.get(row.id);
          const since = { suppressed: heard !== undefined, hits: heard?.hits ?? 0, lastHitAt: heard?.last ?? null };
          return { ...erasureOf(row), ...since };
        }),
      });
    })
    .post('/api/privacy/erasures/:id/lift', async (c) => {
      const viewer = c.get('viewer');
      const id = c.req.param('id');
      const lifted = await storage.inTenant(viewer.tenantId, async (db) => {
        const count = await liftErasure(db, viewer.tenantId, id);
        if (count > 0) await tell(deps, { db, now: deps.clock() }, viewer, 'person.erasure_lifted', id);
        return count;
      });
      return lifted > 0 ? c.json({ lifted }) : problem(c, 404, 'not_found');
    })
    .get('/api/privacy/retention', async (c) => {
      const { tenantId } = c.get('viewer');
      return c.json(await storage.inTenant(tenantId, (db) => retentionPolicyOf(db, tenantId)));
    })
    .put('/api/privacy/retention', jsonBody(RetentionPolicy), async (c) => {
      const viewer = c.get('viewer');
      const policy = c.req.valid('json');
      await storage.inTenant(viewer.tenantId, async (db) => {
        await saveRetentionPolicy(db, viewer.tenantId, policy);
        await tell(deps, { db, now: deps.clock() }, viewer, 'retention.changed', viewer.tenantId, policy);
      });
      return c.json(policy);
    })
    .post('/api/privacy/retention/preview', jsonBody(RetentionPolicy), async (c) => {
      const { tenantId } = c.get('viewer');
      const policy = c.req.valid('json');
      return c.json(await storage.inTenant(tenantId, (db) => previewRetention(db, tenantId, policy, deps.clock())));
    })
    .get('/api/privacy/audit', query(Page), async (c) => {
      const { tenantId } = c.get('viewer');
      const { before = null } = c.req.valid('query');
      const rows = await storage.inTenant(tenantId, (db) => auditPage(db, tenantId, before, PAGE));
      return c.json({
        items: rows.map(({ tenant_id: _tenant, detail, ...row }) => ({
          ...row,
          detail: JSON.parse(detail) as unknown,
        })),
        before: rows.length === PAGE ? (rows.at(-1)?.seq ?? null) : null,
      });
    })
    .post('/api/privacy/training', async (c) => {
      const viewer = c.get('viewer');
      const lines = await storage.inTenant(viewer.tenantId, async (db) => {
        const found: string[] = [];
        for await (const one of exportTraining(db, viewer.tenantId)) found.push(`${JSON.stringify(one)}\n`);
        const now = deps.clock();
        await tell(deps, { db, now }, viewer, 'training.exported', null, { conversations: found.length });
        return found;
      });
      c.header('cache-control', 'no-store');
      c.header('content-disposition', 'attachment; filename="training.jsonl"');
      c.header('content-type', 'application/x-ndjson; charset=utf-8');
      return c.body(lines.join(''));
    });
}
