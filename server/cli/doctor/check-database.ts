import type { StorageConfig } from '../../storage/open-storage.ts';
import { inspectPostgres, inspectSqlite, type Inspection } from '../../storage/inspect.ts';
import { bad, ok, warning, type Finding } from './finding.ts';

const MAX_DRIFT_MILLIS = 5000;
const MAX_AHEAD_MILLIS = 5 * 60_000;

/** The database, opened for reading only: sound, of this version's schema, and in step with this machine's clock. */
export async function checkDatabase(config: StorageConfig, now: number): Promise<Finding[]> {
  try {
    const found = config.database === null ? await inspectSqlite(config) : await inspectPostgres(config.database.url);
    if (found === null) return [warning('database', 'there is none yet', 'start the server once, or restore a backup')];
    return [
      ...checkSoundness(found),
      checkSchema(found),
      ...checkClock(found, now),
      ...checkJobs(found),
      ...checkChains(found),
    ];
  } catch (error) {
    const todo =
      config.database === null
        ? 'restore the last backup (npm run restore -- FILE --replace); keep the damaged file'
        : 'check DATABASE_URL, and that PostgreSQL runs and lets this machine in';
    return [bad('database', `it cannot be read (${(error as { code?: string }).code ?? 'unknown reason'})`, todo)];
  }
}

function checkSoundness(found: Inspection): Finding[] {
  const findings = [
    found.complaint === null
      ? ok('database', `${found.product} answers, and it is sound`)
      : bad('integrity', found.complaint, 'stop the server, keep this file, and restore the last backup'),
  ];
  if (found.passesWalls) {
    const todo = 'give the server a role that is no superuser and has no BYPASSRLS';
    findings.push(
      warning('row-level security', 'the role in DATABASE_URL passes it: one wall less between teams', todo),
    );
  }
  return findings;
}

function checkSchema({ pending, unknown }: Inspection): Finding {
  if (unknown.length > 0) {
    return bad('schema', `made by a newer version (${unknown.join(', ')})`, 'start the version that you had before');
  }
  if (pending.length === 0) return ok('schema', 'up to date');
  return warning('schema', `${pending.join(', ')} not run yet`, 'npm run migrate, or start the server');
}

function checkClock(found: Inspection, now: number): Finding[] {
  const drift = found.databaseNow === null ? 0 : Math.abs(found.databaseNow - now);
  if (drift > MAX_DRIFT_MILLIS) {
    const says = `the database's clock and this machine's differ by ${Math.round(drift / 1000)} s`;
    return [bad('clock', says, 'switch time synchronisation (NTP) on for both')];
  }
  if (found.newest !== null && found.newest > now + MAX_AHEAD_MILLIS) {
    const says = `the newest edit is ${Math.round((found.newest - now) / 60_000)} minutes ahead of this machine's clock`;
    return [bad('clock', says, 'set the clock right, with time synchronisation (NTP) on')];
  }
  return [ok('clock', new Date(now).toISOString())];
}

function checkChains({ chains }: Inspection): Finding[] {
  return chains.map(({ tenantId, state }) => {
    const about = `audit log of team ${tenantId}`;
    if (state.ok) return ok(about, `${state.rows} entries, unbroken; the last one's hash is ${state.head || 'none'}`);
    const todo = 'compare with the last backup: somebody changed or removed entries past the server';
    return bad(about, `entry ${state.seq} is missing or does not follow from the one before`, todo);
  });
}

function checkJobs({ deadJobs }: Inspection): Finding[] {
  if (deadJobs === 0) return [];
  return [warning('jobs', `${deadJobs} failed three times and wait for somebody`, 'look at the list of failed work')];
}
