import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LockedError, takeLock } from './lock-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a second holder is refused with a clear error until the first lets go', async () => {
  const release = await takeLock(path);
  await expect(takeLock(path)).rejects.toThrow(LockedError);
  await expect(takeLock(path)).rejects.toThrow(/already using this data folder/);
  release();
  release();
  expect(existsSync(path)).toBe(false);
  (await takeLock(path))();
});

test('a lock of a living process is respected', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  try {
    writeFileSync(path, JSON.stringify({ pid: child.pid, started: null }));
    await expect(takeLock(path)).rejects.toMatchObject({ code: 'database_locked', pid: child.pid });
  } finally {
    child.kill('SIGKILL');
  }
});

test('a lock of a dead process is taken over and nothing is left behind', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((done) => child.once('exit', done));
  writeFileSync(path, JSON.stringify({ pid: child.pid, started: null }));
  const release = await takeLock(path);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
  expect(readdirSync(folder)).toEqual(['lock']);
  release();
});

test.runIf(process.platform === 'linux')('a recycled pid is not taken for the holder', async () => {
  writeFileSync(path, JSON.stringify({ pid: process.ppid, started: 'another boot:1' }));
  (await takeLock(path))();
});

test('a lock with our own pid from before a restart of the container is stale', async () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, started: null }));
  (await takeLock(path))();
});

test.each(['', 'not json', '{}', '{"pid":"x"}'])('an unreadable lock (%j) is taken over', async (content) => {
  writeFileSync(path, content);
  (await takeLock(path))();
});

test('an unusable place is reported as it is', async () => {
  await expect(takeLock(join(folder, 'missing', 'lock'))).rejects.toMatchObject({ code: 'ENOENT' });
});
