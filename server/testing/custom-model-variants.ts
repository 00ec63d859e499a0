import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ModelFolder, ModelRegistration } from '../../models/custom/types.ts';
import { nodeModelRuntime } from '../inference/model-runtime.ts';

export const FIXTURES = fileURLToPath(new URL('../../test/fixtures/custom-models', import.meta.url));
export const CONFIG = 'config.json';
export const GRAPH = 'onnx/model.onnx';
export const TOKENIZER = 'tokenizer.json';
type Files = Record<string, Uint8Array | undefined>;

/** A file of the fixtures. */
export const readFixture = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(`${FIXTURES}/${path}`));
export const bytesOf = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const folderOf = (files: Files): ModelFolder => ({ read: (path) => Promise.resolve(files[path] ?? null) });

async function sumsOf(files: Files): Promise<Record<string, string>> {
  const entries = Object.entries(files).flatMap(([path, bytes]) => (bytes ? [{ path, bytes }] : []));
  return Object.fromEntries(
    await Promise.all(entries.map(async ({ path, bytes }) => [path, await nodeModelRuntime.sha256(bytes)] as const)),
  );
}

/** A fixture with some files replaced (undefined: removed) and right hashes. */
export async function variant(fixture: 'pets' | 'closing', changed: Files = {}): Promise<ModelRegistration> {
  const names = fixture === 'pets' ? [CONFIG, TOKENIZER, GRAPH] : [CONFIG, GRAPH];
  const whole = await Promise.all(names.map(async (name) => [name, await readFixture(`${fixture}/${name}`)] as const));
  const files = { ...Object.fromEntries(whole), ...changed };
  return { name: fixture, folder: folderOf(files), sha256: await sumsOf(files) };
}

/** The fixture's config with some fields replaced. */
export async function configOf(fixture: 'pets' | 'closing', more: object): Promise<Uint8Array> {
  const config = JSON.parse(await readFile(`${FIXTURES}/${fixture}/${CONFIG}`, 'utf8')) as { leadlight?: object };
  const changed = config.leadlight ? { leadlight: { ...config.leadlight, ...more } } : { ...config, ...more };
  return bytesOf(changed);
}
