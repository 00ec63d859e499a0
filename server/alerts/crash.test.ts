import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listJobs } from '../storage/jobs.ts';
import { openSqlite } from '../storage/storage.ts';
import { createAlertWorld, READY, type AlertWorld } from '../testing/alert-world.ts';
import { spawnSender, type SenderData } from '../testing/spawn-sender.ts';
import { openTestStore, STORE, type TestStore } from '../testing/stores.ts';

let folder: string;
let store: TestStore;
let world: AlertWorld;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-crash-'));
  store = STORE === 'postgres' ? await openTestStore() : await onFile();
  world = await createAlertWorld({ store });
  await world.team({ level: 'ready', urgent: false });
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Other processes can open it too. */
async function onFile(): Promise<TestStore> {
  const storage = await openSqlite(join(folder, 'leadlight.db'));
  return { storage, db: storage.db, url: '', close: () => storage.close() };
}

const SENT = {
  webhook: {
    kind: 'webhook-out',
    /** By which a receiver knows that it had this before. */
    idOf: (headers: Record<string, unknown>) => headers['webhook-id'],
    async prepare() {
      const { admin, request, https } = world;
      const hook = { url: `${https.url}/hook`, events: ['lead.ready'] };
      expect((await request('POST', '/api/webhooks', admin.cookie, hook)).status).toBe(201);
    },
  },
  push: {
    kind: 'alert-push',
    idOf: (headers: Record<string, unknown>) => headers['topic'],
    async prepare() {
      const { agent, request } = world;
      await world.own(agent.user.id, { push: true });
      const answer = await request('POST', '/api/push/subscriptions', agent.cookie, world.subscription('/device'));
      expect(answer.status).toBe(201);
    },
  },
};

test.each(['webhook', 'push'] as const)(
  'a process killed between the delivery of a %s and its commit is followed by a second delivery with the same id',
  { timeout: 300_000 },
  async (what) => {
    const { kind, idOf, prepare } = SENT[what];
    const { https, agent, server, time } = world;
    await prepare();
    await world.lead('l', agent.user.id);
    const sentAt = new Date(time.now).toISOString();
    await world.edit('message', 'm', 'l', { conversationId: 'c', from: 'lead', text: READY, channel: 'sms', sentAt });
    time.now += 5000;
    await server.drainAnalyses();
    const queued = async () => (await listJobs(server.storage.db)).filter((job) => job.kind === kind);
    expect(await queued()).toHaveLength(1);

    const database = STORE === 'postgres' ? { url: store.url } : { file: join(folder, 'leadlight.db') };
    const data: SenderData = { database, ca: https.ca, vapid: world.vapid, fieldKey: 1 };
    // It is received, and the answer never comes.
    https.answers.push(null);
    const first = spawnSender(data);
    await vi
      .waitFor(() => expect(https.posted).toHaveLength(1), { timeout: 140_000, interval: 50 })
      .finally(first.kill);
    expect(await queued()).toHaveLength(1);
    const second = spawnSender(data);
    const done = async () => expect(await queued()).toEqual([]);
    await vi.waitFor(done, { timeout: 140_000, interval: 50 }).finally(second.kill);
    const ids = https.posted.map(({ headers }) => idOf(headers));
    expect(ids).toEqual([expect.stringMatching(/./), ids[0]]);
  },
);
