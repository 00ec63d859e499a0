import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright';
import { spawnServer } from '../server/testing/spawn-server.ts';
import { browserArgs, findBrowser } from '../test/support/browser.ts';

/** `npm run screens [-- FOLDER]`: a picture of every screen at three sizes, light and dark, of the built app. */
const folder = process.argv[2] ?? 'screens';
mkdirSync(folder, { recursive: true });

/** The screens that an address leads to: their heading, and what is there when all of their data is. */
const SETTLED: Record<string, { title: string; text?: RegExp }> = {
  today: { title: 'Today' },
  insights: { title: 'Insights', text: /^Counted from/ },
  paste: { title: 'Add a conversation' },
  settings: { title: 'Settings' },
  tour: { title: 'Welcome to Leadlight' },
  import: { title: 'Import' },
  more: { title: 'More' },
  models: { title: 'Models', text: /look-ups/ },
  team: { title: 'Team', text: /admin@leadlight\.test/ },
  passkeys: { title: 'Passkeys' },
  ghl: { title: 'GoHighLevel' },
  privacy: { title: 'Privacy' },
  alerts: { title: 'Alerts' },
  keys: { title: 'API keys' },
};
const server = await spawnServer();
let sampled = false;
const executablePath = findBrowser();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: browserArgs() });
for (const [size, width, height] of [
  ['phone', 390, 844],
  ['tablet', 820, 1180],
  ['desktop', 1440, 900],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const shot = (name: string) => page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png` });
    await page.addInitScript(() => localStorage.setItem('leadlight.tour', 'seen'));
    await page.goto(new URL('/#/leads', server.url).href);
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await shot('sign-in');
    await page.getByLabel('E-mail').fill(server.admin.email);
    await page.getByLabel('Password').fill(server.admin.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Leads', exact: true }).waitFor();
    const samples = page.getByRole('button', { name: 'Try with sample leads' });
    const rows = page.locator('a[data-lead]');
    // The first device adds the samples; to the others they come by sync.
    if (!sampled) await samples.click();
    sampled = true;
    await rows.nth(5).waitFor();
    await page.getByText(/leadlight-text@\d+ · WASM/).waitFor({ timeout: 120_000 });
    await page.waitForFunction(
      () => !document.body.innerText.includes('Not analysed yet') && !/Analysing \d/.test(document.body.innerText),
    );
    const dismiss = page.getByRole('button', { name: 'Dismiss' });
    if (await dismiss.isVisible()) await dismiss.click();
    await shot('leads');
    await rows.first().click();
    await page.getByRole('region', { name: 'Conversation' }).waitFor();
    await page.getByRole('heading', { name: 'Notes' }).waitFor();
    await shot('lead');
    const label = page.getByRole('group', { name: 'Read as' }).first().getByRole('button').first();
    await label.click();
    await label.scrollIntoViewIfNeeded();
    await shot('correct');
    for (const [name, settled] of Object.entries(SETTLED)) {
      await page.evaluate((hash) => (location.hash = hash), `#/${name}`);
      await page.getByRole('heading', { level: 1, name: settled.title, exact: true }).waitFor();
      if (settled.text) await page.getByText(settled.text).first().waitFor();
      await page.waitForFunction(() => document.querySelector('main .skeleton') === null);
      await shot(name);
    }
    await context.close();
  }
}
await browser.close();
await server.dispose();
console.log(`Screens are in ${folder}/`);
