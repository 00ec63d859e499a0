import { Hono } from 'hono';
import * as v from 'valibot';
import { CHANNELS } from '../../models/text/types.ts';
import { tell } from '../auth/team.ts';
import type { AppDeps, MemberEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { consentOf, consentState, recordConsent } from '../storage/consent-ledger.ts';
import type { Db } from '../storage/db.ts';
import { findRecord, inSight } from '../storage/records.ts';
import { sightOf, type Viewer } from '../sync/viewer.ts';

const Entry = v.strictObject({
  /** Made by the client: sending the same request again records nothing again. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{8,100}$/)),
  channel: v.picklist([...CHANNELS, 'all']),
  /** `reconsent`: the lead consented anew, and the member has it in writing. */
  kind: v.picklist(['reconsent', 'revoked', 'left']),
  at: v.pipe(v.string(), v.isoTimestamp()),
});

/** The consent ledger of a lead: what was said on which channel, by whom, and what holds now. */
export function consentRoutes(deps: AppDeps) {
  const seen = async (db: Db, viewer: Viewer, leadId: string) => {
    const lead = await findRecord(db, viewer.tenantId, 'lead', leadId);
    return lead !== undefined && !lead.erased && inSight(sightOf(viewer), lead);
  };
  return new Hono<MemberEnv>()
    .get('/api/leads/:id/consent', requireMember(deps), async (c) => {
      const viewer = c.get('viewer');
      const leadId = c.req.param('id');
      const entries = await deps.storage.inTenant(viewer.tenantId, async (db) =>
        (await seen(db, viewer, leadId)) ? consentOf(db, viewer.tenantId, leadId) : null,
      );
      if (entries === null) return problem(c, 404, 'not_found');
      return c.json({
        now: Object.fromEntries(CHANNELS.map((channel) => [channel, consentState(entries, channel)])),
        items: entries.map(({ channel, kind, source, source_id: sourceId, at, recorded_at: recordedAt }) => {
          return { channel, kind, source, sourceId, at, recordedAt };
        }),
      });
    })
    .post('/api/leads/:id/consent', requireMember(deps, 'admin', 'lead', 'agent'), jsonBody(Entry), async (c) => {
      const viewer = c.get('viewer');
      const leadId = c.req.param('id');
      const { id, channel, kind, at } = c.req.valid('json');
      const now = deps.clock();
      // What is said to hold from the future on would hold back nothing now, and outweigh what the lead says meanwhile.
      if (Date.parse(at) > now) return problem(c, 400, 'invalid_request', 'at');
      const found = await deps.storage.inTenant(viewer.tenantId, async (db) => {
        if (!(await seen(db, viewer, leadId))) return false;
        const entry = { channel, kind, source: 'person' as const, source_id: `${viewer.userId}/${id}` };
        await recordConsent(db, viewer.tenantId, leadId, { ...entry, at: Date.parse(at) }, now);
        await tell(deps, { db, now }, viewer, 'consent.recorded', leadId, { channel, kind });
        return true;
      });
      return found ? c.json({ id }, 201) : problem(c, 404, 'not_found');
    });
}
