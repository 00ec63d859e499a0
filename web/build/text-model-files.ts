import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODEL = join(ROOT, 'models/weights/leadlight-text');
const GRAPHICS_MODEL = 'onnx/model_webgpu.onnx';
const REFERENCE = 'reference.bin';
const DIST = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm'));
const RUNTIME = join(DIST, 'ort-wasm-simd-threaded.wasm');
/** The script that compiles the runtime and that each of its threads runs: an address of its own, not a part of our script. */
const GLUE = join(DIST, 'ort-wasm-simd-threaded.mjs');
/** ONNX Runtime without the glue inside; the package names it only under a condition that would hold for all imports. */
const THREADED = join(DIST, 'ort.wasm.min.mjs');
const GRAPHICS_RUNTIME = join(DIST, 'ort-wasm-simd-threaded.asyncify.wasm');
/** Of a part; each is fetched, checked and kept by itself. */
const PART_BYTES = 2 * 1024 * 1024;
const PARTS = join(ROOT, 'node_modules/.cache/leadlight-model');

/**
 * Puts the shipped text model and the runtime, in parts, under hashed asset addresses, and the parts' sizes and sha256
 * into the module `virtual:text-model`; those of the graphics processor into `virtual:text-model-webgpu`. The model’s files
 * are checked against the hashes that its `config.json` names, so that a changed file is refused instead of being blessed by
 * the build.
 */
export function textModelFiles(): Plugin {
  const modules: Record<string, () => string> = {
    'virtual:text-model': source,
    'virtual:text-model-webgpu': graphicsSource,
  };
  return {
    name: 'leadlight-text-model',
    resolveId: (id) => (id === 'virtual:onnxruntime-threads' ? THREADED : id in modules ? `\0${id}` : undefined),
    // The runtimes go in parts: the whole files, which ONNX Runtime's own script names, are never asked for.
    generateBundle(_options, bundle) {
      for (const name of Object.keys(bundle)) if (/ort-wasm[^/]*\.wasm$/.test(name)) delete bundle[name];
    },
    load: (id) => (id.startsWith('\0') ? modules[id.slice(1)]?.() : undefined),
  };
}

function source(): string {
  const { leadlight } = readConfig();
  const names = Object.keys(leadlight.sha256).filter((name) => name !== GRAPHICS_MODEL);
  const files = [{ name: 'runtime', bytes: readFileSync(RUNTIME) }, ...names.map((name) => modelFile(leadlight, name))];
  return `${filesSource([...files, referenceFile()], 'all')}
export const files = all.slice(0, -1);
export const reference = all.at(-1);
import glueUrl from ${JSON.stringify(`${GLUE}?url&no-inline`)};
export const glue = glueUrl;
export const graphicsBytes = ${graphicsFiles().reduce((sum, { bytes }) => sum + bytes.length, 0)};
export const config = ${JSON.stringify({ leadlight })};
`;
}

/** Learning refuses a reference of another model; the build need not. */
const referenceFile = (): WholeFile => ({ name: REFERENCE, bytes: readFileSync(join(MODEL, REFERENCE)) });

const graphicsSource = () => filesSource(graphicsFiles());

function graphicsFiles(): WholeFile[] {
  const { leadlight } = readConfig();
  if (!(GRAPHICS_MODEL in leadlight.sha256)) return [];
  return [{ name: 'webgpu-runtime', bytes: readFileSync(GRAPHICS_RUNTIME) }, modelFile(leadlight, GRAPHICS_MODEL)];
}

interface WholeFile {
  name: string;
  bytes: Buffer;
}

interface ModelConfig {
  sha256: Record<string, string>;
}

const readConfig = () => JSON.parse(readFileSync(join(MODEL, 'config.json'), 'utf8')) as { leadlight: ModelConfig };

function modelFile({ sha256 }: ModelConfig, name: string): WholeFile {
  const bytes = readFileSync(join(MODEL, name));
  if (sha256Of(bytes) !== sha256[name]) throw new Error(`${name} is not the file that the model's config.json names`);
  return { name, bytes };
}

function filesSource(whole: readonly WholeFile[], exported = 'files'): string {
  const files = whole.map(({ name, bytes }) => ({ name, parts: partsOf(bytes) }));
  const parts = files.flatMap((file) => file.parts);
  const imports = parts.map(({ path }, at) => `import url${at} from ${JSON.stringify(`${path}?url&no-inline`)};`);
  const part = (one: Part) => `{ url: url${parts.indexOf(one)}, sha256: '${one.sha256}', bytes: ${one.bytes} }`;
  const entries = files.map(
    ({ name, parts: own }) => `{ name: ${JSON.stringify(name)}, parts: [${own.map(part).join(', ')}] }`,
  );
  return `${imports.join('\n')}
export const ${exported} = [${entries.join(', ')}];
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
