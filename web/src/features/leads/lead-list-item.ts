import type { LeadRecord } from '../../../../models/protocol/entities.ts';
import type { LeadSummary } from '../../storage/stored-analysis.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import { safeText } from '../../ui/safe-text.ts';

/** A lead as a list shows it. */
export interface LeadListItem {
  id: string;
  lead: LeadRecord;
  pending: boolean;
  /** Null while it waits for its first analysis, or has no messages. */
  summary: LeadSummary | null;
  /** As somebody recorded it; absent while the lead is open. */
  outcome?: 'won' | 'lost';
}

/** The name to show: the lead's, else how to reach them. */
export function displayName(lead: Pick<LeadRecord, 'name' | 'phone' | 'email'>): string {
  return safeText(lead.name).trim() || lead.phone || lead.email || wordsOf('common').unnamedLead;
}
