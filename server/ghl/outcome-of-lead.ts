import { crmItemsOf, valueOf } from '../storage/crm-items.ts';
import type { Db } from '../storage/db.ts';
import { contactsOfLead } from './contacts-of-lead.ts';

export interface LeadOutcome {
  status: 'open' | 'won' | 'lost' | 'abandoned';
  /** When the CRM last said so, milliseconds. */
  at: number;
}

/** How a lead ended, by its opportunities in the CRM: the one whose status was stated last. Null when there is none. */
export async function outcomeOfLead(db: Db, tenantId: string, leadId: string): Promise<LeadOutcome | null> {
  const contacts = await contactsOfLead(db, tenantId, leadId);
  const items = await crmItemsOf(
    db,
    tenantId,
    'opportunity',
    contacts.map((contact) => contact.crmId),
  );
  const outcomes = items.flatMap((item): LeadOutcome[] => {
    const status = valueOf(item, 'status');
    const stated = item.fields['status'];
    if (valueOf(item, 'deleted') === true || stated === undefined || !isStatus(status)) return [];
    const changed = valueOf(item, 'lastStatusChangeAt');
    const at = typeof changed === 'string' ? Date.parse(changed) : Number.NaN;
    return [{ status, at: Number.isFinite(at) ? at : stated.t }];
  });
  return outcomes.sort((a, b) => b.at - a.at)[0] ?? null;
}

function isStatus(value: unknown): value is LeadOutcome['status'] {
  return value === 'open' || value === 'won' || value === 'lost' || value === 'abandoned';
}
