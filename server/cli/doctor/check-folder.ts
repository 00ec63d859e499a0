import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockFile, sqliteFile, type StorageConfig } from '../../storage/open-storage.ts';
import { bad, ok, warning, type Finding } from './finding.ts';

const MEGABYTE = 1024 * 1024;

/** The data folder: there, ours alone, with room; and who holds its lock. */
export function checkFolder(config: StorageConfig): Finding[] {
  const folder = resolve(config.dataDir);
  if (!existsSync(folder)) {
    return [warning('data folder', `${folder} does not exist yet`, 'start the server once, or correct DATA_DIR')];
  }
  return [checkAccess(folder), ...checkModes(config, folder), checkRoom(config, folder), ...checkLock(config)];
}

function checkAccess(folder: string): Finding {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok('data folder', `${folder} can be read and written`);
  } catch {
    return bad('data folder', `${folder} cannot be written`, 'give it to the user that runs the server (chown)');
  }
}

function checkModes(config: StorageConfig, folder: string): Finding[] {
  if (process.platform === 'win32') return [];
  return [folder, join(folder, 'auth-secret'), join(folder, 'field-keys'), sqliteFile(config)]
    .filter((path) => existsSync(path) && (statSync(path).mode & 0o007) !== 0)
    .map((path) => warning('permissions', `${path} is open to every user of this machine`, `chmod o-rwx ${path}`));
}

function checkRoom(config: StorageConfig, folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const size = existsSync(sqliteFile(config)) ? statSync(sqliteFile(config)).size : 0;
  const says = `${Math.floor(free / MEGABYTE)} MB free, the database takes ${Math.ceil(size / MEGABYTE)} MB`;
  if (free < 100 * MEGABYTE) return bad('disk space', says, 'make room: a full disk refuses every write');
  if (free < Math.max(1024 * MEGABYTE, 2 * size)) return warning('disk space', says, 'make room soon');
  return ok('disk space', says);
}

function checkLock(config: StorageConfig): Finding[] {
  if (config.database !== null) return [];
  const path = lockFile(config);
  if (!existsSync(path)) return [ok('lock', 'no server runs on this data folder')];
  const pid = /"pid":(\d+)/.exec(readFileSync(path, 'utf8'))?.[1];
  if (pid !== undefined && isAlive(Number(pid))) return [ok('lock', `held by process ${pid}`)];
  return [
    warning('lock', `left by process ${pid ?? 'unknown'}, which has died`, 'nothing: the next start takes it over'),
  ];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
