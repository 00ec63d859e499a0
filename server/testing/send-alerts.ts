import { randomUUID } from 'node:crypto';
import { createAlerts } from '../alerts/alerts.ts';
import { createSafePost } from '../http/safe-post.ts';
import { startJobRunner } from '../jobs/runner.ts';
import { silentLogger } from '../log.ts';
import { releaseLeases } from '../storage/jobs.ts';
import { openPostgres } from '../storage/postgres.ts';
import { openSqlite } from '../storage/storage.ts';
import type { SenderData } from './spawn-sender.ts';

// A process that sends what is queued in a database, to be killed while it does.
const { database, ca, vapid, fieldKey } = JSON.parse(process.argv[2] ?? '') as SenderData;
const storage = await ('url' in database
  ? openPostgres({ url: database.url, migrate: false })
  : openSqlite(database.file));
const clock = Date.now;
const ids = () => randomUUID();
const alerts = createAlerts({
  ...{ storage, clock, ids, vapid, sendMail: null, publicUrl: null },
  fieldKeys: [{ kid: 'test', key: new Uint8Array(32).fill(fieldKey) }],
  safePost: createSafePost({ ca, resolve: () => Promise.resolve(['127.0.0.1']), isAllowed: () => true }),
});
// As at the start of a server: on SQLite nobody else works on this queue.
if (storage.dialect === 'sqlite') await releaseLeases(storage.db);
const handlers = { ...alerts.alertHandlers, ...alerts.webhookHandlers };
const runner = startJobRunner({
  ...{ storage, handlers, clock, ids, random: Math.random, logger: silentLogger, leaseMillis: 2000 },
});
// Its timers rest with the process otherwise.
setInterval(() => runner.wake(), 200);
