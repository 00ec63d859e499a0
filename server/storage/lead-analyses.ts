import type { Selectable } from 'kysely';
import type { ActionKind, UrgencyLevel } from '../../models/actions/types.ts';
import type { Level, Momentum } from '../../models/scoring/types.ts';
import type { Db } from './db.ts';
import type { LeadAnalysisTable } from './alert-schema.ts';

/** What of an analysis is kept: numbers, labels and ids of messages; never words of a message. */
export interface AnalysisFigures {
  scores: {
    overall: number | null;
    engagement: number | null;
    qualification: number | null;
    urgency: number | null;
    priority: number | null;
  };
  optOut: 'revoked' | 'left' | null;
  topAction: { kind: ActionKind; urgency: UrgencyLevel; dueBy: string } | null;
  /** Strongest first; `messageIds` are the evidence. */
  insights: { kind: string; urgencyLevel: UrgencyLevel; confidence: number; messageIds: string[] }[];
  /** How many messages of the lead and the agent were read. */
  messages: number;
  source: 'model' | 'rules';
}

export interface LeadAnalysis extends AnalysisFigures {
  leadId: string;
  level: Level;
  momentum: Momentum;
  /** The text model with what was taught and set over it. */
  model: string;
  rev: number;
  analysedAt: number;
}

export async function findLeadAnalysis(db: Db, tenantId: string, leadId: string): Promise<LeadAnalysis | undefined> {
  const row = await db.sql
    .selectFrom('lead_analysis')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** @param version what it was made with; '' counts as another one than any. */
export async function saveLeadAnalysis(db: Db, tenantId: string, analysis: LeadAnalysis, version = ''): Promise<void> {
  const { leadId, level, momentum, model, rev, analysedAt, ...figures } = analysis;
  const values = { level, momentum, data: JSON.stringify(figures), model, version, rev, analysed_at: analysedAt };
  await db.sql
    .insertInto('lead_analysis')
    .values({ tenant_id: tenantId, lead_id: leadId, ...values })
    .onConflict((oc) => oc.columns(['tenant_id', 'lead_id']).doUpdateSet(values))
    .execute();
}

/** Forgets what was worked out about a lead and what was told of it: for a lead that is deleted or erased. */
export async function forgetLeadAnalysis(db: Db, tenantId: string, leadId: string): Promise<void> {
  for (const table of ['lead_analysis', 'alert', 'webhook_delivery'] as const) {
    await db.sql.deleteFrom(table).where('tenant_id', '=', tenantId).where('lead_id', '=', leadId).execute();
  }
}

function fromRow(row: Selectable<LeadAnalysisTable>): LeadAnalysis {
  const { lead_id, level, momentum, model, rev, analysed_at } = row;
  const figures = JSON.parse(row.data) as AnalysisFigures;
  return { ...figures, leadId: lead_id, level, momentum, model, rev, analysedAt: analysed_at };
}
