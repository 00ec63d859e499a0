import { mkdtemp, rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import type { TextInput } from '../../models/text/types.ts';
import { textModelFiles } from '../../web/build/text-model-files.ts';
import { browserArgs, findBrowser } from '../support/browser.ts';
import type { WorkerFigures } from './browser/bench.worker.ts';

export interface ChromiumFigures {
  browser: string;
  provider: string;
  /** Ms of each input in the worker. */
  millis: number[];
  /** From an empty cache over loopback, and from the filled one in a new worker. */
  firstAnswerMs: { download: number; cache: number };
  /** Model, tokenizer and runtime, brotli as the server packs them. */
  wireBytes: number;
}

/** The text model in a real Chromium's worker, as the app runs it; null where there is no browser. */
export async function benchInChromium(inputs: readonly TextInput[]): Promise<ChromiumFigures | null> {
  const executablePath = findBrowser();
  if (executablePath === null) return null;
  const outDir = await mkdtemp(join(tmpdir(), 'leadlight-bench-'));
  const root = fileURLToPath(new URL('browser', import.meta.url));
  const common = { configFile: false as const, root, logLevel: 'error' as const };
  await build({
    ...common,
    plugins: [textModelFiles()],
    worker: { format: 'es', plugins: () => [textModelFiles()] },
    build: { outDir, emptyOutDir: true, target: 'es2023' },
  });
  const server = await preview({ ...common, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({ executablePath, args: browserArgs() });
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls!.local[0]!);
    const run = (some: readonly TextInput[]) =>
      page.evaluate(
        (given) =>
          (window as unknown as { benchTextModel: (i: TextInput[]) => Promise<WorkerFigures> }).benchTextModel(given),
        [...some],
      );
    const { firstAnswerMs: download } = await run([]);
    const { firstAnswerMs: cache, millis, provider } = await run(inputs);
    return {
      browser: browser.version(),
      provider,
      millis,
      firstAnswerMs: { download, cache },
      wireBytes: wireBytes(join(outDir, 'assets')),
    };
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}

function wireBytes(assets: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 };
  return readdirSync(assets)
    .filter((name) => name.endsWith('.bin'))
    .reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(assets, name)), { params }).length, 0);
}
