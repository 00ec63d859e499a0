import { expect, test, vi } from 'vitest';
import { runs } from './testing/runs.ts';
import type { SyncOk } from '../models/protocol/sync.ts';
import { spawnServer, type SpawnedServer } from './testing/spawn-server.ts';

const ROUNDS = runs(2);
const WORKERS = 8;
const KILL_AFTER_ACKS = 60;

async function signIn(server: SpawnedServer): Promise<string> {
  const response = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify(server.admin),
  });
  expect(response.status).toBe(200);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Everything that the admin sees. */
async function pullAll(server: SpawnedServer, cookie: string): Promise<SyncOk['changes']> {
  const response = await fetch(`${server.url}/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 2000, ops: [] }),
  });
  expect(response.status).toBe(200);
  const answer = (await response.json()) as SyncOk;
  expect(answer).toMatchObject({ ok: true, more: false });
  return answer.changes;
}

test('kill -9 under load loses no webhook that was answered, and doubles none', { timeout: runs(60_000) }, async () => {
  const server = await spawnServer();
  const acknowledged = new Set<string>();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      let killed = false;
      let acks = 0;
      const post = async (worker: number) => {
        for (let i = 0; !killed; i++) {
          const id = `${round}-${worker}-${i}`;
          const event = {
            type: 'InboundMessage',
            locationId: 'loc',
            webhookId: `w-${id}`,
            timestamp: '2026-11-01T10:00:00.000Z',
            contactId: `contact-${worker}`,
            conversationId: `conversation-${worker}`,
            messageId: `m-${id}`,
            messageType: 'SMS',
            body: id,
            dateAdded: '2026-11-01T10:00:00.000Z',
          };
          const status = await server.postWebhook(event).then(
            (response) => response.status,
            () => null,
          );
          if (status === 200) acknowledged.add(id);
          if (status === 200 && ++acks === KILL_AFTER_ACKS) {
            killed = true;
            await server.kill();
          }
        }
      };
      await Promise.all(Array.from({ length: WORKERS }, (_, worker) => post(worker)));
      await server.restart();
    }
    const cookie = await signIn(server);
    // Jobs run after the answer.
    await vi.waitFor(
      async () => {
        const changes = await pullAll(server, cookie);
        const texts = changes.flatMap((c) => ('data' in c && c.entity === 'message' ? [String(c.data['text'])] : []));
        expect(new Set(texts).size).toBe(texts.length);
        expect([...acknowledged].filter((id) => !texts.includes(id))).toEqual([]);
        expect(changes.filter((c) => c.entity === 'lead').length).toBeLessThanOrEqual(WORKERS);
      },
      { timeout: 20_000, interval: 250 },
    );
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS * KILL_AFTER_ACKS);
  } finally {
    await server.dispose();
  }
});
