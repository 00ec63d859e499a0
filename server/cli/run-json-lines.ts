import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Readable } from 'node:stream';
import { readLines } from './lines.ts';

export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string };

export interface JsonLinesJob<T> {
  input: Readable;
  output: Writable;
  errors: Writable;
  parse: (json: unknown, lineNumber: number) => Parsed<T>;
  /** Handles a batch, in order; one result an item. */
  handle: (batch: readonly T[]) => Promise<readonly unknown[]>;
  batchSize?: number;
}

/** Exit codes of the command line. */
export const EXIT = { ok: 0, failed: 1, badLines: 2 } as const;

async function write(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}

function parseLine<T>(text: string | null, number: number, parse: JsonLinesJob<T>['parse']): Parsed<T> {
  if (text === null) return { ok: false, reason: 'the line is too long' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, reason: `not JSON: ${(error as Error).message}` };
  }
  return parse(json, number);
}

/**
 * Reads JSON Lines, writes one JSON a line for each good record. A bad line is told on `errors` with its number and
 * reason, and the rest goes on. Streams: memory does not grow with the input. Returns the exit code.
 */
export async function runJsonLines<T>(job: JsonLinesJob<T>): Promise<number> {
  let bad = 0;
  let batch: T[] = [];
  const flush = async () => {
    const results = batch.length ? await job.handle(batch) : [];
    batch = [];
    for (const result of results) await write(job.output, `${JSON.stringify(result)}\n`);
  };
  for await (const { number, text } of readLines(job.input)) {
    const parsed = parseLine(text, number, job.parse);
    if (parsed.ok) batch.push(parsed.value);
    else {
      bad += 1;
      await write(job.errors, `line ${number}: ${parsed.reason}\n`);
    }
    if (batch.length >= (job.batchSize ?? 32)) await flush();
  }
  await flush();
  return bad > 0 ? EXIT.badLines : EXIT.ok;
}
