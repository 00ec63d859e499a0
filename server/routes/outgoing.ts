import { Hono } from 'hono';
import * as v from 'valibot';
import { checkFairHousing } from '../../models/actions/guards/fair-housing.ts';
import { contactsOfLead } from '../ghl/contacts-of-lead.ts';
import { queueOutgoing } from '../ghl/queue-outgoing.ts';
import { SEND_TYPES } from '../ghl/send-checks.ts';
import { MessageData } from '../ghl/send-message.ts';
import { ghlSettingsOf } from '../ghl/settings.ts';
import { TaskData } from '../ghl/write-note-task.ts';
import type { AppDeps, MemberEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { problem, type ProblemCode } from '../http/problem.ts';
import { requireMember } from '../http/require-member.ts';
import { outgoingOf, type Outgoing } from '../storage/outgoing.ts';
import { findRecord, inSight } from '../storage/records.ts';
import { writeTenant } from '../sync/tenant-write.ts';
import { canWrite, sightOf, type Viewer } from '../sync/viewer.ts';

/** Made by the client: sending the same request again queues nothing again. */
const key = v.pipe(v.string(), v.regex(/^[\w-]{8,100}$/));
const NewMessage = v.strictObject({ id: key, ...v.omit(MessageData, ['approvedAt']).entries });
const NewTask = v.strictObject({ id: key, ...TaskData.entries });

/** What a person approved to be written to the CRM for a lead: messages and tasks, and what became of them. */
export function outgoingRoutes(deps: AppDeps) {
  function refusal(viewer: Viewer, leadId: string, setting: 'messages' | 'tasks') {
    return deps.storage.inTenant(viewer.tenantId, async (db) => {
      if (!canWrite(viewer)) return { status: 403, code: 'forbidden' } as const;
      const lead = await findRecord(db, viewer.tenantId, 'lead', leadId);
      if (lead === undefined || !inSight(sightOf(viewer), lead)) return { status: 404, code: 'not_found' } as const;
      if (!(await ghlSettingsOf(db, viewer.tenantId))[setting])
        return { status: 409, code: 'ghl_setting_off' } as const;
      const contacts = await contactsOfLead(db, viewer.tenantId, leadId);
      return contacts.length === 0 ? ({ status: 409, code: 'not_in_crm' } as const) : null;
    });
  }
  async function queue(viewer: Viewer, item: Pick<Outgoing, 'id' | 'kind' | 'leadId' | 'data'>) {
    const queued = { ...item, id: `${item.kind}:${item.id}`, createdBy: viewer.userId };
    await writeTenant(deps, viewer.tenantId, (write) => queueOutgoing(write, deps, queued));
    deps.wakeCalls();
  }

  return new Hono<MemberEnv>()
    .post('/api/leads/:id/messages', requireMember(deps), jsonBody(NewMessage), async (c) => {
      const viewer = c.get('viewer');
      const { id, ...message } = c.req.valid('json');
      const leadId = c.req.param('id');
      if (SEND_TYPES[message.channel] === undefined) return problem(c, 422, 'channel_not_sendable');
      const refused = await refusal(viewer, leadId, 'messages');
      if (refused !== null) return problem(c, refused.status, refused.code satisfies ProblemCode);
      await queue(viewer, { id, kind: 'message', leadId, data: { ...message, approvedAt: deps.clock() } });
      return c.json({ id, notes: checkFairHousing(message.text) }, 202);
    })
    .post('/api/leads/:id/tasks', requireMember(deps), jsonBody(NewTask), async (c) => {
      const viewer = c.get('viewer');
      const { id, ...task } = c.req.valid('json');
      const leadId = c.req.param('id');
      const refused = await refusal(viewer, leadId, 'tasks');
      if (refused !== null) return problem(c, refused.status, refused.code satisfies ProblemCode);
      await queue(viewer, { id, kind: 'task', leadId, data: task });
      return c.json({ id }, 202);
    })
    .get('/api/leads/:id/outgoing/:kind{message|task}', requireMember(deps), async (c) => {
      const viewer = c.get('viewer');
      const kind = c.req.param('kind') as 'message' | 'task';
      const items = await deps.storage.inTenant(viewer.tenantId, async (db) => {
        const lead = await findRecord(db, viewer.tenantId, 'lead', c.req.param('id'));
        if (lead === undefined || !inSight(sightOf(viewer), lead)) return null;
        return outgoingOf(db, viewer.tenantId, lead.id, kind);
      });
      if (items === null) return problem(c, 404, 'not_found');
      return c.json({
        items: items.map(({ id, status, detail, createdAt }) => {
          return { id: id.slice(kind.length + 1), status, reason: detail, createdAt };
        }),
      });
    });
}
