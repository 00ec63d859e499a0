import type { Db } from '../storage/db.ts';
import { crmIdsOf } from '../storage/crm-alias.ts';

/** A CRM contact: `crmId` is `<location>:<contact>`. */
export interface ContactRef {
  crmId: string;
  locationId: string;
  contactId: string;
}

/** The CRM contacts of a lead: one, or several after a merge; none for a lead that only lives here. */
export async function contactsOfLead(db: Db, tenantId: string, leadId: string): Promise<ContactRef[]> {
  const ids = await crmIdsOf(db, tenantId, 'lead', leadId);
  return ids.map((crmId) => {
    const at = crmId.indexOf(':');
    return { crmId, locationId: crmId.slice(0, at), contactId: crmId.slice(at + 1) };
  });
}
