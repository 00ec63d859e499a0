import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RawAnalysis } from '../../models/text/types.ts';

/** First byte of a packed analysis: how the rest is written. Another byte is of another version, and a miss. */
const PLAIN = 1;
const DEFLATED = 2;
/** Below this many bytes, compressing costs more than it saves. */
const WORTH_BYTES = 512;

/** JSON, compressed where it pays. */
export function packAnalysis(analysis: RawAnalysis): Buffer {
  const json = Buffer.from(JSON.stringify(analysis));
  if (json.length >= WORTH_BYTES) {
    const small = deflateRawSync(json, { level: 1 });
    if (small.length < json.length * 0.9) return Buffer.concat([Buffer.of(DEFLATED), small]);
  }
  return Buffer.concat([Buffer.of(PLAIN), json]);
}

/** The analysis, or undefined for anything that this version did not write. */
export function unpackAnalysis(packed: Buffer): RawAnalysis | undefined {
  const rest = packed.subarray(1);
  try {
    if (packed[0] === PLAIN) return JSON.parse(rest.toString()) as RawAnalysis;
    if (packed[0] === DEFLATED) return JSON.parse(inflateRawSync(rest).toString()) as RawAnalysis;
  } catch {
    // Cut short or overwritten: analysed again.
  }
  return undefined;
}
