import type { Conversation } from '../conversation.ts';
import type { LeadRecord, MessageRecord } from '../protocol/entities.ts';

/** All messages of a lead, over all channels, as one conversation in the order of time: the same on device and server. */
export function leadConversation(
  lead: { id: string; data: LeadRecord },
  messages: readonly { id: string; data: MessageRecord }[],
): Conversation {
  const sorted = inOrder(messages);
  const { timeZone, state, phone } = lead.data;
  return {
    id: lead.id,
    leadId: lead.id,
    channel: sorted.at(-1)?.data.channel,
    ...(timeZone ? { timeZone } : {}),
    ...(state ? { state } : {}),
    ...(phone ? { phone } : {}),
    messages: sorted.map(({ id, data }) => ({
      id,
      from: data.from,
      text: data.text,
      sentAt: data.sentAt,
      channel: data.channel,
      automated: data.automated,
    })),
  };
}

/** Oldest first; ids break ties, so that every device sees the same order. */
export function inOrder<T extends { id: string; data: MessageRecord }>(messages: readonly T[]): T[] {
  const at = (message: T) => Date.parse(message.data.sentAt);
  return [...messages].sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
}
