/** A contact as GHL's REST answers show it. */
export interface Contact {
  id: string;
  locationId: string;
  firstName?: string;
  lastName?: string;
  name?: string;
  email?: string;
  phone?: string;
  timezone?: string;
  state?: string;
  source?: string;
  /** Id of a user. */
  assignedTo?: string;
  dnd: boolean;
  dndSettings?: Record<string, { status: string }>;
  tags: string[];
  customFields: { id: string; value: string }[];
  dateAdded: string;
  dateUpdated: string;
}
export interface User {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
}
export interface Note {
  id: string;
  body: string;
  contactId: string;
  dateAdded: string;
}
export interface Task {
  id: string;
  title: string;
  body?: string;
  dueDate: string;
  completed: boolean;
  contactId: string;
}
export interface CrmMessage {
  id: string;
  type: number;
  messageType: string;
  locationId: string;
  contactId: string;
  conversationId: string;
  dateAdded: string;
  body?: string;
  direction: 'inbound' | 'outbound';
  status?: string;
  contentType: string;
  attachments?: string[];
  source?: string;
  meta?: { email?: { messageIds: string[] } };
}
export interface Email {
  id: string;
  threadId: string;
  locationId: string;
  contactId: string;
  conversationId: string;
  dateAdded: string;
  subject?: string;
  body: string;
  direction: 'inbound' | 'outbound';
  contentType: string;
  from: string;
  to: string[];
}
export interface CustomField {
  id: string;
  name: string;
  fieldKey: string;
  dataType: string;
  locationId: string;
  model: 'contact';
}
export interface Opportunity {
  id: string;
  name: string;
  status: 'open' | 'won' | 'lost' | 'abandoned';
  contactId: string;
  locationId: string;
  pipelineId: string;
  pipelineStageId: string;
  monetaryValue: number;
  createdAt: string;
  updatedAt: string;
  lastStatusChangeAt: string;
}

/** Everything the stand-in CRM knows, in memory. */
export function createCrmState() {
  return {
    contacts: new Map<string, Contact>(),
    users: [] as User[],
    notes: [] as Note[],
    tasks: [] as Task[],
    messages: [] as CrmMessage[],
    emails: new Map<string, Email>(),
    customFields: [] as CustomField[],
    opportunities: [] as Opportunity[],
    tokens: {
      /** Access token → what it opens and until when. */
      access: new Map<string, { locationId: string | null; companyId: string; until: number }>(),
      /** Refresh token → what it renews; a used one is gone. */
      refresh: new Map<string, { locationId: string | null; companyId: string }>(),
      codes: new Map<string, { locationId: string | null; companyId: string }>(),
      privates: new Map<string, string>(),
    },
  };
}
export type CrmState = ReturnType<typeof createCrmState>;
