import { personCodec } from '../storage/person-codec.ts';
import { createFieldCipher } from '../storage/field-cipher.ts';
import { requester } from './request.ts';
import { openTestStore } from './stores.ts';
import { createTestServer, TENANT } from './test-server.ts';

const TEST_KEYS = [{ kid: 'test', key: new Uint8Array(32).fill(1) }];

/** A server whose store encrypts, an admin, and a CRM contact with words that are easy to find again. */
export async function createPrivacyWorld() {
  const server = await createTestServer({ store: await openTestStore(personCodec(createFieldCipher(TEST_KEYS))) });
  const { cookie, user } = await server.signedIn('admin');
  const request = requester(server);
  let serial = 0;
  const deliver = async (payload: Record<string, unknown>) => {
    const event = { webhookId: `webhook-${++serial}`, locationId: 'loc', timestamp: iso(server.time.now), ...payload };
    const response = await server.postWebhook(event);
    if (response.status !== 200) throw new Error(`The webhook was answered with ${response.status}.`);
    await server.jobs.drain();
  };
  return {
    server,
    cookie,
    user,
    deliver,
    ask: (method: string, path: string, body?: unknown) => request(method, path, cookie, body),
    contact: (over: Record<string, unknown> = {}) =>
      deliver({
        type: 'ContactCreate',
        id: 'con',
        name: 'Zebulon Quartz',
        phone: '+12025550143',
        email: 'zeb@quartz.example',
        dateAdded: '2026-10-01T08:00:00.000Z',
        ...over,
      }),
    message: (body: string, over: Record<string, unknown> = {}) =>
      deliver({
        type: 'InboundMessage',
        contactId: 'con',
        conversationId: 'conv',
        messageId: `msg-${++serial}`,
        messageType: 'SMS',
        body,
        dateAdded: iso(server.time.now),
        from: '+12025550143',
        ...over,
      }),
    /** Every row of the database as stored, in one text. */
    async everything(): Promise<string> {
      const found: unknown[] = [];
      for (const { name } of await server.db.sql.introspection.getTables()) {
        found.push([
          name,
          await server.db.sql
            .selectFrom(name as 'op')
            .selectAll()
            .execute(),
        ]);
      }
      return JSON.stringify(found);
    },
    async leadId(): Promise<string> {
      const row = await server.db.sql
        .selectFrom('record')
        .select('id')
        .where('tenant_id', '=', TENANT)
        .where('entity', '=', 'lead')
        .where('erased', '=', 0)
        .executeTakeFirstOrThrow();
      return row.id;
    },
  };
}
export type PrivacyWorld = Awaited<ReturnType<typeof createPrivacyWorld>>;

const iso = (millis: number) => new Date(millis).toISOString();
