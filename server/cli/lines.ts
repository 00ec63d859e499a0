import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A line of input, numbered from 1; `text` is null where the line is longer than the limit. */
export interface Line {
  number: number;
  text: string | null;
}

/** Longest line taken, in characters: one conversation of 10,000 long messages fits. */
const MAX_LINE = 32 * 1024 * 1024;

/** The file, or standard input for `-`. */
export function openInput(path: string): Readable {
  return path === '-' ? process.stdin : createReadStream(path);
}

/** Lines of a UTF-8 stream, one at a time; blank lines are passed over. Holds one line in memory, never more than `max`. */
export async function* readLines(input: Readable, max = MAX_LINE): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  let number = 0;
  const close = (): Line => {
    number += 1;
    const text = length > max ? null : parts.join('');
    parts = [];
    length = 0;
    return { number, text: number === 1 && text !== null ? text.replace(/^\uFEFF/, '') : text };
  };
  const take = (piece: string) => {
    length += piece.length;
    // Past the limit only the length is kept.
    if (length <= max) parts.push(piece);
    else parts = [];
  };
  for await (const chunk of input) {
    const pieces = decoder.write(chunk as Buffer).split('\n');
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) yield* notBlank(close());
      take(piece);
    }
  }
  take(decoder.end());
  if (length > 0) yield* notBlank(close());
}

function* notBlank(line: Line): Generator<Line> {
  if (line.text === null || line.text.trim() !== '') yield line;
}
