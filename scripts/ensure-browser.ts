import { spawnSync } from 'node:child_process';
import { findBrowser } from '../test/support/browser.ts';

/**
 * Makes sure that the tests find a Chromium: an installed one, else Debian's package when root, else Playwright's own.
 * Fails with one line that says what to do.
 */
function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

const onDebian = process.platform === 'linux' && spawnSync('apt-get', ['--version']).status === 0;
if (!findBrowser() && onDebian && process.getuid?.() === 0) {
  console.log('No Chrome or Chromium found: installing the chromium package.');
  if (run('apt-get', 'update', '-qq')) run('apt-get', 'install', '-y', '-qq', 'chromium');
}
if (!findBrowser()) run('npx', 'playwright', 'install', 'chromium');
const found = findBrowser();
if (!found) {
  console.error('The browser tests need Chrome or Chromium: install one, or set CHROMIUM_PATH to its program.');
  process.exit(1);
}
console.log(`Browser tests use ${found}`);
