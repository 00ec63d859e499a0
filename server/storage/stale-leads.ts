import { sql } from 'kysely';
import type { Db } from './db.ts';

/**
 * Leads with messages whose stored analysis is of another version, or that have none; the last changed first. A lead
 * with a job of its own in the queue, waiting or dead, is not among them; `jobPrefix` and the lead's id are that job's id.
 */
export async function staleLeads(
  db: Db,
  tenantId: string,
  version: string,
  jobPrefix: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.sql
    .selectFrom('record as lead')
    .select('lead.id')
    .where('lead.tenant_id', '=', tenantId)
    .where('lead.entity', '=', 'lead')
    .where('lead.deleted', '=', 0)
    .where('lead.erased', '=', 0)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('record as message')
          .select('message.id')
          .where('message.tenant_id', '=', tenantId)
          .where('message.entity', '=', 'message')
          .whereRef('message.parent_id', '=', 'lead.id')
          .where('message.deleted', '=', 0),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('lead_analysis')
            .select('lead_id')
            .where('lead_analysis.tenant_id', '=', tenantId)
            .whereRef('lead_analysis.lead_id', '=', 'lead.id')
            .where('lead_analysis.version', '=', version),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('job')
            .select('job.id')
            .where('job.id', '=', sql<string>`${jobPrefix} || ${eb.ref('lead.id')}`),
        ),
      ),
    )
    .orderBy('lead.rev', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** How many jobs of a kind a tenant has waiting or in hand. */
export async function waitingJobs(db: Db, tenantId: string, kind: string): Promise<number> {
  const row = await db.sql
    .selectFrom('job')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('status', '=', 'ready')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
