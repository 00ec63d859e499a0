import { vi } from 'vitest';
import type { Entity } from '../../models/protocol/entities.ts';
import { saveGhlSettings } from '../../server/storage/ghl-settings.ts';
import { locationTokenId } from '../../server/storage/ghl-tokens.ts';
import { changedRecords } from '../../server/storage/records.ts';
import { bindLocation } from '../../server/storage/tenants.ts';
import { createTestServer, TENANT } from '../../server/testing/test-server.ts';
import { writeTenant, type TenantWrite } from '../../server/sync/tenant-write.ts';
import type { Contact, CrmMessage } from './crm-state.ts';
import { CLIENT, startStandIn } from './stand-in.ts';

// Every test here runs a server, a CRM and sign-ins: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

export const LOCATION = 'loc';
export const AT = { tenantId: TENANT, locationId: LOCATION };
export type Harness = Awaited<ReturnType<typeof createHarness>>;
type Payload = Record<string, unknown>;

/** A server and the stand-in CRM, which share a clock. */
export async function createHarness() {
  const time = { now: Date.parse('2026-11-02T18:00:00.000Z') };
  const standIn = await startStandIn({ now: () => time.now });
  const oauthApp = { clientId: CLIENT.id, clientSecret: CLIENT.secret, authorizeUrl: 'https://crm.test/choose' };
  const server = await createTestServer({ time, ghl: { apiUrl: standIn.url, oauthApp } });
  let serial = 0;
  const envelope = (payload: Payload): Payload => ({
    webhookId: `webhook-${String(++serial).padStart(6, '0')}`,
    timestamp: new Date(time.now).toISOString(),
    locationId: LOCATION,
    ...payload,
  });
  const records = () => changedRecords(server.db, TENANT, { kind: 'all', userId: '' }, 0, 10_000);

  return {
    time,
    standIn,
    server,
    envelope,
    records,
    async close() {
      await server.close();
      await standIn.close();
    },
    /** Connects the location by a private token. */
    async connect(settings: object = {}): Promise<void> {
      standIn.state.tokens.privates.set('private-token', LOCATION);
      await bindLocation(server.db, 'ghl', LOCATION, TENANT);
      await server.ghl.tokens.put(server.db, {
        ...AT,
        id: locationTokenId(LOCATION),
        kind: 'private',
        companyId: null,
        access: 'private-token',
        refresh: null,
        expiresAt: null,
        status: 'connected',
        changedAt: time.now,
      });
      await saveGhlSettings(server.db, TENANT, settings);
    },
    contact(over: Partial<Contact> = {}): Contact {
      const contact = {
        id: 'con',
        locationId: LOCATION,
        name: 'Ann Lee',
        email: 'ann@example.com',
        phone: '+12125550123',
        timezone: 'America/New_York',
        dnd: false,
        tags: ['buyer'],
        customFields: [],
        dateAdded: '2026-10-01T08:00:00.000Z',
        dateUpdated: '2026-10-01T08:00:00.000Z',
        ...over,
      };
      standIn.state.contacts.set(contact.id, contact);
      return contact;
    },
    message(over: Partial<CrmMessage> = {}): CrmMessage {
      const message: CrmMessage = {
        id: `m-${String(++serial).padStart(6, '0')}`,
        type: 2,
        messageType: 'TYPE_SMS',
        locationId: LOCATION,
        contactId: 'con',
        conversationId: 'conv',
        dateAdded: '2026-11-02T17:00:00.000Z',
        body: 'Can we see it on Saturday?',
        direction: 'inbound',
        contentType: 'text/plain',
        ...over,
      };
      standIn.state.messages.push(message);
      return message;
    },
    /** Delivers events as GHL does and works them off. */
    async deliver(...payloads: Payload[]): Promise<void> {
      for (const payload of payloads) {
        const response = await server.postWebhook(envelope(payload));
        if (response.status !== 200) throw new Error(await response.text());
      }
      await server.jobs.drain();
    },
    async lead(crmId = `${LOCATION}:con`) {
      const found = (await records()).find((one) => one.entity === 'lead' && one.data['crmId'] === crmId);
      if (found === undefined) throw new Error('No such lead.');
      return found;
    },
    async all(entity: Entity) {
      return (await records()).filter((one) => one.entity === entity && one.data['deleted'] !== true);
    },
    write: <T>(work: (write: TenantWrite) => Promise<T>) =>
      writeTenant({ ...server, afterEdit: server.ghl.afterEdit }, TENANT, work),
    /** Works off every call that is due, and those that a failure or a limit put off. */
    async drainCalls(rounds = 1): Promise<void> {
      for (let round = 0; round < rounds; round++) {
        await server.drainCalls();
        if (round + 1 < rounds) time.now += 15_000;
      }
    },
  };
}
