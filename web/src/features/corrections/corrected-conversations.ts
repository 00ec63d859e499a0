import { leadConversation } from '../../../../models/insight/lead-conversation.ts';
import type { CorrectedConversation } from '../../inference/tuned-intelligence.ts';
import type { Storage } from '../../storage/storage-port.ts';
import type { Correction, LabelCorrection } from './correction.ts';

/** The corrected labels with the conversations that their messages stand in; those of leads that are gone are left out. */
export async function correctedConversations(
  storage: Storage,
  corrections: Iterable<Correction>,
  now: string,
): Promise<CorrectedConversation[]> {
  const byLead = new Map<string, LabelCorrection[]>();
  for (const one of corrections) {
    if (one.kind === 'label') byLead.set(one.leadId, [...(byLead.get(one.leadId) ?? []), one]);
  }
  const found = await Promise.all(
    [...byLead].map(async ([leadId, labels]) => {
      const lead = await storage.one('lead', leadId);
      if (!lead) return [];
      const conversation = leadConversation(lead, await storage.childrenOf('message', leadId));
      return [{ conversation, now, labels: labels.map(({ messageId, head, gold }) => ({ messageId, head, gold })) }];
    }),
  );
  return found.flat();
}
