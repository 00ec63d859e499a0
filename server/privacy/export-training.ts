import { messagesOf } from '../ghl/send-checks.ts';
import type { Db } from '../storage/db.ts';
import { leadIdsOf } from '../storage/erasures.ts';
import { listMembers } from '../storage/members.ts';
import { findRecord } from '../storage/records.ts';
import { anonymise, type Disguise } from './anonymise.ts';

const DAY = 24 * 3600_000;
/** Dates move by up to this many days either way, never by none. */
const MOST_DAYS = 60;

/** A conversation in the form that `npm run analyze` takes, without what tells whose it is. */
export interface TrainingConversation {
  id: string;
  messages: { from: 'lead' | 'agent'; channel: string; sentAt: string; text: string; automated: boolean }[];
}

/** The tenant's conversations for training, one a lead, numbered anew in each export. Yields one at a time. */
export async function* exportTraining(db: Db, tenantId: string): AsyncGenerator<TrainingConversation> {
  const team = (await listMembers(db, tenantId)).flatMap(({ name, email }) => [name, email]);
  let serial = 0;
  for (const leadId of await leadIdsOf(db, tenantId)) {
    const lead = await findRecord(db, tenantId, 'lead', leadId);
    const messages = await messagesOf(db, tenantId, leadId);
    if (lead === undefined || lead.data['deleted'] === true || messages.length === 0) continue;
    const name = typeof lead.data['name'] === 'string' ? [lead.data['name']] : [];
    const disguise: Disguise = { names: [...team, ...name], shiftDays: await shiftOf(db, tenantId, leadId) };
    yield {
      id: `conversation-${++serial}`,
      messages: messages.map(({ from, channel, sentAt, text, automated }) => ({
        from,
        channel,
        sentAt: new Date(Date.parse(sentAt) + disguise.shiftDays * DAY).toISOString(),
        text: anonymise(text, disguise),
        automated,
      })),
    };
  }
}

/** The same for a lead in every export, so that two exports do not tell more than one. */
async function shiftOf(db: Db, tenantId: string, leadId: string): Promise<number> {
  const bytes = Buffer.from(await db.codec.digest(tenantId, `dates:${leadId}`), 'base64url');
  const days = 1 + (bytes.readUInt16BE(0) % MOST_DAYS);
  return bytes[2]! % 2 === 0 ? days : -days;
}
