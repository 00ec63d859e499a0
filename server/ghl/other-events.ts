import type { CrmItemKind } from '../storage/crm-items.ts';
import type { TenantWrite } from '../sync/tenant-write.ts';
import { leadOfContact, mergeItem } from './contact-events.ts';
import { crmIdOf, ignored, PROCESSED, type EventContext, type Outcome } from './event-context.ts';
import { queueUsersOfEvent } from './queue-users.ts';
import { cutText, isoOf, textOf, timeOf, type GhlEvent } from './read-event.ts';
import { writeCrmRecord } from './write-crm-record.ts';

/** A note of the CRM is a note of ours. */
export async function processNote(write: TenantWrite, context: EventContext, event: GhlEvent): Promise<Outcome> {
  const [noteId, contactId] = [textOf(event['id'], 90), textOf(event['contactId'], 90)];
  if (noteId === null) return ignored('no_note_id');
  if (contactId === null) return ignored('no_contact_id');
  const createdAt = isoOf(timeOf(event['dateAdded']) ?? context.time);
  const parent = await leadOfContact(write, context, contactId, { createdAt });
  const body = typeof event['body'] === 'string' ? { body: cutText(event['body'], 20_000) } : {};
  const fields = { ...body, createdAt, authorName: 'GoHighLevel', deleted: event['type'] === 'NoteDelete' };
  const crmId = crmIdOf(context, noteId);
  const { time, eventId } = context;
  await writeCrmRecord(write, context.ids, { entity: 'note', crmId, parent, fields, time, eventId });
  return PROCESSED;
}

interface ItemRule {
  kind: CrmItemKind;
  /** Fields that are kept, with the greatest length of a text. */
  texts: Record<string, number>;
  numbers?: readonly string[];
}

const TASK: ItemRule = {
  kind: 'task',
  texts: { title: 500, body: 20_000, dueDate: 40, assignedTo: 90, dateAdded: 40 },
};
const OPPORTUNITY: ItemRule = {
  kind: 'opportunity',
  texts: {
    name: 500,
    status: 40,
    pipelineId: 90,
    pipelineStageId: 90,
    assignedTo: 90,
    dateAdded: 40,
    lastStatusChangeAt: 40,
  },
  numbers: ['monetaryValue'],
};
const APPOINTMENT: ItemRule = {
  kind: 'appointment',
  texts: { title: 500, appointmentStatus: 40, startTime: 40, endTime: 40, address: 1000, assignedUserId: 90 },
};
const USER: ItemRule = { kind: 'user', texts: { firstName: 150, lastName: 150, email: 320 } };
const LOCATION: ItemRule = { kind: 'location', texts: { name: 300, timezone: 64 } };

const RULES: readonly [RegExp, ItemRule][] = [
  [/^Task/, TASK],
  [/^Opportunity/, OPPORTUNITY],
  [/^Appointment/, APPOINTMENT],
  [/^UserCreate$/, USER],
  [/^Location(Create|Update)$/, LOCATION],
];

/** Tasks, opportunities, appointments, users and the location itself: kept as last stated, field by field. */
export async function processItem(write: TenantWrite, context: EventContext, event: GhlEvent): Promise<Outcome> {
  const kind = String(event['type']);
  const rule = RULES.find(([pattern]) => pattern.test(kind))?.[1];
  if (rule === undefined) return ignored('unhandled_kind');
  const nested = event['appointment'];
  const from =
    rule.kind === 'appointment' && typeof nested === 'object' && nested !== null ? (nested as GhlEvent) : event;
  const id = textOf(from['id'], 90);
  if (id === null) return ignored('no_id');
  const contact = textOf(from['contactId'], 90);
  const contactId = contact === null ? null : crmIdOf(context, contact);
  const fields = { ...keep(rule, from), ...marks(kind) };
  await mergeItem(write, context, { kind: rule.kind, crmId: crmIdOf(context, id), contactId, fields });
  // Contacts may wait for them.
  if (rule.kind === 'user') await queueUsersOfEvent(write, context);
  return PROCESSED;
}

function keep(rule: ItemRule, from: GhlEvent): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [field, max] of Object.entries(rule.texts)) if (field in from) fields[field] = textOf(from[field], max);
  for (const field of rule.numbers ?? []) if (Number.isFinite(from[field])) fields[field] = from[field];
  return fields;
}

/** What the kind of an event alone says. */
function marks(kind: string): Record<string, unknown> {
  if (kind.endsWith('Delete')) return { deleted: true };
  if (kind === 'TaskComplete') return { completed: true };
  return kind === 'TaskCreate' ? { completed: false, deleted: false } : { deleted: false };
}
