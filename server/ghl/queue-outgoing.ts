import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { LEVELS } from '../../models/scoring/types.ts';
import { findOutgoing, insertOutgoing, replaceOutgoing, type Outgoing } from '../storage/outgoing.ts';
import { enqueueTenantJob } from '../storage/tenant-jobs.ts';
import type { AfterEdit, TenantWrite } from '../sync/tenant-write.ts';
import { contactsOfLead } from './contacts-of-lead.ts';
import type { Fingerprint } from './fingerprint.ts';
import { notePerson } from './person-keys.ts';
import { ghlSettingsOf } from './settings.ts';

/** The job that writes one entry of `outgoing` to the CRM. */
export const OUT_JOB = 'ghl-out';

const score = v.nullable(v.number());
/** What the analysis says of a lead, as far as the CRM is told. */
export const LeadAnalysis = v.object({
  level: v.picklist(LEVELS),
  scores: v.object({ overall: score, engagement: score, qualification: score, urgency: score, priority: score }),
});
export type LeadAnalysis = v.InferOutput<typeof LeadAnalysis>;

/** Fields of a lead that the CRM may be told of. */
const TOLD_FIELDS = ['tags', 'dnd', 'owner'];

export interface QueueDeps {
  ids: () => string;
}

/** Queues an entry with its job, in the transaction of its data; one that is there already stays as it is. */
export async function queueOutgoing(
  write: TenantWrite,
  deps: QueueDeps,
  item: Pick<Outgoing, 'id' | 'kind' | 'leadId' | 'data' | 'createdBy'>,
): Promise<boolean> {
  const { tenantId, now } = write;
  const fresh = await insertOutgoing(write.db, { ...item, tenantId, createdAt: now });
  if (fresh) await enqueueOut(write, deps, item.id);
  return fresh;
}

/**
 * Queues what is to be told of a lead: its level and scores (when given), its tags, its opt-out
 * and its owner. Only the newest
 * state is written; where nothing changed nothing is queued.
 */
export async function queueLead(
  write: TenantWrite,
  deps: QueueDeps,
  leadId: string,
  analysis: LeadAnalysis | null,
): Promise<void> {
  const settings = await ghlSettingsOf(write.db, write.tenantId);
  const wanted =
    analysis === null ? settings.tags || settings.dnd || settings.owners : settings.fields || settings.levelTag;
  if (!wanted || (await contactsOfLead(write.db, write.tenantId, leadId)).length === 0) return;
  const id = `lead:${leadId}`;
  const before = await findOutgoing(write.db, write.tenantId, id);
  const known = (before?.data ?? {}) as { analysis?: LeadAnalysis | null };
  const data = { analysis: analysis ?? known.analysis ?? null };
  if (analysis !== null && isDeepStrictEqual(known.analysis, analysis) && before?.status !== 'failed') return;
  if (before === undefined) {
    await queueOutgoing(write, deps, { id, kind: 'lead', leadId, data, createdBy: 'analysis' });
    return;
  }
  await replaceOutgoing(write.db, { tenantId: write.tenantId, id, leadId, data }, write.now);
  await enqueueOut(write, deps, id);
}

/** Queues what a device's edit means for the CRM, in the edit's own transaction. */
export function queueAfterEdit(deps: QueueDeps & { fingerprint: Fingerprint }): AfterEdit {
  return async (write, edit) => {
    if (edit.entity === 'lead') {
      if ('phone' in edit.set || 'email' in edit.set || 'deleted' in edit.set) await notePerson(write, deps, edit.id);
      if (TOLD_FIELDS.some((field) => field in edit.set)) await queueLead(write, deps, edit.id, null);
    }
    if (edit.entity !== 'note' || edit.parent === null || !('body' in edit.set)) return;
    if (!(await ghlSettingsOf(write.db, write.tenantId)).notes) return;
    if ((await contactsOfLead(write.db, write.tenantId, edit.parent)).length === 0) return;
    const item = { id: `note:${edit.id}`, kind: 'note' as const, leadId: edit.parent, data: { noteId: edit.id } };
    await queueOutgoing(write, deps, { ...item, createdBy: edit.opId });
  };
}

function enqueueOut(write: TenantWrite, deps: QueueDeps, outgoingId: string): Promise<void> {
  const { tenantId, now } = write;
  const job = { id: deps.ids(), tenantId, kind: OUT_JOB, payload: { outgoingId }, runAt: now, now };
  return enqueueTenantJob(write.db, job);
}
