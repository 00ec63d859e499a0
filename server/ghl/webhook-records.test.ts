import { expect, test } from 'vitest';
import { makeHlc } from '../../models/protocol/hlc.ts';
import { changedRecords, conflictsOf } from '../storage/records.ts';
import { TENANT } from '../testing/test-server.ts';
import { contact, message, type Payload, useWebhookWorld } from '../testing/webhook-world.ts';
import { writeTenant } from '../sync/tenant-write.ts';
import { writeRecord } from '../sync/write-record.ts';

const world = useWebhookWorld();
const { deliver, records, only, events, startAgain } = world;

test('a contact and its message become a lead with a conversation', async () => {
  await deliver(contact(), message());
  const lead = await only('lead');
  expect(lead.data).toEqual({
    name: 'Ann Lee',
    phone: '+15551234567',
    email: 'ann@example.com',
    tags: ['buyer'],
    dnd: false,
    crmId: 'loc:con',
    createdAt: '2026-10-01T08:00:00.000Z',
    deleted: false,
  });
  const conversation = await only('conversation');
  expect(conversation).toMatchObject({ parentId: lead.id, data: { channel: 'sms', crmId: 'loc:conv' } });
  expect(await only('message')).toMatchObject({
    parentId: lead.id,
    data: {
      conversationId: conversation.id,
      from: 'lead',
      text: 'Can we see it on Saturday?',
      channel: 'sms',
      sentAt: '2026-11-01T09:59:00.000Z',
      automated: false,
    },
  });
});

test('a message sent again under a new webhook id does not double, and an edited text replaces the old', async () => {
  await deliver(message(), message());
  const [before] = (await records()).filter((r) => r.entity === 'message');
  await deliver(message({ body: 'On Sunday?', timestamp: '2026-11-01T10:05:00.000Z' }));
  expect(await only('message')).toMatchObject({ id: before?.id, data: { text: 'On Sunday?' } });
});

test('a message without an id of its own does not double either', async () => {
  const bare = { messageId: undefined };
  await deliver(message(bare), message(bare), message({ ...bare, body: 'Another one' }));
  expect((await records()).filter((r) => r.entity === 'message')).toHaveLength(2);
});

test('a message before its contact makes a placeholder that the contact fills, even with an older time', async () => {
  await deliver(message());
  expect(await only('lead')).toMatchObject({ data: { phone: '+15551234567', crmId: 'loc:con' } });
  await deliver(contact({ timestamp: '2026-10-01T08:00:00.000Z', phone: '+15557654321' }));
  expect(await only('lead')).toMatchObject({
    data: { name: 'Ann Lee', phone: '+15557654321', createdAt: '2026-10-01T08:00:00.000Z' },
  });
});

