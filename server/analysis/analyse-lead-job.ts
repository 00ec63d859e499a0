import * as v from 'valibot';
import { leadConversation } from '../../models/insight/lead-conversation.ts';
import {
  DEFAULTS,
  type ConsentRecord,
  type Entity,
  type FactRecord,
  type LeadRecord,
  type MessageRecord,
} from '../../models/protocol/entities.ts';
import { queueLead } from '../ghl/queue-outgoing.ts';
import { RetryLater } from '../jobs/job-errors.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { noteOptOut } from '../privacy/note-consent.ts';
import type { Db } from '../storage/db.ts';
import { completeJob } from '../storage/jobs.ts';
import { findLeadAnalysis, forgetLeadAnalysis, saveLeadAnalysis, type LeadAnalysis } from '../storage/lead-analyses.ts';
import { findRecord, recordsUnder } from '../storage/records.ts';
import { findTenant } from '../storage/tenants.ts';
import { writeTenant, type TenantWrite, type WriteDeps } from '../sync/tenant-write.ts';
import { AnalysisFailed, type AnalysisPool } from './analysis-pool.ts';
import { figuresOf } from './figures-of.ts';

const Payload = v.object({ tenantId: v.string(), leadId: v.string() });

/** A message as the server's analysis read it. */
export interface ReadMessage {
  id: string;
  data: MessageRecord;
  /** The revision of its last change. */
  rev: number;
}

/** A lead before and after an analysis. */
export interface AnalysedLead {
  leadId: string;
  ownerId: string | null;
  lead: LeadRecord;
  messages: readonly ReadMessage[];
  /** Null for the first time. */
  before: LeadAnalysis | null;
  after: LeadAnalysis;
}

export interface AnalyseJobDeps extends WriteDeps {
  ids: () => string;
  pool: Pick<AnalysisPool, 'analyse'>;
  /** Of release and model: an analysis of another one is made again. */
  version: string;
  /** What follows of an analysis, in its transaction. */
  afterAnalysis: (write: TenantWrite, analysed: AnalysedLead) => Promise<void>;
  /** Says that something may be queued to be sent. */
  wakeCalls: () => void;
}

/**
 * Analyses a lead as a device does. Its result, what follows of it and the job's end are one transaction; when the lead
 * has changed meanwhile the job is no longer ours, everything rolls back and it runs again.
 */
export function analyseLeadJob(deps: AnalyseJobDeps): JobHandler {
  return {
    async run(job) {
      const { tenantId, leadId } = v.parse(Payload, job.payload);
      const read = await readLead(deps, tenantId, leadId);
      if (read === null) {
        await writeTenant(deps, tenantId, async (write) => {
          await completeJob(write.db, job);
          await forgetLeadAnalysis(write.db, tenantId, leadId);
        });
        return;
      }
      const now = deps.clock();
      const { ownerId, lead, messages, entered, rev } = read;
      const conversation = leadConversation({ id: leadId, data: lead }, messages, entered);
      const analysed = await deps.pool
        .analyse({ conversation, now: new Date(now).toISOString() })
        .catch((error: unknown) => {
          // The server stops: nothing was wrong with the job.
          if (error instanceof AnalysisFailed && error.code === 'pool_closed') throw new RetryLater(now, error.code);
          throw error;
        });
      const after = figuresOf(analysed, { messages: messages.length, rev, analysedAt: now });
      await writeTenant(deps, tenantId, async (write) => {
        await completeJob(write.db, job);
        // Deleted or erased while it was read: nothing about it may come back.
        if (!(await isThere(write.db, tenantId, leadId))) return forgetLeadAnalysis(write.db, tenantId, leadId);
        const before = (await findLeadAnalysis(write.db, tenantId, leadId)) ?? null;
        await saveLeadAnalysis(write.db, tenantId, after, deps.version);
        await noteOptOut(write, leadId, analysed.analysis.optOut, messages);
        await queueLead(write, deps, leadId, { level: after.level, scores: after.scores });
        await deps.afterAnalysis(write, { leadId, ownerId, lead, messages, before, after });
      });
      deps.wakeCalls();
    },
  };
}

async function isThere(db: Db, tenantId: string, leadId: string): Promise<boolean> {
  const lead = await findRecord(db, tenantId, 'lead', leadId);
  return lead !== undefined && lead.data['deleted'] !== true;
}

/** The lead as of one moment; null where it is gone or has no messages to read. */
function readLead({ storage }: WriteDeps, tenantId: string, leadId: string) {
  return storage.snapshot({ tenant: tenantId }, async (db) => {
    const tenant = await findTenant(db, tenantId);
    const record = await findRecord(db, tenantId, 'lead', leadId);
    if (tenant === undefined || record === undefined || record.data['deleted'] === true) return null;
    const under = (entity: Entity) => recordsUnder(db, tenantId, leadId, entity);
    const found = await under('message');
    if (found.length === 0) return null;
    const messages = found.map(({ id, rev, data }): ReadMessage => {
      return { id, rev, data: { ...DEFAULTS.message, ...data } };
    });
    const lead = { ...DEFAULTS.lead, ...record.data } as LeadRecord;
    const facts = (await under('fact')).map(({ data }) => ({ data: { ...DEFAULTS.fact, ...data } as FactRecord }));
    const consents = (await under('consent')).map(({ data }) => ({
      data: { ...DEFAULTS.consent, ...data } as ConsentRecord,
    }));
    return { ownerId: record.ownerId, lead, messages, entered: { facts, consents }, rev: tenant.rev };
  });
}
