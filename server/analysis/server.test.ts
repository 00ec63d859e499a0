import { afterEach, expect, test } from 'vitest';
import { spawnServer, type SpawnedServer } from '../testing/spawn-server.ts';

let server: SpawnedServer | null = null;
afterEach(async () => {
  await server?.dispose();
  server = null;
});

test('a real server analyses what a webhook brings, with the model and no device open, and stops cleanly', async () => {
  const running = (server = await spawnServer({ env: { ANALYSIS_THREADS: '1' } }));
  const sent = await running.postWebhook({
    type: 'InboundMessage',
    webhookId: 'w-1',
    locationId: 'loc',
    contactId: 'contact',
    conversationId: 'conversation',
    messageId: 'message',
    messageType: 'SMS',
    direction: 'inbound',
    body: 'We are pre-approved and want to make an offer on the house today.',
    dateAdded: new Date().toISOString(),
    timestamp: new Date().toISOString(),
  });
  expect(sent.status).toBe(200);
  const post = (path: string, body: unknown, headers = {}) =>
    fetch(`${running.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: running.url, ...headers },
      body: JSON.stringify(body),
    });
  const cookie = (await post('/api/auth/sign-in/email', running.admin)).headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const pull = { clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 100, ops: [] };
  const leadId = async () => {
    const { changes } = (await (await post('/sync', pull, { cookie })).json()) as {
      changes: { entity: string; id: string }[];
    };
    return changes.find(({ entity }) => entity === 'lead')?.id;
  };
  await expect.poll(leadId, { timeout: 50_000 }).toBeDefined();
  const id = await leadId();
  const analysis = async () => {
    const response = await fetch(`${running.url}/api/leads/${id}/analysis`, { headers: { cookie } });
    return response.status === 200 ? ((await response.json()) as object) : null;
  };
  await expect.poll(analysis, { timeout: 50_000, interval: 500 }).toMatchObject({ source: 'model', messages: 1 });
  expect(await running.stop()).toBe(0);
}, 120_000);
