import type { Message } from '../../models/conversation.ts';
import { LeadIntelligence } from '../../models/insight/lead-intelligence.ts';
import type { Channel } from '../../models/text/types.ts';
import { DEFAULTS, type MessageRecord } from '../../models/protocol/entities.ts';
import { consentOf, consentState } from '../storage/consent-ledger.ts';
import type { Db } from '../storage/db.ts';
import { findLeadAnalysis } from '../storage/lead-analyses.ts';
import { childrenOf, findRecord, type StoredRecord } from '../storage/records.ts';
import type { SendType } from './api.ts';
import { isChannelClosed } from './contact-events.ts';
import type { ContactRef } from './contacts-of-lead.ts';

/** How a channel of ours is called when GHL sends; a social page's kind is not known, and a call is no message. */
export const SEND_TYPES: Partial<Record<Channel, SendType>> = {
  sms: 'SMS',
  email: 'Email',
  whatsapp: 'WhatsApp',
  chat: 'Live_Chat',
};

/** Why a message is not sent: a person must look at it again. */
export type HeldReason = 'lead_gone' | 'do_not_contact' | 'channel_closed' | 'opted_out' | 'lead_wrote_since';

/** The lead's messages in order, as stored. */
export async function messagesOf(
  db: Db,
  tenantId: string,
  leadId: string,
): Promise<(MessageRecord & { id: string })[]> {
  const messages: (MessageRecord & { id: string })[] = [];
  for (const key of await childrenOf(db, tenantId, leadId, false)) {
    if (key.entity !== 'message') continue;
    const record = await findRecord(db, tenantId, 'message', key.id);
    if (record === undefined || record.data['deleted'] === true) continue;
    messages.push({ ...DEFAULTS.message, ...(record.data as Partial<MessageRecord>), id: key.id });
  }
  return messages.sort((a, b) => a.sentAt.localeCompare(b.sentAt) || a.id.localeCompare(b.id));
}

/** The last message that the lead wrote; what an approval was based on. */
function lastOfLead(messages: readonly (MessageRecord & { id: string })[]): string | null {
  return messages.findLast((message) => message.from === 'lead')?.id ?? null;
}

/** What stands against sending now, or null: consent on the lead and its channel, opt-out, and a newer word of the lead. */
export async function heldReason(
  db: Db,
  lead: StoredRecord | undefined,
  contacts: readonly ContactRef[],
  send: { channel: Channel; type: SendType; seen: string | null },
  now: number,
): Promise<HeldReason | null> {
  if (lead === undefined || lead.data['deleted'] === true) return 'lead_gone';
  if (lead.data['dnd'] === true) return 'do_not_contact';
  const ids = contacts.map((contact) => contact.crmId);
  if (await isChannelClosed(db, lead.tenantId, ids, send.type)) return 'channel_closed';
  const consent = consentState(await consentOf(db, lead.tenantId, lead.id), send.channel);
  if (consent.standing === 'revoked') return 'opted_out';
  // As a device has it: by the newest analysis, which knows what no keyword says.
  if ((await findLeadAnalysis(db, lead.tenantId, lead.id))?.optOut) return 'opted_out';
  const messages = await messagesOf(db, lead.tenantId, lead.id);
  if (await hasOptedOut(lead, messages, consent.reconsentAt, now)) return 'opted_out';
  return lastOfLead(messages) === send.seen ? null : 'lead_wrote_since';
}

/** By the core's own rules (ruling 11): a keyword or an explicit demand that the lead has not taken back. */
async function hasOptedOut(
  lead: StoredRecord,
  messages: readonly (MessageRecord & { id: string })[],
  reconsentAt: number | null,
  now: number,
) {
  const iso = new Date(now).toISOString();
  const service = new LeadIntelligence({ clock: { now: () => iso, millis: () => now } });
  const conversation = {
    id: lead.id,
    leadId: lead.id,
    ...(reconsentAt === null ? {} : { reconsentAt: new Date(reconsentAt).toISOString() }),
    messages: messages.map(({ id, from, text, sentAt, channel, automated }): Message => {
      return { id, from, text, sentAt, channel, automated };
    }),
  };
  const { optOut } = await service.analyseConversation(conversation, { now: iso });
  return optOut?.kind === 'revoked';
}
