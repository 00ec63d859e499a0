import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { BackupError } from './backup-error.ts';

/** Writes values as gzipped JSON Lines into a new file that only its owner reads, down to the disk. */
export async function writeLines(file: string, values: AsyncIterable<unknown>): Promise<void> {
  async function* lines() {
    for await (const value of values) yield `${JSON.stringify(value)}\n`;
  }
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(Readable.from(lines()), createGzip(), target);
}

/** The values of such a file; null for a line that is no JSON. Throws BackupError when the file is no sound gzip. */
export async function* readLines(file: string): AsyncGenerator<unknown> {
  const input = createReadStream(file);
  const unzipped = input.pipe(createGunzip());
  input.on('error', (error) => unzipped.destroy(error));
  try {
    for await (const text of createInterface({ input: unzipped, crlfDelay: Infinity })) yield parse(text);
    if (unzipped.errored) throw unzipped.errored;
  } catch (error) {
    throw damaged(file, error);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function damaged(file: string, cause?: unknown): BackupError {
  return new BackupError('damaged', `${file} is damaged or was cut short: use another backup.`, { cause });
}
