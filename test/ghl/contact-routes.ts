import { Hono } from 'hono';
import type { Contact, CrmState } from './crm-state.ts';

type Body = Record<string, unknown>;
const missing = { statusCode: 400, message: 'Contact not found' };

/** Users, contacts with their tags, notes and tasks, and the location's custom fields. */
export function contactRoutes(state: CrmState, now: () => number, id: () => string) {
  const stamp = () => new Date(now()).toISOString();
  const touch = (contact: Contact) => (contact.dateUpdated = stamp());
  return new Hono()
    .get('/contacts/:id', (c) => {
      const contact = state.contacts.get(c.req.param('id'));
      return contact === undefined ? c.json(missing, 400) : c.json({ contact });
    })
    .put('/contacts/:id', async (c) => {
      const contact = state.contacts.get(c.req.param('id'));
      if (contact === undefined) return c.json(missing, 400);
      const { customFields, ...fields } = (await c.req.json()) as Body & {
        customFields?: { id: string; field_value: string }[];
      };
      // `tags` overwrites all tags, as in GHL.
      Object.assign(contact, fields);
      if (fields['assignedTo'] === null) delete contact.assignedTo;
      for (const field of customFields ?? []) {
        contact.customFields = contact.customFields.filter((one) => one.id !== field.id);
        contact.customFields.push({ id: field.id, value: field.field_value });
      }
      touch(contact);
      return c.json({ succeded: true, contact });
    })
    .post('/contacts/:id/tags', async (c) => {
      const contact = state.contacts.get(c.req.param('id'));
      if (contact === undefined) return c.json(missing, 400);
      const { tags } = (await c.req.json()) as { tags: string[] };
      contact.tags = [...new Set([...contact.tags, ...tags.map((tag) => tag.toLowerCase())])];
      touch(contact);
      return c.json({ tags: contact.tags }, 201);
    })
    .delete('/contacts/:id/tags', async (c) => {
      const contact = state.contacts.get(c.req.param('id'));
      if (contact === undefined) return c.json(missing, 400);
      const { tags } = (await c.req.json()) as { tags: string[] };
      contact.tags = contact.tags.filter((tag) => !tags.includes(tag));
      touch(contact);
      return c.json({ tags: contact.tags });
    })
    .get('/contacts/:id/notes', (c) =>
      c.json({ notes: state.notes.filter((note) => note.contactId === c.req.param('id')) }),
    )
    .post('/contacts/:id/notes', async (c) => {
      const { body } = (await c.req.json()) as { body: string };
      const note = { id: `note-${id()}`, body, contactId: c.req.param('id'), dateAdded: stamp() };
      state.notes.push(note);
      return c.json({ note }, 201);
    })
    .get('/contacts/:id/tasks', (c) =>
      c.json({ tasks: state.tasks.filter((task) => task.contactId === c.req.param('id')) }),
    )
    .post('/contacts/:id/tasks', async (c) => {
      const fields = (await c.req.json()) as { title: string; body?: string; dueDate: string; completed: boolean };
      const task = { id: `task-${id()}`, contactId: c.req.param('id'), ...fields };
      state.tasks.push(task);
      return c.json({ task }, 201);
    })
    .get('/users/', (c) => c.json({ users: state.users }))
    .get('/locations/:id/customFields', (c) =>
      c.json({ customFields: state.customFields.filter((field) => field.locationId === c.req.param('id')) }),
    )
    .post('/locations/:id/customFields', async (c) => {
      const { name, dataType } = (await c.req.json()) as { name: string; dataType: string };
      const fieldKey = `contact.${name.toLowerCase().replaceAll(' ', '_')}`;
      const customField = {
        id: `field-${id()}`,
        name,
        fieldKey,
        dataType,
        locationId: c.req.param('id'),
        model: 'contact' as const,
      };
      state.customFields.push(customField);
      return c.json({ customField }, 201);
    });
}
