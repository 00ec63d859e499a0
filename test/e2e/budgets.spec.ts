import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { browserArgs, findBrowser } from '../support/browser.ts';
import { expect, test } from './fixtures.ts';
import { AppPage } from './pages/app-page.ts';

const MOST_SHIFT = 0.01;
const LEAST_ACCESSIBILITY = 0.95;

interface Shifts {
  sum: number;
  /** What moved, and by how much: for whoever has to find the cause. */
  moved: string[];
}
interface LayoutShift extends PerformanceEntry {
  value: number;
  sources?: { node?: Element | null }[];
}

const watchShifts = () => {
  const shifts: Shifts = { sum: 0, moved: [] };
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as LayoutShift[]) {
      shifts.sum += value;
      const nodes = (sources ?? []).map(({ node }) => node?.outerHTML?.slice(0, 100) ?? node?.nodeName ?? 'gone');
      shifts.moved.push(`${value.toFixed(4)}: ${nodes.join(' | ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
};
const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);

/** The rules read: a model that comes later would read again, and loading it ten times is no part of this. */
const withoutModel = (context: BrowserContext) => context.route(/\.(bin|onnx)$/, (route) => route.abort());

async function addSamples(app: AppPage): Promise<string> {
  await app.trySamples();
  await expect(app.rows.nth(5)).toBeVisible();
  await expect(app.leads).not.toContainText('Not analysed yet', { timeout: 30_000 });
  return (await app.rows.first().getAttribute('data-lead')) ?? '';
}

/** What is on a screen once all its data is there. */
const SETTLED: Record<string, (page: Page) => Promise<void>> = {
  today: (page) => page.locator('[data-lead]').first().waitFor(),
  leads: (page) => page.locator('a[data-lead]').first().waitFor(),
  lead: (page) => page.getByRole('heading', { name: 'Notes' }).waitFor(),
  insights: (page) => page.getByText(/^Counted from/).waitFor(),
  settings: (page) =>
    page
      .getByText(/of \d.* (k|M|G)B|used/)
      .first()
      .waitFor(),
};

test.use({ serviceWorkers: 'block' });
test.describe.configure({ timeout: 240_000 });

test('nothing shifts while a screen loads', async ({ app, server, context }) => {
  await withoutModel(context);
  await app.signIn(server.url, server.admin);
  const lead = await addSamples(app);
  await context.addInitScript(watchShifts);
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    for (const [name, settled] of Object.entries(SETTLED)) {
      const tab = await context.newPage();
      await tab.setViewportSize({ width, height });
      await tab.goto(new URL(name === 'lead' ? `/#/lead/${lead}` : `/#/${name}`, server.url).href);
      await settled(tab);
      await expect(new AppPage(tab).state).toContainText('In step', { timeout: 30_000 });
      await tab.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const { sum, moved } = await shiftsOf(tab);
      expect.soft(sum, `${name} at ${width} px:\n${moved.join('\n')}`).toBeLessThanOrEqual(MOST_SHIFT);
      await tab.close();
    }
  }
});

test('Lighthouse finds little against the accessibility of a lead', async ({ server }) => {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-browser-'));
  const executablePath = findBrowser();
  // Lighthouse opens pages of its own in the first profile of a browser that listens on a port.
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath ? { executablePath } : {}),
    args: [...browserArgs(), '--remote-debugging-port=0'],
    serviceWorkers: 'block',
  });
  try {
    await withoutModel(context);
    const app = new AppPage(context.pages()[0] ?? (await context.newPage()));
    await app.signIn(server.url, server.admin);
    const lead = await addSamples(app);
    await app.page.close();
    const port = Number(readFileSync(join(folder, 'DevToolsActivePort'), 'utf8').split('\n')[0]);
    const run = await lighthouse(new URL(`/#/lead/${lead}`, server.url).href, {
      port,
      onlyCategories: ['accessibility'],
      disableStorageReset: true,
      throttlingMethod: 'provided',
      // The page keeps a request open for what comes from the server: it is never idle.
      maxWaitForLoad: 5000,
      logLevel: 'error',
    });
    const { categories, audits, finalDisplayedUrl } = run!.lhr;
    expect(finalDisplayedUrl).toContain(lead);
    const failed = Object.values(audits).filter(({ score }) => score !== null && score < 1);
    const score = categories['accessibility']?.score ?? 0;
    console.log(`Lighthouse, accessibility of a lead: ${score}`);
    expect(score, failed.map(({ title }) => title).join('; ')).toBeGreaterThanOrEqual(LEAST_ACCESSIBILITY);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
