import * as v from 'valibot';
import type { JobHandler } from '../jobs/runner.ts';
import { completeJob, type Job } from '../storage/jobs.ts';
import { findOutgoing, settleOutgoing, type Outgoing } from '../storage/outgoing.ts';
import type { InTenant } from '../storage/storage.ts';
import { writeTenant, type TenantWrite, type WriteDeps } from '../sync/tenant-write.ts';
import type { GhlClient } from './client.ts';
import { contactsOfLead } from './contacts-of-lead.ts';
import type { FieldWriter } from './custom-fields.ts';
import type { EventDeps } from './event-context.ts';
import { sendApproved } from './send-message.ts';
import { writeLead } from './write-lead.ts';
import { writeNote, writeTask, type Written } from './write-note-task.ts';

const Payload = v.object({ tenantId: v.string(), outgoingId: v.string() });

export interface OutJobDeps extends WriteDeps {
  client: GhlClient;
  fields: FieldWriter;
  events: EventDeps;
}

type Outcome =
  | { status: 'held'; detail: string }
  | { status: 'done'; crmId: string | null; note: (write: TenantWrite) => Promise<void> };

/** Writes one entry to the CRM; what became of it and the job's end are one transaction. */
export function outJob(deps: OutJobDeps): JobHandler {
  return {
    async run(job) {
      const item = await itemOf(deps, job);
      // Written already by a job before this one, or decided by a person.
      const open = item !== undefined && (item.status === 'queued' || item.status === 'failed');
      const outcome = open ? await perform(deps, item) : null;
      const { tenantId } = v.parse(Payload, job.payload);
      await writeTenant(deps, tenantId, async (write) => {
        if (item !== undefined && outcome !== null) await settle(write, item, outcome);
        await completeJob(write.db, job);
      });
    },
    async onDead(job, error) {
      const item = await itemOf(deps, job);
      if (item === undefined) return;
      const detail = error instanceof Error && 'code' in error ? String(error.code) : 'internal';
      const failed = { status: 'failed' as const, detail, now: deps.clock() };
      await deps.storage.inTenant(item.tenantId, (db) => settleOutgoing(db, item, failed));
    },
  };
}

function itemOf(deps: OutJobDeps, job: Job): Promise<Outgoing | undefined> {
  const { tenantId, outgoingId } = v.parse(Payload, job.payload);
  return deps.storage.inTenant(tenantId, (db) => findOutgoing(db, tenantId, outgoingId));
}

async function perform(deps: OutJobDeps, item: Outgoing): Promise<Outcome> {
  const inTenant: InTenant = (work) => deps.storage.inTenant(item.tenantId, work);
  if (item.kind === 'lead') {
    return {
      status: 'done',
      crmId: null,
      note: await writeLead({ inTenant, client: deps.client, fields: deps.fields }, item),
    };
  }
  const [contact] = await inTenant((db) => contactsOfLead(db, item.tenantId, item.leadId));
  if (contact === undefined) return { status: 'held', detail: 'not_in_crm' };
  const write = { inTenant, client: deps.client, clock: deps.clock };
  if (item.kind === 'note') return done(await writeNote(write, item, contact));
  if (item.kind === 'task') return done(await writeTask(write, item, contact));
  const sent = await sendApproved({ ...write, events: deps.events }, item, contact);
  return sent.kind === 'held' ? { status: 'held', detail: sent.reason } : done(sent);
}

function done({ crmId, note }: Written): Outcome {
  return { status: 'done', crmId, note };
}

async function settle(write: TenantWrite, item: Outgoing, outcome: Outcome): Promise<void> {
  const { now } = write;
  if (outcome.status === 'held') {
    await settleOutgoing(write.db, item, { status: 'held', detail: outcome.detail, now });
    return;
  }
  await outcome.note(write);
  await settleOutgoing(write.db, item, { status: 'done', detail: null, crmId: outcome.crmId, now });
}
