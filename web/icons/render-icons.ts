/** Renders the app's PNG icons from the SVG mark. Run after a change of the mark: `node web/icons/render-icons.ts`. */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { browserArgs, findBrowser } from '../../test/support/browser.ts';

const OUT = new URL('../public/icons/', import.meta.url);
const GROUND = '#f4f6f9';
/** A maskable icon may be cut to a circle of 80 %: the mark stays inside. */
const ICONS = [
  { name: 'icon-192.png', size: 192, share: 0.8, ground: 'transparent' },
  { name: 'icon-512.png', size: 512, share: 0.8, ground: 'transparent' },
  { name: 'icon-maskable-512.png', size: 512, share: 0.56, ground: GROUND },
] as const;

const svg = readFileSync(new URL('mark.svg', OUT), 'utf8');
const executablePath = findBrowser();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: browserArgs() });
for (const { name, size, share, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">` +
      svg.replace('<svg', `<svg height="${size * share}"`),
  );
  await page.screenshot({ path: new URL(name, OUT).pathname, omitBackground: true });
  await page.close();
}
await browser.close();
