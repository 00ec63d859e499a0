import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from './find-postgres.ts';

export interface PostgresServer {
  /** URL of a database for the superuser, who passes every row policy. */
  adminUrl(database: string): string;
  /** URL of a database for the role that the server has. */
  url(database: string): string;
  /** Ends it as a crash does: connections cut, nothing flushed, recovery from the log at the next start. */
  crash(): Promise<void>;
  /** Starts again on the same data and port. */
  restart(): Promise<void>;
  /** Ends the server and removes its data. */
  dispose(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own on loopback with data in a temporary folder, or returns null where none is installed.
 * @param durable write through to the disk as in production; without, commits are quick and do not survive the power going out.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer | null> {
  const bin = findPostgres();
  if (bin === null) return null;
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-postgres-'));
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(bin, 'initdb'), init, { ...user, cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const quick = durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
  const settings = ['-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'];
  let child: ChildProcess;

  const adminUrl = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  async function start(): Promise<void> {
    child = spawn(join(bin ?? '', 'postgres'), ['-D', data, ...settings, ...quick], {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    });
    await answers(adminUrl('postgres'));
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  }
  const lastResort = () => void child.kill('SIGQUIT');
  process.once('exit', lastResort);
  await start();
  await query(adminUrl('postgres'), 'create role leadlight login');
  return {
    adminUrl,
    url: (database) => `postgres://leadlight@127.0.0.1:${port}/${database}`,
    crash: () => end('SIGQUIT'),
    restart: start,
    async dispose() {
      await end('SIGQUIT');
      process.removeListener('exit', lastResort);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root: then as the package's user, else as nobody. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  return null;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await query(url, 'select 1');
      return;
    } catch (error) {
      if (tries > 300) throw error;
      await sleep(100);
    }
  }
}
