import { Hono } from 'hono';
import type { AppDeps } from '../http/app-env.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { findLeadAnalysis } from '../storage/lead-analyses.ts';
import { findRecord, inSight } from '../storage/records.ts';
import { sightOf } from '../sync/viewer.ts';

/** What the server's own analysis says of a lead: a device takes it where it names the model that the device has. */
export function leadAnalysisRoutes({ storage, ...deps }: AppDeps) {
  return new Hono().get('/api/leads/:id/analysis', requireMember({ storage, ...deps }), async (c) => {
    const viewer = c.get('viewer');
    const analysis = await storage.inTenant(viewer.tenantId, async (db) => {
      const lead = await findRecord(db, viewer.tenantId, 'lead', c.req.param('id'));
      if (lead === undefined || !inSight(sightOf(viewer), lead)) return undefined;
      return findLeadAnalysis(db, viewer.tenantId, lead.id);
    });
    return analysis === undefined ? problem(c, 404, 'not_found') : c.json(analysis);
  });
}
