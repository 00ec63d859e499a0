import type { Conversation } from '../../../models/conversation.ts';
import { leadConversation } from '../../../models/insight/lead-conversation.ts';
import type { Storage } from '../storage/storage-port.ts';

/** A lead's conversation with all that was entered of it, from the storage; null where the lead is gone. */
export async function storedConversation(storage: Storage, leadId: string): Promise<Conversation | null> {
  const [lead, messages, facts, consents] = await Promise.all([
    storage.one('lead', leadId),
    storage.childrenOf('message', leadId),
    storage.childrenOf('fact', leadId),
    storage.childrenOf('consent', leadId),
  ]);
  return lead && leadConversation(lead, messages, { facts, consents });
}
