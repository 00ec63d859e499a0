import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Another process writes to this database. */
export class LockedError extends Error {
  readonly code = 'database_locked';
  readonly pid: number;
  constructor(path: string, pid: number) {
    super(`Process ${pid} is already using this data folder (lock file ${path}). Stop it first.`);
    this.name = 'LockedError';
    this.pid = pid;
  }
}

interface Holder {
  pid: number;
  /** Start of the process as the kernel tells it, so that a recycled pid is not taken for the holder; null elsewhere. */
  started: string | null;
}

/** Paths that this very process holds: after a container restart its pid can be the one in a stale lock. */
const held = new Set<string>();

/**
 * Takes the lock file that keeps a second server off the database; a lock of a dead process is taken over.
 * @returns a function that gives the lock back.
 * @throws LockedError when a living process holds it.
 */
export async function takeLock(path: string, pid = process.pid): Promise<() => void> {
  const mine = JSON.stringify({ pid, started: startOf(pid) } satisfies Holder);
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      writeFileSync(path, mine, { flag: 'wx', mode: 0o600 });
      held.add(path);
      return () => {
        if (held.delete(path)) unlinkSync(path);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    let found = read(path);
    if (found === '') {
      // Perhaps caught between creation and its first write.
      await sleep(100);
      found = read(path);
    }
    if (found === null) continue;
    const holder = parse(found);
    if (held.has(path) || (holder !== null && isAlive(holder, pid))) throw new LockedError(path, holder?.pid ?? pid);
    setAside(path, found, `${path}.stale-${pid}`);
  }
  throw new Error(`The lock file ${path} keeps changing hands.`);
}

/** Moves a stale lock away; puts it back when it turns out to be somebody's fresh one. */
function setAside(path: string, expected: string, aside: string): void {
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (read(aside) !== expected) linkSync(aside, path);
  unlinkSync(aside);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return null;
    return { pid: value.pid, started: 'started' in value && typeof value.started === 'string' ? value.started : null };
  } catch {
    return null;
  }
}

function isAlive(holder: Holder, ownPid: number): boolean {
  if (holder.pid === ownPid) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = startOf(holder.pid);
  return holder.started === null || started === null || started === holder.started;
}

/** Boot id and start time of a process in clock ticks (Linux: /proc/<pid>/stat, field 22); null on other systems. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may hold spaces.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`;
  } catch {
    return null;
  }
}
