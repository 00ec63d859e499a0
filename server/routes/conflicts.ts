import { Hono } from 'hono';
import * as v from 'valibot';
import { ENTITIES, type Entity } from '../../models/protocol/entities.ts';
import type { AppDeps, MemberEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { closeConflict, openConflicts } from '../storage/conflicts.ts';
import type { Db } from '../storage/db.ts';
import { findRecord, inSight, type StoredRecord } from '../storage/records.ts';
import { sightOf, type Viewer } from '../sync/viewer.ts';

const MOST = 200;
const Named = v.strictObject({
  entity: v.picklist(ENTITIES),
  id: v.pipe(v.string(), v.maxLength(200)),
  field: v.pipe(v.string(), v.maxLength(100)),
  opId: v.pipe(v.string(), v.maxLength(200)),
});

/**
 * Values that lost a merge, of records that the member sees, until somebody decides. Taking the lost value is an edit
 * like any other, by sync; here the conflict is only closed.
 */
export function conflictRoutes(deps: AppDeps) {
  const seen = async (db: Db, viewer: Viewer, entity: Entity, id: string): Promise<StoredRecord | null> => {
    const record = await findRecord(db, viewer.tenantId, entity, id);
    return record !== undefined && !record.erased && inSight(sightOf(viewer), record) ? record : null;
  };
  return new Hono<MemberEnv>()
    .get('/api/conflicts', requireMember(deps), async (c) => {
      const viewer = c.get('viewer');
      const items = await deps.storage.inTenant(viewer.tenantId, async (db) => {
        const items = [];
        for (const { userId, ...conflict } of await openConflicts(db, viewer.tenantId, MOST)) {
          const record = await seen(db, viewer, conflict.entity, conflict.id);
          if (record) items.push({ ...conflict, parent: record.parentId, mine: userId === viewer.userId });
        }
        return items;
      });
      return c.json({ items });
    })
    .post('/api/conflicts/close', requireMember(deps, 'admin', 'lead', 'agent'), jsonBody(Named), async (c) => {
      const viewer = c.get('viewer');
      const at = c.req.valid('json');
      const closed = await deps.storage.inTenant(
        viewer.tenantId,
        async (db) =>
          (await seen(db, viewer, at.entity, at.id)) !== null && (await closeConflict(db, viewer.tenantId, at)),
      );
      return closed ? c.json({ closed }) : problem(c, 404, 'not_found');
    });
}
