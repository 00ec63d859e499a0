import type { TenantWrite } from '../sync/tenant-write.ts';
import { deleteContact, processContact } from './contact-events.ts';
import { mergeConversations } from './conversations.ts';
import { ignored, PROCESSED, type EventContext, type Outcome } from './event-context.ts';
import { processInstall, processUninstall } from './install-events.ts';
import { processMessage } from './message-events.ts';
import { isSuppressed } from '../privacy/suppression.ts';
import { namesOfEvent } from '../privacy/event-names.ts';
import { processItem, processNote } from './other-events.ts';
import type { GhlEvent } from './read-event.ts';

type Handler = (write: TenantWrite, context: EventContext, event: GhlEvent) => Promise<Outcome>;

/** An event that is understood and changes nothing here: unread counts are each agent's own. */
const nothing: Handler = () => Promise.resolve(PROCESSED);

const HANDLERS: Readonly<Record<string, Handler>> = {
  ContactCreate: processContact,
  ContactUpdate: processContact,
  ContactTagUpdate: processContact,
  ContactDndUpdate: processContact,
  ContactDelete: deleteContact,
  InboundMessage: processMessage,
  OutboundMessage: processMessage,
  ConversationUnreadUpdate: nothing,
  ConversationUpdate: mergeConversations,
  NoteCreate: processNote,
  NoteUpdate: processNote,
  NoteDelete: processNote,
  TaskCreate: processItem,
  TaskComplete: processItem,
  TaskDelete: processItem,
  OpportunityCreate: processItem,
  OpportunityUpdate: processItem,
  OpportunityDelete: processItem,
  OpportunityStageUpdate: processItem,
  OpportunityStatusUpdate: processItem,
  OpportunityMonetaryValueUpdate: processItem,
  OpportunityAssignedToUpdate: processItem,
  AppointmentCreate: processItem,
  AppointmentUpdate: processItem,
  AppointmentDelete: processItem,
  LocationUpdate: processItem,
  UserCreate: processItem,
  INSTALL: processInstall,
  UNINSTALL: processUninstall,
};

/** What became of an event about somebody who was erased: nothing, and nothing of it is kept. */
export const ERASED = ignored('erased');

/** Turns one event into records. Events may come in any order, and more than once. */
export async function processEvent(write: TenantWrite, context: EventContext, event: GhlEvent): Promise<Outcome> {
  const kind = event['type'];
  if (typeof kind !== 'string') return ignored('unknown_kind');
  const handler = Object.hasOwn(HANDLERS, kind) ? HANDLERS[kind] : undefined;
  if (handler === undefined) return ignored('unhandled_kind');
  const heard = { names: namesOfEvent(context.locationId, event), time: context.time, word: kind === 'InboundMessage' };
  if (await isSuppressed(write.db, write.tenantId, heard, write.now)) return ERASED;
  return handler(write, context, event);
}
