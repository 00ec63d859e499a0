import type { ConversationAnalysis } from '../../models/insight/types.ts';
import type { MessageRecord } from '../../models/protocol/entities.ts';
import { optInKeyword, optOutKeyword } from '../../models/text/opt-out.ts';
import { CHANNELS, type Channel } from '../../models/text/types.ts';
import { recordConsent } from '../storage/consent-ledger.ts';
import type { StoredRecord } from '../storage/records.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import type { Edit } from '../sync/write-record.ts';

/** GHL's names of channels (`dndSettings`) that are not ours in lower case. */
const CRM_CHANNELS: Readonly<Record<string, Channel>> = { Live_Chat: 'chat', FB: 'social', GMB: 'social' };

/**
 * What an edit says of consent goes into the ledger with it: a carrier keyword in the lead's message (design ruling 11),
 * and the lead's do-not-disturb, whether the CRM or a person changed it.
 */
export async function noteConsent(
  write: TenantWrite,
  edit: Edit,
  before: Record<string, unknown>,
  record: StoredRecord,
): Promise<void> {
  if (edit.entity === 'message') await noteKeyword(write, before, record);
  if (edit.entity === 'consent') await noteReconsent(write, edit, before, record);
  const dnd = record.data['dnd'];
  if (edit.entity !== 'lead' || typeof dnd !== 'boolean' || dnd === (before['dnd'] ?? false)) return;
  const source = edit.opId.startsWith('ghl:') ? ('crm' as const) : ('person' as const);
  const kind = dnd ? ('revoked' as const) : ('granted' as const);
  const entry = { channel: 'all', kind, source, source_id: edit.opId, at: write.now };
  await recordConsent(write.db, write.tenantId, record.id, entry, write.now);
}

/** A written consent that a member recorded; taken back, the refusal stands again. */
async function noteReconsent(
  write: TenantWrite,
  edit: Edit,
  before: Record<string, unknown>,
  record: StoredRecord,
): Promise<void> {
  const { channel, at, deleted } = record.data;
  if (typeof channel !== 'string' || typeof at !== 'string' || record.parentId === null) return;
  const same =
    before['channel'] === channel && before['at'] === at && (before['deleted'] ?? false) === (deleted ?? false);
  if (same) return;
  const kind = deleted === true ? ('revoked' as const) : ('reconsent' as const);
  // What is said to hold from the future on would outweigh what the lead says meanwhile.
  const time = deleted === true ? write.now : Math.min(Date.parse(at), write.now);
  const entry = { channel, kind, source: 'person' as const, source_id: edit.opId, at: time };
  await recordConsent(write.db, write.tenantId, record.parentId, entry, write.now);
}

async function noteKeyword(write: TenantWrite, before: Record<string, unknown>, record: StoredRecord): Promise<void> {
  const { from, text, channel, sentAt } = record.data;
  if (from !== 'lead' || typeof text !== 'string' || text === before['text'] || record.parentId === null) return;
  const known = CHANNELS.find((one) => one === channel);
  const revoked = optOutKeyword(text, known);
  if (!revoked && !optInKeyword(text)) return;
  const at = typeof sentAt === 'string' ? Date.parse(sentAt) : write.now;
  const entry = {
    channel: known ?? 'other',
    kind: revoked ? ('revoked' as const) : ('granted' as const),
    source: 'message' as const,
    source_id: record.id,
    at,
  };
  await recordConsent(write.db, write.tenantId, record.parentId, entry, write.now);
}

/**
 * A refusal that an analysis found goes into the ledger, where it outlasts the analysis: a keyword for the channel it came
 * on (the entry that `noteConsent` makes), a sentence for all of them.
 */
export async function noteOptOut(
  write: TenantWrite,
  leadId: string,
  optOut: ConversationAnalysis['optOut'],
  messages: readonly { id: string; data: MessageRecord }[],
): Promise<void> {
  const message = messages.find(({ id }) => id === optOut?.evidence.messageId);
  if (optOut === null || message === undefined) return;
  const { text, channel } = message.data;
  const entry = {
    channel: optOutKeyword(text, channel) ? channel : 'all',
    kind: optOut.kind,
    source: 'message' as const,
    source_id: message.id,
    // From the future on it would outweigh what the lead says meanwhile.
    at: Math.min(Date.parse(optOut.at), write.now),
  };
  await recordConsent(write.db, write.tenantId, leadId, entry, write.now);
}

/** Channels that the contact closed or opened again in the CRM. */
export async function noteClosedChannels(
  write: TenantWrite,
  context: { time: number; eventId: string },
  leadId: string,
  changed: Record<string, unknown>,
): Promise<void> {
  for (const [name, closed] of Object.entries(changed)) {
    const kind = closed === true ? ('revoked' as const) : ('granted' as const);
    const channel = CRM_CHANNELS[name] ?? name.toLowerCase();
    const entry = { channel, kind, source: 'crm' as const, source_id: context.eventId, at: context.time };
    await recordConsent(write.db, write.tenantId, leadId, entry, write.now);
  }
}
