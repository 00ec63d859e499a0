import { enqueueOnce } from '../storage/lead-jobs.ts';
import type { LeadsChanged } from '../sync/tenant-write.ts';

/** The job that analyses one lead. */
export const ANALYSE_JOB = 'analyse-lead';

/** There is one job a lead. */
export const analysisJobId = (tenantId: string, leadId: string) => `${ANALYSE_JOB}:${tenantId}:${leadId}`;

/** What follows within this time is read together: a person often writes in several messages. */
const PAUSE_MILLIS = 2000;

/** Queues the analysis of leads that changed, in the transaction of the change: one waiting job a lead. */
export const queueAnalysis: LeadsChanged = async (write, leadIds) => {
  const { tenantId, now } = write;
  for (const leadId of leadIds) {
    const id = analysisJobId(tenantId, leadId);
    const job = { id, tenantId, kind: ANALYSE_JOB, payload: { leadId }, runAt: now + PAUSE_MILLIS, now };
    await enqueueOnce(write.db, job);
  }
};
