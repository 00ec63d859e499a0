import { afterEach, beforeEach, expect } from 'vitest';
import type { ChangedRow } from '../../models/protocol/sync.ts';
import { listEvents } from '../storage/inbox.ts';
import { changedRecords } from '../storage/records.ts';
import { createTestServer, TENANT, type TestServer } from './test-server.ts';

export type Payload = Record<string, unknown>;

let serial = 0;
export const envelope = (payload: Payload, over: Payload = {}): Payload => ({
  appId: 'app',
  versionId: 'version',
  webhookId: `webhook-${++serial}`,
  timestamp: '2026-11-01T10:00:00.000Z',
  ...payload,
  ...over,
});
export const contact = (over: Payload = {}) =>
  envelope({
    type: 'ContactCreate',
    locationId: 'loc',
    id: 'con',
    name: 'Ann Lee',
    phone: '+15551234567',
    email: 'Ann@Example.com',
    tags: ['buyer'],
    dnd: false,
    dateAdded: '2026-10-01T08:00:00.000Z',
    ...over,
  });
export const message = (over: Payload = {}) =>
  envelope({
    type: 'InboundMessage',
    locationId: 'loc',
    contactId: 'con',
    conversationId: 'conv',
    messageId: 'msg',
    messageType: 'SMS',
    body: 'Can we see it on Saturday?',
    dateAdded: '2026-11-01T09:59:00.000Z',
    from: '+15551234567',
    ...over,
  });

/** A fresh server for each test of a file, what GHL sends to it and what it makes of that. */
export function useWebhookWorld() {
  let server: TestServer;
  beforeEach(async () => {
    server = await createTestServer();
  });
  afterEach(() => server.close());

  async function deliver(...payloads: unknown[]): Promise<void> {
    // One after another: of jobs that are due at the same moment any may run first.
    for (const payload of payloads) {
      expect((await server.postWebhook(payload)).status).toBe(200);
      await server.jobs.drain();
    }
  }
  const records = () => changedRecords(server.db, TENANT, { kind: 'all', userId: '' }, 0, 1000);
  async function only(entity: ChangedRow['entity']) {
    const found = (await records()).filter((record) => record.entity === entity);
    expect(found).toHaveLength(1);
    return found[0]!;
  }
  const events = () => listEvents(server.db, 'ghl');

  /** Another server in place of the present one. */
  async function startAgain(): Promise<void> {
    await server.close();
    server = await createTestServer();
  }

  return {
    deliver,
    records,
    only,
    events,
    startAgain,
    get server() {
      return server;
    },
  };
}
