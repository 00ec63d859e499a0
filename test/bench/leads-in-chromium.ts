import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { textModelFiles } from '../../web/build/text-model-files.ts';
import { browserArgs, findBrowser } from '../support/browser.ts';
import type { LeadsFigures } from './leads/page.ts';

const LEADS = 10_000;
const TAPS = 40;

/** The app with 10,000 leads and 100,000 messages in a real Chromium; null where there is no browser. */
export async function benchLeadsInChromium(): Promise<LeadsFigures | null> {
  const executablePath = findBrowser();
  if (executablePath === null) return null;
  const outDir = await mkdtemp(join(tmpdir(), 'leadlight-bench-'));
  const root = fileURLToPath(new URL('leads', import.meta.url));
  const common = { configFile: false as const, root, logLevel: 'error' as const };
  await build({
    ...common,
    plugins: [svelte({ configFile: false }), textModelFiles()],
    worker: { format: 'es', plugins: () => [textModelFiles()] },
    build: { outDir, emptyOutDir: true, target: 'es2023' },
  });
  const server = await preview({ ...common, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const browser = await chromium.launch({ executablePath, args: browserArgs() });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('pageerror', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
    await page.goto(server.resolvedUrls!.local[0]!);
    return await page.evaluate(
      ([leads, taps]) =>
        (window as unknown as { benchLeads: (l: number, t: number) => Promise<LeadsFigures> }).benchLeads(leads, taps),
      [LEADS, TAPS] as const,
    );
  } finally {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}
