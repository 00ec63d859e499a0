import { enqueueTenantJob } from '../storage/tenant-jobs.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { channelOf } from './channel.ts';
import { leadOfContact } from './contact-events.ts';
import { conversationWith, resolveConversation } from './conversations.ts';
import { EMAIL_BODY_JOB, type EmailBodyPayload } from './email-body-job.ts';
import { ignored, PROCESSED, type EventContext, type Outcome } from './event-context.ts';
import { emailIds, lacksBody, messageFields, messageText, ownIds, placeholderFields } from './message-fields.ts';
import { identifyMessage } from './message-identity.ts';
import { isoOf, textOf, timeOf, type GhlEvent } from './read-event.ts';
import { writeCrmRecord } from './write-crm-record.ts';

/** A message of a workflow says neither which it is nor when it was sent: whatever GHL itself says overrules it. */
const UNDATED_TIME = 1;

/** A message becomes a record under its lead and conversation; both are made when it comes before them. */
export async function processMessage(write: TenantWrite, context: EventContext, event: GhlEvent): Promise<Outcome> {
  const channel = channelOf(event);
  if (channel === null) return ignored('not_a_message');
  const contactId = textOf(event['contactId'], 90);
  if (contactId === null) return ignored('no_contact_id');
  const date = timeOf(event['dateAdded']);
  const sentAt = date ?? context.time;
  const text = messageText(event, channel);
  const reported = { event, contactId, text, sentAt, dated: date !== null };
  const { crmId, known } = await identifyMessage(write, context, reported);
  if (known && date === null) return PROCESSED;

  const conversation = await resolveConversation(write, context, event, contactId);
  const guess = { ...placeholderFields(event, channel), createdAt: isoOf(sentAt) };
  const leadId = conversation.mergedInto ?? (await leadOfContact(write, context, contactId, guess));
  const message = { channel, sentAt: isoOf(sentAt) };
  const conversationId = await conversationWith(write, context, conversation.crmId, leadId, message);
  const fields = { ...messageFields(event, channel, conversationId, sentAt), deleted: false };
  const time = date === null ? UNDATED_TIME : context.time;
  const record = { entity: 'message' as const, crmId, parent: leadId, fields, time, eventId: context.eventId };
  await writeCrmRecord(write, context.ids, record);
  if (lacksBody(event, channel)) await fetchBodyLater(write, context, event, crmId);
  return PROCESSED;
}

async function fetchBodyLater(write: TenantWrite, context: EventContext, event: GhlEvent, crmId: string) {
  const emailId = emailIds(event)[0] ?? ownIds(event)[0];
  if (emailId === undefined) return;
  const payload: EmailBodyPayload = { locationId: context.locationId, emailId, crmId, time: context.time };
  await enqueueTenantJob(write.db, {
    id: context.ids(),
    tenantId: write.tenantId,
    kind: EMAIL_BODY_JOB,
    payload,
    runAt: write.now,
    now: write.now,
  });
}
