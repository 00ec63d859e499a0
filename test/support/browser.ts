import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium to test with: CHROMIUM_PATH, an installed Chrome or Chromium, else Playwright's own; null if none. */
export function findBrowser(): string | null {
  const candidates = [process.env['CHROMIUM_PATH'], ...INSTALLED, chromium.executablePath()];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

/** Launch arguments that a test browser needs here: no sandbox as root, no calls home. */
export function browserArgs(): string[] {
  const asRoot = process.getuid?.() === 0;
  return [
    ...(asRoot ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}

/** Launch arguments with which a browser offers WebGPU by its software renderer, where there is no graphics processor. */
export const GRAPHICS_ARGS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
