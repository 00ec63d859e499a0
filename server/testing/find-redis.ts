import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program of an installed Redis or Valkey; null when there is none. */
export function findRedis(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const programs = ['valkey-server', 'redis-server'].flatMap((name) => folders.map((folder) => join(folder, name)));
  return programs.find((program) => existsSync(program)) ?? null;
}
