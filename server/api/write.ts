import { createHash } from 'node:crypto';
import type { MadeLead, MadeMessage, NewApiLead, NewApiMessage } from '../../models/protocol/api.ts';
import type { Entity } from '../../models/protocol/entities.ts';
import { makeHlc } from '../../models/protocol/hlc.ts';
import type { Op } from '../../models/protocol/sync.ts';
import type { ApiKey } from '../storage/api-keys.ts';
import { findRecord } from '../storage/records.ts';
import { pushNext } from '../sync/push.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import type { Viewer } from '../sync/viewer.ts';
import { expectApplied } from './once.ts';

export interface ApiWriter {
  viewer: Viewer;
  apiKey: ApiKey;
  ids: () => string;
}

/** Writes by the same path as a device's edits, as a client of the key's own: checked, in the ledger, synced. */
async function edit(
  write: TenantWrite,
  { viewer, apiKey, ids }: ApiWriter,
  edits: readonly { entity: Entity; rid: string; parent: string | null; set: Record<string, unknown> }[],
): Promise<void> {
  const clientId = `api:${apiKey.id}`;
  const ops = edits.map((one, index): Omit<Op, 'seq'> => {
    return { id: ids(), kind: 'put', base: {}, hlc: makeHlc(write.now, index, clientId), ...one };
  });
  expectApplied(await pushNext(write, viewer, clientId, ops));
}

export async function createLead(write: TenantWrite, by: ApiWriter, lead: NewApiLead): Promise<MadeLead> {
  const id = by.ids();
  const set = { createdAt: new Date(write.now).toISOString(), ...lead };
  await edit(write, by, [{ entity: 'lead', rid: id, parent: null, set }]);
  return { id };
}

/** The caller has seen that the lead is in sight. Messages of a channel share a conversation. */
export async function appendMessage(
  write: TenantWrite,
  by: ApiWriter,
  leadId: string,
  message: NewApiMessage,
): Promise<MadeMessage> {
  const { channel, sentAt } = message;
  const conversationId = `api-${createHash('sha256').update(`${leadId} ${channel}`).digest('hex').slice(0, 32)}`;
  const known = await findRecord(write.db, write.tenantId, 'conversation', conversationId);
  const id = by.ids();
  await edit(write, by, [
    ...(known === undefined
      ? [{ entity: 'conversation' as const, rid: conversationId, parent: leadId, set: { channel, createdAt: sentAt } }]
      : []),
    { entity: 'message', rid: id, parent: leadId, set: { ...message, conversationId } },
  ]);
  return { id, leadId, conversationId };
}
