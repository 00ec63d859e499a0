import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import {
  NewApiLead,
  NewApiMessage,
  type ApiAnalysis,
  type ApiLead,
  type ApiMessage,
} from '../../models/protocol/api.ts';
import { DEFAULTS } from '../../models/protocol/entities.ts';
import { answerOnce } from '../api/answer-once.ts';
import { appendMessage, createLead } from '../api/write.ts';
import type { AppDeps } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { query } from '../http/query.ts';
import { requireApiKey, type ApiKeyEnv } from '../http/require-api-key.ts';
import { findLeadAnalysis } from '../storage/lead-analyses.ts';
import { findRecord, inSight, listRecords, type StoredRecord } from '../storage/records.ts';
import { isStorable } from '../sync/storable.ts';
import { sightOf, type Viewer } from '../sync/viewer.ts';

const decodeCursor = (cursor: string) => Buffer.from(cursor, 'base64url').toString('utf8');
const encodeCursor = (id: string) => Buffer.from(id, 'utf8').toString('base64url');
/** How far to read, and from where: `cursor` is the `next` of the page before. */
const Page = v.object({
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)),
    '50',
  ),
  cursor: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(400),
      v.regex(/^[\w-]*$/),
      v.check((cursor) => isStorable(decodeCursor(cursor))),
    ),
    '',
  ),
});

/** The API for programs of others: leads and their messages, by key. Ordered by id, which never changes. */
export function v1Routes(deps: AppDeps) {
  const { storage } = deps;
  const leadInSight = (viewer: Viewer, id: string) =>
    storage.inTenant(viewer.tenantId, async (db) => {
      const lead = await findRecord(db, viewer.tenantId, 'lead', id);
      const there = lead !== undefined && inSight(sightOf(viewer), lead) && lead.data['deleted'] !== true;
      return there ? lead : undefined;
    });
  const page = async (
    viewer: Viewer,
    { limit, cursor }: v.InferOutput<typeof Page>,
    of: { entity: 'lead' } | { entity: 'message'; parentId: string },
  ) => {
    const wanted = { ...of, after: decodeCursor(cursor), limit: limit + 1 };
    const found = await storage.inTenant(viewer.tenantId, (db) =>
      listRecords(db, viewer.tenantId, sightOf(viewer), wanted),
    );
    const records = found.slice(0, limit);
    const last = records.at(-1);
    return { records, next: found.length > limit && last !== undefined ? encodeCursor(last.id) : null };
  };
  const writerOf = (c: Context<ApiKeyEnv>) => ({ viewer: c.get('viewer'), apiKey: c.get('apiKey'), ids: deps.ids });

  return new Hono()
    .get('/api/v1/leads', requireApiKey(deps, 'leads:read'), query(Page), async (c) => {
      const { records, next } = await page(c.get('viewer'), c.req.valid('query'), { entity: 'lead' });
      return c.json({ items: records.map(leadOf), next });
    })
    .post('/api/v1/leads', requireApiKey(deps, 'leads:write'), jsonBody(NewApiLead), (c) => {
      const lead = c.req.valid('json');
      return answerOnce(deps, c, lead, (write) => createLead(write, writerOf(c), lead));
    })
    .get('/api/v1/leads/:id', requireApiKey(deps, 'leads:read'), async (c) => {
      const lead = await leadInSight(c.get('viewer'), c.req.param('id'));
      return lead === undefined ? problem(c, 404, 'not_found') : c.json(leadOf(lead));
    })
    .get('/api/v1/leads/:id/analysis', requireApiKey(deps, 'analysis:read'), async (c) => {
      const viewer = c.get('viewer');
      const lead = await leadInSight(viewer, c.req.param('id'));
      const analysis: ApiAnalysis | undefined =
        lead && (await storage.inTenant(viewer.tenantId, (db) => findLeadAnalysis(db, viewer.tenantId, lead.id)));
      return analysis === undefined ? problem(c, 404, 'not_found') : c.json(analysis);
    })
    .get('/api/v1/leads/:id/messages', requireApiKey(deps, 'messages:read'), query(Page), async (c) => {
      const lead = await leadInSight(c.get('viewer'), c.req.param('id'));
      if (lead === undefined) return problem(c, 404, 'not_found');
      const of = { entity: 'message', parentId: lead.id } as const;
      const { records, next } = await page(c.get('viewer'), c.req.valid('query'), of);
      return c.json({ items: records.map(messageOf), next });
    })
    .post('/api/v1/leads/:id/messages', requireApiKey(deps, 'messages:write'), jsonBody(NewApiMessage), async (c) => {
      const lead = await leadInSight(c.get('viewer'), c.req.param('id'));
      if (lead === undefined) return problem(c, 404, 'not_found');
      const message = c.req.valid('json');
      return answerOnce(deps, c, message, (write) => appendMessage(write, writerOf(c), lead.id, message));
    });
}

function leadOf({ id, ownerId, data }: StoredRecord): ApiLead {
  const { deleted: _, handled: _handled, owner: _owner, ...fields } = { ...DEFAULTS.lead, ...data };
  return { id, owner: ownerId, ...fields };
}

function messageOf({ id, parentId, data }: StoredRecord): ApiMessage {
  const { deleted: _, ...fields } = { ...DEFAULTS.message, ...data };
  return { id, leadId: parentId ?? '', ...fields };
}
