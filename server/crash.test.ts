import { expect, test, vi } from 'vitest';
import { runs } from './testing/runs.ts';
import type { SyncOk } from '../models/protocol/sync.ts';
import { spawnServer, type SpawnedServer } from './testing/spawn-server.ts';
import { STORE } from './testing/stores.ts';

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

const request = { clientId: 'c', epoch: null, cursor: 0, scope: null, schema: 1, limit: 2000, ops: [] as unknown[] };
const postSync = (server: SpawnedServer, cookie: string, over: Partial<typeof request>) =>
  fetch(`${server.url}/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ ...request, ...over }),
  });

/** Everything that the admin sees. */
async function pullAll(server: SpawnedServer, cookie: string): Promise<SyncOk['changes']> {
  const response = await postSync(server, cookie, {});
  expect(response.status).toBe(200);
  const answer = (await response.json()) as SyncOk;
  expect(answer).toMatchObject({ ok: true, more: false });
  return answer.changes;
}

const event = (worker: number, id: string) => ({
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
});
const note = (clientId: string, seq: number) => ({
  seq,
  id: `${clientId}-op-${seq}`,
  entity: 'note',
  rid: `${clientId}-note-${seq}`,
  kind: 'put',
  set: { body: `${clientId}-${seq}` },
  base: {},
  hlc: '1790000000000-0000-c',
  parent: 'somebody',
});

test(
  `kill -9 under load on ${STORE} loses no webhook and no edit that was answered, and doubles none`,
  {
    timeout: runs(90_000),
  },
  async () => {
    const server = await spawnServer();
    const webhooks = new Set<string>();
    const edits = new Set<string>();
    /** The next edit of each device: one that was not answered goes out again under the same number. */
    const next = [1, 1];
    try {
      let cookie = await signIn(server);
      for (let round = 0; round < ROUNDS; round++) {
        let killed = false;
        let acks = 0;
        const acknowledged = async () => {
          if (++acks !== KILL_AFTER_ACKS) return;
          killed = true;
          await server.kill();
        };
        const post = async (worker: number) => {
          for (let i = 0; !killed; i++) {
            const id = `${round}-${worker}-${i}`;
            const answer = await server.postWebhook(event(worker, id)).catch(() => null);
            if (answer?.status !== 200) continue;
            webhooks.add(id);
            await acknowledged();
          }
        };
        const edit = async (device: number) => {
          while (!killed) {
            const seq = next[device] ?? 1;
            const clientId = `device-${device}`;
            const sent = { clientId, limit: 1, ops: [note(clientId, seq)] };
            const answer = await postSync(server, cookie, sent)
              .then(async (response) => (response.status === 200 ? ((await response.json()) as SyncOk) : null))
              .catch(() => null);
            if (answer === null) continue;
            expect(answer).toMatchObject({
              ok: true,
              results: [{ seq, status: expect.stringMatching(/applied|replayed/) }],
            });
            edits.add(`${clientId}-${seq}`);
            next[device] = seq + 1;
            await acknowledged();
          }
        };
        await Promise.all([...Array.from({ length: WORKERS }, (_, worker) => post(worker)), edit(0), edit(1)]);
        await server.restart();
      }
      cookie = await signIn(server);
      // Jobs run after the answer.
      await vi.waitFor(
        async () => {
          const changes = await pullAll(server, cookie);
          const of = (entity: string, field: string) =>
            changes.flatMap((c) => ('data' in c && c.entity === entity ? [String(c.data[field])] : []));
          const texts = of('message', 'text');
          expect(new Set(texts).size).toBe(texts.length);
          expect([...webhooks].filter((id) => !texts.includes(id))).toEqual([]);
          expect(changes.filter((c) => c.entity === 'lead').length).toBeLessThanOrEqual(WORKERS);
          const bodies = of('note', 'body');
          expect([...edits].filter((id) => !bodies.includes(id))).toEqual([]);
          // At most the one in hand when the process died is there without an answer.
          expect(bodies.length).toBeLessThanOrEqual(edits.size + next.length);
        },
        { timeout: 30_000, interval: 250 },
      );
      expect(webhooks.size + edits.size).toBeGreaterThanOrEqual(ROUNDS * KILL_AFTER_ACKS);
      expect(edits.size).toBeGreaterThan(0);
    } finally {
      await server.dispose();
    }
  },
);
