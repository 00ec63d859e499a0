import { afterEach, beforeEach, expect, test } from 'vitest';
import { startJobRunner } from '../jobs/runner.ts';
import { silentLogger } from '../log.ts';
import { listJobs } from '../storage/jobs.ts';
import { createAlertWorld, READY, type AlertWorld } from '../testing/alert-world.ts';
import { softPool } from '../testing/soft-pool.ts';
import { analyseLeadJob } from './analyse-lead-job.ts';
import type { AnalysisPool } from './analysis-pool.ts';
import { ANALYSE_JOB } from './queue-analysis.ts';
import { queueReanalysis, REANALYSE_JOB, reanalyseJob } from './reanalyse-job.ts';

let world: AlertWorld;
beforeEach(async () => {
  world = await createAlertWorld();
});
afterEach(() => world.close());

/** A server of a version on the same database. */
function serverOf(version: string, pool: Pick<AnalysisPool, 'analyse'> = softPool(() => world.time.now)) {
  const { storage, pokes, ids } = world.server;
  const clock = () => world.time.now;
  const deps = { storage, pokes, clock, ids, version };
  const afterAnalysis = () => Promise.resolve();
  const analyse = analyseLeadJob({ ...deps, pool, afterAnalysis, wakeCalls: () => undefined });
  const all = { [REANALYSE_JOB]: reanalyseJob(deps), [ANALYSE_JOB]: analyse };
  const drain = async (handlers: typeof all | Pick<typeof all, typeof REANALYSE_JOB> = all) => {
    const runner = startJobRunner({ storage, handlers, clock, ids, random: () => 0.5, logger: silentLogger });
    await runner.drain();
    await runner.stop();
  };
  return {
    start: () => queueReanalysis({ storage, clock }),
    drain,
    /** Only looks through the leads. */
    look: () => drain({ [REANALYSE_JOB]: all[REANALYSE_JOB] }),
  };
}
const versions = async () => {
  const rows = await world.server.db.sql.selectFrom('lead_analysis').select(['lead_id', 'version']).execute();
  return Object.fromEntries(rows.map((row) => [row.lead_id, row.version]));
};
const waiting = async () =>
  (await listJobs(world.server.storage.db)).filter((job) => job.kind === ANALYSE_JOB && job.status === 'ready').length;
/** Time goes on until nothing is left to do. */
async function untilDone(server: ReturnType<typeof serverOf>): Promise<number> {
  for (let rounds = 1; ; rounds++) {
    await server.drain();
    if ((await listJobs(world.server.storage.db)).every((job) => job.status === 'dead')) return rounds;
    world.time.now += 30_000;
  }
}

test('leads that another version analysed, and those that none did, are analysed after a start, once', async () => {
  await world.lead('old', null);
  await world.writes('old', READY);
  await world.lead('empty', null);
  await world.lead('gone', null);
  await world.writes('gone', READY);
  await world.edit('lead', 'gone', null, { deleted: true });
  await world.lead('never', null);
  await world.writes('never', READY);
  world.time.now += 10_000;
  await world.server.drainAlerts();
  await world.server.db.sql.deleteFrom('lead_analysis').where('lead_id', '=', 'never').execute();
  expect(Object.keys(await versions())).toEqual(['old']);

  const next = serverOf('next');
  await next.start();
  await untilDone(next);
  expect(await versions()).toEqual({ old: 'next', never: 'next' });
  await next.start();
  await next.look();
  expect(await listJobs(world.server.storage.db)).toEqual([]);
});

test('twenty analyses wait at most, so that a new message is not behind all the others', async () => {
  for (let n = 0; n < 45; n++) {
    await world.edit('lead', `l${n}`, null, { name: `Lead ${n}` });
    const sentAt = new Date(world.time.now).toISOString();
    await world.edit('message', `l${n}-m`, `l${n}`, { from: 'lead', text: 'Hi', channel: 'sms', sentAt });
  }
  await world.server.db.sql.deleteFrom('job').execute();
  const next = serverOf('next');
  await next.start();
  await next.look();
  expect(await waiting()).toBe(20);
  world.time.now += 30_000;
  await next.look();
  expect(await waiting()).toBe(20);
  expect(await untilDone(next)).toBeGreaterThan(2);
  expect(Object.keys(await versions())).toHaveLength(45);
});

test('a lead whose analysis died is not tried over and over, and a new message tries it again', async () => {
  await world.lead('l', null);
  await world.writes('l', 'Hi');
  await world.server.db.sql.deleteFrom('lead_analysis').execute();
  const broken = serverOf('next', { analyse: () => Promise.reject(new Error('no')) });
  await broken.start();
  await untilDone(broken);
  await broken.start();
  await broken.look();
  expect(await waiting()).toBe(0);
  const next = serverOf('next');
  await world.edit('message', 'again', 'l', {
    from: 'lead',
    text: 'Still there?',
    channel: 'sms',
    sentAt: new Date(world.time.now).toISOString(),
  });
  world.time.now += 10_000;
  await next.drain();
  expect(await versions()).toEqual({ l: 'next' });
});
