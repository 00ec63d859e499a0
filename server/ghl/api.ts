import * as v from 'valibot';
import type { At, GhlClient } from './client.ts';

/** The calls that Leadlight makes, by HighLevel's OpenAPI; of each answer the fields that are used. */

const text = v.pipe(v.string(), v.minLength(1));
const maybeText = v.optional(v.nullable(v.string()));
const CONVERSATIONS = '2021-04-15';

const Contact = v.looseObject({
  id: text,
  tags: v.optional(v.array(v.string()), []),
  dnd: v.optional(v.boolean()),
  assignedTo: maybeText,
});
export type ApiContact = v.InferOutput<typeof Contact>;
const Tags = v.object({ tags: v.array(v.string()) });
const Note = v.object({ id: text, body: maybeText, dateAdded: maybeText });
const Task = v.object({ id: text, title: maybeText, body: maybeText, dueDate: maybeText });
const User = v.looseObject({ id: text, firstName: maybeText, lastName: maybeText, email: maybeText });
const CustomField = v.object({ id: text, name: v.string(), dataType: maybeText });
const Message = v.looseObject({
  id: text,
  messageType: maybeText,
  contactId: text,
  conversationId: text,
  dateAdded: text,
  body: maybeText,
  direction: v.picklist(['inbound', 'outbound']),
  meta: v.optional(
    v.looseObject({ email: v.optional(v.looseObject({ messageIds: v.optional(v.array(v.string())) })) }),
  ),
});
export type ApiMessage = v.InferOutput<typeof Message>;
const MessagePage = v.object({ messages: v.array(Message) });
const Opportunity = v.looseObject({ id: text, contactId: maybeText, status: maybeText });
const Email = v.looseObject({ id: text, body: v.string(), subject: maybeText });

const id = encodeURIComponent;

export const getContact = (client: GhlClient, at: At, contactId: string) =>
  client
    .call(at, {
      method: 'GET',
      path: `/contacts/${id(contactId)}`,
      repeatable: true,
      answer: v.object({ contact: Contact }),
    })
    .then(({ contact }) => contact);

/** Never takes `tags`: in this call they would overwrite all the tags there are. */
export const updateContact = (
  client: GhlClient,
  at: At,
  contactId: string,
  fields: { customFields?: { id: string; field_value: string }[]; dnd?: boolean; assignedTo?: string | null },
) =>
  client.call(at, {
    method: 'PUT',
    path: `/contacts/${id(contactId)}`,
    body: fields,
    repeatable: true,
    answer: v.looseObject({}),
  });

export const addTags = (client: GhlClient, at: At, contactId: string, tags: readonly string[]) =>
  client.call(at, {
    method: 'POST',
    path: `/contacts/${id(contactId)}/tags`,
    body: { tags },
    repeatable: true,
    answer: Tags,
  });

export const removeTags = (client: GhlClient, at: At, contactId: string, tags: readonly string[]) =>
  client.call(at, {
    method: 'DELETE',
    path: `/contacts/${id(contactId)}/tags`,
    body: { tags },
    repeatable: true,
    answer: Tags,
  });

export const listNotes = (client: GhlClient, at: At, contactId: string) =>
  client
    .call(at, {
      method: 'GET',
      path: `/contacts/${id(contactId)}/notes`,
      repeatable: true,
      answer: v.object({ notes: v.array(Note) }),
    })
    .then(({ notes }) => notes);

export const createNote = (client: GhlClient, at: At, contactId: string, body: string) =>
  client
    .call(at, {
      method: 'POST',
      path: `/contacts/${id(contactId)}/notes`,
      body: { body },
      repeatable: false,
      answer: v.object({ note: Note }),
    })
    .then(({ note }) => note.id);

export const listTasks = (client: GhlClient, at: At, contactId: string) =>
  client
    .call(at, {
      method: 'GET',
      path: `/contacts/${id(contactId)}/tasks`,
      repeatable: true,
      answer: v.object({ tasks: v.array(Task) }),
    })
    .then(({ tasks }) => tasks);

export const createTask = (
  client: GhlClient,
  at: At,
  contactId: string,
  task: { title: string; body?: string; dueDate: string; completed: boolean },
) =>
  client
    .call(at, {
      method: 'POST',
      path: `/contacts/${id(contactId)}/tasks`,
      body: task,
      repeatable: false,
      answer: v.object({ task: Task }),
    })
    .then(({ task }) => task.id);

