import type { AlertTable } from '../storage/alert-schema.ts';
import { findAlert } from '../storage/alerts.ts';
import type { Db } from '../storage/db.ts';
import { findLeadAnalysis } from '../storage/lead-analyses.ts';
import type { ListedMember } from '../storage/members.ts';
import { findRecord } from '../storage/records.ts';
import { recipientsOf } from './recipients.ts';
import { ownAlertsOf } from './settings.ts';

/**
 * Looks again at the moment of sending whether a member is still to be told: null when they have left, switched the
 * channel off or lost the lead, or when the lead has opted out or is gone.
 */
export async function alertInHand(
  db: Db,
  tenantId: string,
  to: { alertId: string; userId: string },
  channel: 'push' | 'email',
): Promise<{ alert: AlertTable; member: ListedMember } | null> {
  const alert = await findAlert(db, tenantId, to.alertId);
  if (alert === undefined || !(await ownAlertsOf(db, tenantId, to.userId))[channel]) return null;
  const lead = await findRecord(db, tenantId, 'lead', alert.lead_id);
  if (lead === undefined || lead.data['deleted'] === true || lead.data['dnd'] === true) return null;
  const analysis = await findLeadAnalysis(db, tenantId, alert.lead_id);
  if (analysis === undefined || analysis.optOut !== null) return null;
  const recipients = await recipientsOf(db, tenantId, lead.ownerId);
  const member = recipients.find(({ userId }) => userId === to.userId);
  return member === undefined ? null : { alert, member };
}
