import type { Conversation } from '../conversation.ts';
import type { ConsentRecord, FactRecord, LeadRecord, MessageRecord } from '../protocol/entities.ts';
import { factEditsOf } from '../protocol/fact-edits.ts';

/** What people entered that an analysis depends on. */
export interface Entered {
  facts: readonly { data: FactRecord }[];
  consents: readonly { data: ConsentRecord }[];
}

/**
 * All messages of a lead, over all channels, as one conversation in the order of time, with what people entered: the same on
 * device and server.
 */
export function leadConversation(
  lead: { id: string; data: LeadRecord },
  messages: readonly { id: string; data: MessageRecord }[],
  { facts, consents }: Entered = { facts: [], consents: [] },
): Conversation {
  const sorted = inOrder(messages);
  const { timeZone, state, phone } = lead.data;
  const channel = sorted.at(-1)?.data.channel;
  const factEdits = factEditsOf(facts.map(({ data }) => data));
  const reconsentAt = newestConsent(consents, channel);
  return {
    id: lead.id,
    leadId: lead.id,
    channel,
    ...(timeZone ? { timeZone } : {}),
    ...(state ? { state } : {}),
    ...(phone ? { phone } : {}),
    ...(factEdits.length > 0 ? { factEdits } : {}),
    ...(reconsentAt ? { reconsentAt } : {}),
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

/** The latest written consent to all channels, or to the one in use. */
function newestConsent(consents: Entered['consents'], channel: string | undefined): string | undefined {
  const times = consents.flatMap(({ data }) => (data.channel === 'all' || data.channel === channel ? [data.at] : []));
  return times.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
}

/** Oldest first; ids break ties, so that every device sees the same order. */
export function inOrder<T extends { id: string; data: MessageRecord }>(messages: readonly T[]): T[] {
  const at = (message: T) => Date.parse(message.data.sentAt);
  return [...messages].sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
}
