import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODEL = join(ROOT, 'models/weights/leadlight-text');
/** The runtime without threads’ glue: that is part of the script; only the WebAssembly itself is a file. */
const RUNTIME = join(
  dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm')),
  'ort-wasm-simd-threaded.wasm',
);
/** Of a part; each is fetched, checked and kept by itself. */
const PART_BYTES = 2 * 1024 * 1024;
const PARTS = join(ROOT, 'node_modules/.cache/leadlight-model');
const ID = 'virtual:text-model';

/**
 * Puts the shipped text model and the runtime, in parts, under hashed asset addresses, and the parts' sizes and sha256
 * into the module `virtual:text-model`. The model’s files are checked against the hashes that its `config.json` names, so
 * that a changed file is refused instead of being blessed by the build.
 */
export function textModelFiles(): Plugin {
  return {
    name: 'leadlight-text-model',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? source() : undefined),
  };
}

function source(): string {
  const { leadlight } = JSON.parse(readFileSync(join(MODEL, 'config.json'), 'utf8')) as {
    leadlight: { sha256: Record<string, string> };
  };
  const model = Object.entries(leadlight.sha256).map(([name, sha256]) => {
    const bytes = readFileSync(join(MODEL, name));
    if (sha256Of(bytes) !== sha256) throw new Error(`${name} is not the file that the model's config.json names`);
    return { name, parts: partsOf(bytes) };
  });
  const files = [{ name: 'runtime', parts: partsOf(readFileSync(RUNTIME)) }, ...model];
  const parts = files.flatMap((file) => file.parts);
  const imports = parts.map(({ path }, at) => `import url${at} from ${JSON.stringify(`${path}?url&no-inline`)};`);
  const part = (one: Part) => `{ url: url${parts.indexOf(one)}, sha256: '${one.sha256}', bytes: ${one.bytes} }`;
  const entries = files.map(
    ({ name, parts: own }) => `{ name: ${JSON.stringify(name)}, parts: [${own.map(part).join(', ')}] }`,
  );
  return `${imports.join('\n')}
export const config = ${JSON.stringify({ leadlight })};
export const files = [${entries.join(', ')}];
`;
}

interface Part {
  path: string;
  sha256: string;
  bytes: number;
}

/** Writes the parts of a file, named by their content, where the bundler finds them. */
function partsOf(whole: Buffer): Part[] {
  mkdirSync(PARTS, { recursive: true });
  return Array.from({ length: Math.ceil(whole.length / PART_BYTES) }, (_, at) => {
    const bytes = whole.subarray(at * PART_BYTES, (at + 1) * PART_BYTES);
    const sha256 = sha256Of(bytes);
    const path = join(PARTS, `${sha256.slice(0, 16)}.bin`);
    if (!existsSync(path)) {
      // Page, worker and tests may be built at the same time: nobody reads half a part.
      writeFileSync(`${path}.${process.pid}`, bytes);
      renameSync(`${path}.${process.pid}`, path);
    }
    return { path, sha256, bytes: bytes.length };
  });
}

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
