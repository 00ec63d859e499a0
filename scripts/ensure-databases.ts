import { spawnSync } from 'node:child_process';
import { findPostgres } from '../server/testing/find-postgres.ts';
import { findRedis } from '../server/testing/find-redis.ts';

/**
 * Makes sure that the tests find PostgreSQL and Redis or Valkey, of which they start their own: the installed ones, else
 * Debian's packages when root. Without them the tests run on SQLite alone, and this says so.
 */
function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

const missing = () => [
  ...(findPostgres() === null ? [{ name: 'PostgreSQL', debian: 'postgresql' }] : []),
  ...(findRedis() === null ? [{ name: 'Redis or Valkey', debian: 'redis-server' }] : []),
];

const onDebian = process.platform === 'linux' && spawnSync('apt-get', ['--version']).status === 0;
const wanted = missing();
if (wanted.length > 0 && onDebian && process.getuid?.() === 0) {
  console.log(`Installing for the tests: ${wanted.map(({ name }) => name).join(', ')}.`);
  if (run('apt-get', 'update', '-qq')) {
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...wanted.map(({ debian }) => debian));
  }
}
for (const { name, debian } of missing()) {
  console.warn(`SKIPPED: ${name} is not installed (on Debian: apt-get install ${debian}), so nothing is tested on it.`);
}
