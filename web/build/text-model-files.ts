import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const MODEL = fileURLToPath(new URL('../../models/weights/leadlight-text', import.meta.url));
/** The runtime without threads’ glue: that is part of the script; only the WebAssembly itself is a file. */
const RUNTIME = join(
  dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm')),
  'ort-wasm-simd-threaded.wasm',
);
const ID = 'virtual:text-model';

/**
 * Puts the shipped text model and the runtime under hashed asset addresses, and their names, sizes and sha256 into the
 * module `virtual:text-model`. The model’s hashes are those that its `config.json` names, so that a changed file is
 * refused by the app instead of being blessed by the build.
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
  const files = [
    { name: 'runtime', path: RUNTIME, sha256: createHash('sha256').update(readFileSync(RUNTIME)).digest('hex') },
    ...Object.entries(leadlight.sha256).map(([name, sha256]) => ({ name, path: join(MODEL, name), sha256 })),
  ];
  const imports = files.map(({ path }, at) => `import url${at} from ${JSON.stringify(`${path}?url&no-inline`)};`);
  const entries = files.map(
    ({ name, path, sha256 }, at) =>
      `{ name: ${JSON.stringify(name)}, url: url${at}, sha256: '${sha256}', bytes: ${readFileSync(path).length} }`,
  );
  return `${imports.join('\n')}
export const config = ${JSON.stringify({ leadlight })};
export const files = [${entries.join(', ')}];
`;
}
