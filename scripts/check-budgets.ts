import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

/**
 * `node scripts/check-budgets.ts`: weighs the built page as it is served, in brotli, and fails over budget: the
 * JavaScript that is loaded first, with the messages of the dearer language, what an account adds once somebody is signed
 * in (storage, sync, analysis queue), and what each screen adds to both.
 * Workers and the model are not the page's and load after it.
 */
const FIRST_LOAD = 90_000;
const SCREEN = 60_000;
const WEB = fileURLToPath(new URL('../dist/web', import.meta.url));
const SCREENS = fileURLToPath(new URL('../web/src/features/shell/screens.ts', import.meta.url));

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

const manifestFile = join(WEB, '.vite/manifest.json');
if (!existsSync(manifestFile)) throw new Error('The page is not built: run `npm run build` first.');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>;

const sizes = new Map<string, number>();
function sizeOf(file: string): number {
  const known = sizes.get(file) ?? brotliCompressSync(readFileSync(join(WEB, file))).length;
  sizes.set(file, known);
  return known;
}

/** The files of chunks and of all that they import statically. */
function filesOf(keys: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} is not in the manifest: is it still a dynamic import of its own?`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  return files;
}

const sum = (files: Iterable<string>, ending: string): number =>
  [...files].filter((file) => file.endsWith(ending)).reduce((total, file) => total + sizeOf(file), 0);
const dearer = (features: readonly string[]): string[] =>
  features.map((feature) => {
    const [en, es] = ['en', 'es'].map((locale) => `src/messages/${locale}/${feature}.ts`) as [string, string];
    return sum(filesOf([en]), '.js') >= sum(filesOf([es]), '.js') ? en : es;
  });

const first = filesOf(['index.html', ...dearer(['common', 'errors', 'shell'])]);
const rows = [{ name: 'first load', js: sum(first, '.js'), css: sum(first, '.css'), budget: FIRST_LOAD }];

const account = filesOf(['src/features/shell/account-app.svelte.ts']);
const added = account.difference(first);
rows.push({ name: '+ account', js: sum(added, '.js'), css: sum(added, '.css'), budget: SCREEN });

const source = readFileSync(SCREENS, 'utf8');
const ENTRY = /'?([\w-]+)'?: new LazyScreen\(\{\s*load: \(\) => import\('(.+?)'\),\s*words: \[(.*?)\]/gs;
const screens = [...source.matchAll(ENTRY)];
if (screens.length !== source.split('new LazyScreen(').length - 1) throw new Error('A screen could not be read.');
for (const [, name = '', path = '', words = ''] of screens) {
  const features = [...words.matchAll(/'([\w-]+)'/g)].map(([, feature = '']) => feature);
  const more = filesOf([posix.join('src/features/shell', path), ...dearer(features)])
    .difference(first)
    .difference(account);
  rows.push({ name: `+ ${name}`, js: sum(more, '.js'), css: sum(more, '.css'), budget: SCREEN });
}

const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(8);
console.log(`${'brotli, kB'.padEnd(14)}${'JS'.padStart(8)}${'CSS'.padStart(8)}${'budget'.padStart(8)}`);
for (const { name, js, css, budget } of rows) {
  console.log(`${name.padEnd(14)}${kB(js)}${kB(css)}${kB(budget)}${js > budget ? '  OVER' : ''}`);
}
process.exitCode = rows.some(({ js, budget }) => js > budget) ? 1 : 0;
