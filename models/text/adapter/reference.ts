import * as v from 'valibot';
import { HEAD_NAMES, HEADS } from '../labels.ts';
import { byHead, LABELS } from '../onnx/logits.ts';
import type { RawAnalysis } from '../types.ts';
import type { GoldOfHeads } from './gold.ts';

/** A message that the shipped model was measured on, without its words. */
export interface ReferenceRow {
  raw: RawAnalysis;
  gold: GoldOfHeads;
}

/** What retraining may not forget and drift is measured against; made by `scripts/adapter-reference.ts`. */
export interface Reference {
  /** The model that made it, e.g. `leadlight-text@2`. */
  model: string;
  /** sha256 of the model's graph, hex. */
  graph: string;
  rows: readonly ReferenceRow[];
  /** Words of the messages, and how many of them the vocabulary holds only in pieces. */
  words: { all: number; split: number };
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Header = v.object({
  model: v.string(),
  graph: v.string(),
  rows: v.pipe(count, v.minValue(1)),
  dimension: v.pipe(count, v.minValue(1)),
  words: v.object({ all: count, split: count }),
});

/** A logit is kept in steps of this size, 16 bits; an embedding in 255 steps over its own range. */
const LOGIT_STEP = 1 / 1000;
const INT16 = 32_767;
const INT8 = 127;
/** Length of the header, then for each row: scale, gold bits, logits, embedding. */
const rowBytes = (dimension: number) => 4 + 4 + 2 * LABELS + dimension;

/** The file: a JSON header (ASCII) led by its length in four bytes, then the rows; little-endian. */
export function encodeReference({ model, graph, rows, words }: Reference): Uint8Array {
  const dimension = rows[0]!.raw.embedding!.length;
  const header = JSON.stringify({ model, graph, rows: rows.length, dimension, words });
  const start = 4 + header.length;
  const bytes = new Uint8Array(start + rows.length * rowBytes(dimension));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, header.length, true);
  for (let at = 0; at < header.length; at++) bytes[4 + at] = header.charCodeAt(at);
  rows.forEach((row, index) => writeRow(view, start + index * rowBytes(dimension), row));
  return bytes;
}

function writeRow(view: DataView, offset: number, { raw, gold }: ReferenceRow): void {
  const embedding = raw.embedding!;
  const scale = Math.max(...embedding.map(Math.abs)) / INT8 || 1;
  view.setFloat32(offset, scale, true);
  view.setUint32(offset + 4, goldBits(gold), true);
  const logits = HEAD_NAMES.flatMap((head) => raw.logits[head]);
  logits.forEach((logit, label) => {
    const steps = Math.max(-INT16, Math.min(INT16, Math.round(logit / LOGIT_STEP)));
    view.setInt16(offset + 8 + 2 * label, steps, true);
  });
  embedding.forEach((value, at) => view.setInt8(offset + 8 + 2 * LABELS + at, Math.round(value / scale)));
}

function goldBits(gold: GoldOfHeads): number {
  const flags = HEAD_NAMES.flatMap((head) => HEADS[head].map((label) => gold[head].includes(label)));
  return flags.reduce((bits, flag, at) => (flag ? bits | (1 << at) : bits), 0) >>> 0;
}

export type ParsedReference = { ok: true; reference: Reference } | { ok: false; reason: string };

/** Reads the file; the reason of a refusal is for a person. */
export function parseReference(bytes: Uint8Array): ParsedReference {
  const bad = { ok: false, reason: 'the reference is damaged: fetch or make it anew' } as const;
  if (bytes.length < 4) return bad;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 4 + view.getUint32(0, true);
  if (start > bytes.length) return bad;
  const header = v.safeParse(Header, json(String.fromCharCode(...bytes.subarray(4, start))));
  if (!header.success) return bad;
  const { rows, dimension, ...rest } = header.output;
  if (bytes.length !== start + rows * rowBytes(dimension)) return bad;
  const read = Array.from({ length: rows }, (_, index) =>
    readRow(view, start + index * rowBytes(dimension), dimension, rest.model),
  );
  return { ok: true, reference: { ...rest, rows: read } };
}

function readRow(view: DataView, offset: number, dimension: number, model: string): ReferenceRow {
  const scale = view.getFloat32(offset, true);
  const bits = view.getUint32(offset + 4, true);
  const logits = Array.from({ length: LABELS }, (_, at) => view.getInt16(offset + 8 + 2 * at, true) * LOGIT_STEP);
  const first = offset + 8 + 2 * LABELS;
  const embedding = Array.from({ length: dimension }, (_, at) => view.getInt8(first + at) * scale);
  const flags = byHead(Array.from({ length: LABELS }, (_, at) => (bits >>> at) & 1));
  const gold = Object.fromEntries(
    HEAD_NAMES.map((head) => [head, HEADS[head].filter((_, at) => flags[head][at] === 1)]),
  ) as unknown as GoldOfHeads;
  return { raw: { logits: byHead(logits), spans: [], embedding, source: 'model', model, language: 'en' }, gold };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
