import type { Channel, Speaker } from '../../../../models/text/types.ts';
import type { Edit } from '../../storage/storage-port.ts';

/** A conversation from outside, checked, with what is known of its lead. */
export interface NewConversation {
  name: string;
  phone: string | null;
  email: string | null;
  channel: Channel;
  timeZone?: string | undefined;
  state?: string | undefined;
  tags: string[];
  source: string;
  messages: {
    id: string;
    from: Speaker;
    text: string;
    sentAt: string;
    channel?: Channel | undefined;
    automated?: boolean | undefined;
  }[];
}

/** The edits that make a lead with one conversation and its messages. All ids are new and random. */
export function conversationEdits(
  input: NewConversation,
  env: { nowIso: string; uuid: () => string },
): { leadId: string; edits: Edit[] } {
  const leadId = env.uuid();
  const conversationId = env.uuid();
  const first = input.messages[0]?.sentAt;
  const createdAt = first ? new Date(first).toISOString() : env.nowIso;
  const { name, phone, email, tags, source, channel, timeZone = null, state = null } = input;
  const lead: Edit = {
    entity: 'lead',
    id: leadId,
    parent: null,
    set: { name, phone, email, tags, source, timeZone, state, createdAt },
  };
  const conversation: Edit = {
    entity: 'conversation',
    id: conversationId,
    parent: leadId,
    set: { channel, createdAt },
  };
  const messages = input.messages.map((message): Edit => ({
    entity: 'message',
    id: env.uuid(),
    parent: leadId,
    set: {
      conversationId,
      from: message.from,
      text: message.text,
      channel: message.channel ?? channel,
      sentAt: message.sentAt,
      automated: message.automated ?? false,
    },
  }));
  return { leadId, edits: [lead, conversation, ...messages] };
}