test('a placeholder takes the address from an e-mail, and nothing from what is no address', async () => {
  await deliver(
    message({ messageType: 'Email', from: 'Ann Lee <Ann@Example.com>' }),
    message({ contactId: 'b', conversationId: 'b', messageId: 'b', messageType: 'Email', from: 'nobody' }),
    message({ contactId: 'c', conversationId: 'c', messageId: 'c', messageType: 'FB', from: 'page-name' }),
  );
  const leads = (await records()).filter((r) => r.entity === 'lead');
  expect(leads.map((lead) => [lead.data['email'], lead.data['phone']])).toEqual([
    ['ann@example.com', undefined],
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test('events in any order end the same: the later one wins a field at a time', async () => {
  const early = contact({ name: 'Ann', source: 'form', timestamp: '2026-11-01T10:00:00.000Z' });
  const late = contact({ type: 'ContactUpdate', name: 'Ann Lee', timestamp: '2026-11-01T11:00:00.000Z' });
  const ends = [];
  for (const order of [
    [early, late],
    [late, early],
  ]) {
    await deliver(...order);
    ends.push((await only('lead')).data);
    await startAgain();
  }
  expect(ends[0]).toMatchObject({ name: 'Ann Lee', source: 'form' });
  expect(ends[1]).toEqual(ends[0]);
});

test('a conversation began with its earliest message, in whichever order they come', async () => {
  const at = (hour: number, over: Payload) => message({ dateAdded: `2026-11-01T0${hour}:00:00.000Z`, ...over });
  await deliver(
    at(5, { messageId: 'm5' }),
    at(3, { messageId: 'm3', messageType: 'Email' }),
    at(7, { messageId: 'm7' }),
  );
  const { data } = await only('conversation');
  expect(data).toMatchObject({ createdAt: '2026-11-01T03:00:00.000Z', channel: 'email' });
});

/** An edit on a device. */
const localEdit = (name: string, millis: number) =>
  writeTenant(world.server, TENANT, async (write) => {
    const lead = await only2(write);
    await writeRecord(
      write,
      {
        entity: 'lead',
        id: lead.id,
        parent: null,
        kind: 'put',
        set: { name },
        base: { name: lead.meta['name']?.o ?? null },
        opId: `local-${name}`,
        hlc: makeHlc(millis, 0, 'phone'),
        owner: null,
      },
      lead,
    );
  });
async function only2(write: Parameters<Parameters<typeof writeTenant>[2]>[0]) {
  const [lead] = await changedRecords(write.db, TENANT, { kind: 'all', userId: '' }, 0, 1);
  return lead!;
}

test('an edit of ours stays when the CRM only repeats what it said before', async () => {
  await deliver(contact());
  await localEdit('Annie', Date.parse('2026-11-01T10:30:00.000Z'));
  await deliver(contact({ type: 'ContactUpdate', source: 'form', timestamp: '2026-11-01T11:00:00.000Z' }));
  expect((await only('lead')).data).toMatchObject({ name: 'Annie', source: 'form' });
});

test('a later change in the CRM wins over an edit of ours, which is kept; an earlier one loses and is kept', async () => {
  await deliver(contact());
  await localEdit('Annie', Date.parse('2026-11-01T10:30:00.000Z'));
  await deliver(contact({ name: 'Anna', timestamp: '2026-11-01T10:20:00.000Z' }));
  const lead = await only('lead');
  expect(lead.data['name']).toBe('Annie');
  await deliver(contact({ name: 'Hannah', timestamp: '2026-11-01T11:00:00.000Z' }));
  expect((await only('lead')).data['name']).toBe('Hannah');
  const kept = await conflictsOf(world.server.db, TENANT, 'lead', lead.id);
  expect(kept.map((c) => c.lost).sort()).toEqual(['Anna', 'Annie']);
});

test('an HTML e-mail becomes text; the plain text that comes with one is taken', async () => {
  const email = { messageType: 'Email', subject: 'Hello', body: '<div>Is it <b>free</b>?</div><p>Ann &amp; Bob</p>' };
  await deliver(message({ ...email, emailMessageId: 'e1', messageId: undefined }));
  const { data } = await only('message');
  expect(data).toMatchObject({ subject: 'Hello', channel: 'email' });
  expect(String(data['text'])).toMatch(/^Is it free\?\s+Ann & Bob$/);
  await deliver(message({ ...email, messageId: 'm2', plainText: 'Is it free?' }));
  const texts = (await records()).filter((r) => r.entity === 'message').map((r) => r.data['text']);
  expect(texts).toContain('Is it free?');
});

test('a call without words is kept with an empty text and its recording', async () => {
  await deliver(
    message({ messageType: 'CALL', messageTypeId: 10, body: undefined, attachments: ['https://x/y.mp3', 7] }),
  );
  expect((await only('message')).data).toMatchObject({ channel: 'call', text: '', attachments: ['https://x/y.mp3'] });
});

test('an internal comment is no message', async () => {
  await deliver(message({ type: 'OutboundMessage', messageType: 'InternalComment' }));
  expect(await records()).toEqual([]);
  expect((await events())[0]).toMatchObject({ status: 'ignored', detail: 'not_a_message' });
});

test('automated messages are told apart', async () => {
  await deliver(message({ type: 'OutboundMessage', source: 'workflow', to: '+15551234567', from: '+15550000000' }));
  expect((await only('message')).data).toMatchObject({ automated: true, from: 'agent' });
  expect((await only('lead')).data['phone']).toBe('+15551234567');
});

test('values of a wrong kind are left out and the rest is taken', async () => {
  await deliver(
    contact({ name: 7, firstName: 'Ann', lastName: null, email: {}, dnd: 'yes', dateAdded: 'soon', tags: [1, 'a'] }),
  );
  const { data } = await only('lead');
  expect(data).toMatchObject({ name: 'Ann', email: null, tags: ['a'] });
  expect(data).not.toHaveProperty('dnd');
  expect(data).not.toHaveProperty('createdAt');
});