/** Everybody who works in a location. Its permission, `users.readonly`, is newer than many an access. */
export const listUsers = (client: GhlClient, at: At) =>
  client
    .call(at, {
      method: 'GET',
      path: '/users/',
      query: { locationId: at.locationId },
      repeatable: true,
      mayLackPermission: true,
      answer: v.object({ users: v.array(User) }),
    })
    .then(({ users }) => users);

export const listCustomFields = (client: GhlClient, at: At) =>
  client
    .call(at, {
      method: 'GET',
      path: `/locations/${id(at.locationId)}/customFields`,
      query: { model: 'contact' },
      repeatable: true,
      answer: v.object({ customFields: v.array(CustomField) }),
    })
    .then(({ customFields }) => customFields);

export const createCustomField = (client: GhlClient, at: At, name: string, dataType: 'TEXT' | 'NUMERICAL') =>
  client
    .call(at, {
      method: 'POST',
      path: `/locations/${id(at.locationId)}/customFields`,
      body: { name, dataType, model: 'contact' },
      repeatable: false,
      answer: v.object({ customField: CustomField }),
    })
    .then(({ customField }) => customField.id);

/** The contact's last messages over all its conversations, newest first in each. */
export async function recentMessages(client: GhlClient, at: At, contactId: string): Promise<ApiMessage[]> {
  const { conversations } = await client.call(at, {
    method: 'GET',
    path: '/conversations/search',
    query: { locationId: at.locationId, contactId },
    version: CONVERSATIONS,
    repeatable: true,
    answer: v.object({ conversations: v.array(v.object({ id: text })) }),
  });
  const pages: ApiMessage[] = [];
  for (const conversation of conversations) {
    const { messages } = await client.call(at, {
      method: 'GET',
      path: `/conversations/${id(conversation.id)}/messages`,
      query: { limit: 20 },
      version: CONVERSATIONS,
      repeatable: true,
      // The description has it flat, the service nests it once more.
      answer: v.object({ messages: v.union([v.array(Message), MessagePage]) }),
    });
    pages.push(...(Array.isArray(messages) ? messages : messages.messages));
  }
  return pages;
}

/** One page of a location's messages, oldest first. A cursor lives two minutes. */
export const exportMessages = (
  client: GhlClient,
  at: At,
  page: { cursor: string | null; startDate: string; limit: number },
) =>
  client.call(at, {
    method: 'GET',
    path: '/conversations/messages/export',
    query: {
      locationId: at.locationId,
      limit: page.limit,
      sortBy: 'createdAt',
      sortOrder: 'asc',
      startDate: page.startDate,
      cursor: page.cursor ?? undefined,
    },
    version: CONVERSATIONS,
    repeatable: true,
    answer: v.object({
      messages: v.array(Message),
      nextCursor: v.optional(v.nullable(v.string())),
      total: v.optional(v.number()),
    }),
  });

export const getEmail = (client: GhlClient, at: At, emailId: string) =>
  client.call(at, {
    method: 'GET',
    path: `/conversations/messages/email/${id(emailId)}`,
    version: CONVERSATIONS,
    repeatable: true,
    answer: Email,
  });

export type SendType = 'SMS' | 'Email' | 'WhatsApp' | 'Live_Chat';

/** Sends; the description demands `subType` and `status` as well. */
export const sendMessage = (
  client: GhlClient,
  at: At,
  message: { type: SendType; contactId: string; message?: string; html?: string; subject?: string },
) =>
  client.call(at, {
    method: 'POST',
    path: '/conversations/messages',
    body: { ...message, subType: {}, status: 'pending' },
    version: CONVERSATIONS,
    repeatable: false,
    answer: v.object({ messageId: text, conversationId: text, emailMessageId: maybeText }),
  });

export const searchOpportunities = (client: GhlClient, at: At, page: number, limit: number) =>
  client.call(at, {
    method: 'GET',
    path: '/opportunities/search',
    query: { location_id: at.locationId, status: 'all', page, limit },
    repeatable: true,
    answer: v.object({
      opportunities: v.array(Opportunity),
      meta: v.optional(v.object({ nextPage: v.optional(v.nullable(v.number())) }), {}),
    }),
  });
