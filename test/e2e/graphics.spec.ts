import { readFileSync } from 'node:fs';
import { browserArgs, findBrowser, GRAPHICS_ARGS } from '../support/browser.ts';
import { expect, test } from './fixtures.ts';

const executablePath = findBrowser();
test.use({
  launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...browserArgs(), ...GRAPHICS_ARGS] },
});

const FILES = /\.bin$/;

test('the graphics processor is tried when a person wishes it, and the verdict is kept', async ({
  app,
  page,
  server,
}) => {
  // A software renderer stands in for the graphics processor: right, and far slower.
  test.setTimeout(600_000);
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (FILES.test(request.url())) fetched.push(request.url());
  });
  await app.signIn(server.url, server.admin);
  await expect(app.state).toContainText(/leadlight-text@\d+ · WASM/, { timeout: 60_000 });
  const before = fetched.length;
  await app.goTo('#/models');
  const card = page.getByRole('region', { name: 'Text model' });
  await expect(card).toContainText('runs on this device: WASM');
  await card.getByRole('button', { name: 'Try the graphics processor' }).click();
  const verdict = card.getByText(/The graphics processor gives|does not run|no graphics processor/);
  await expect(verdict).toBeVisible({ timeout: 500_000 });
  const words = await verdict.innerText();
  console.log(words);
  expect(words).toMatch(/gives (the same|other) answers/);
  expect(fetched.length).toBeGreaterThan(before);
  await expect(card.getByRole('button', { name: 'Try the graphics processor' })).toBeVisible();
  const after = fetched.length;
  await page.reload();
  await expect(app.state).toContainText(/leadlight-text@\d+ · WASM/, { timeout: 60_000 });
  await expect(card.getByText(words)).toBeVisible();
  expect(fetched).toHaveLength(after);
});

test('where the graphics processor won, it reads from the start, until WASM is wished again', async ({
  app,
  page,
  server,
}) => {
  test.setTimeout(600_000);
  await app.signIn(server.url, server.admin);
  await expect(app.state).toContainText(/leadlight-text@\d+ · WASM/, { timeout: 60_000 });
  // A software renderer never wins: the verdict is put where a trial keeps it.
  await page.evaluate(async (model) => {
    const cache = await caches.open('leadlight-graphics-verdict');
    const verdict = { kind: 'faster', wasmMs: 12, graphicsMs: 6 };
    await cache.put('/graphics-verdict', Response.json({ model, verdict }));
  }, modelKey());
  await page.reload();
  await expect(app.state).toContainText(/leadlight-text@\d+ · WebGPU/, { timeout: 500_000 });
  await app.goTo('#/models');
  const card = page.getByRole('region', { name: 'Text model' });
  await expect(card).toContainText('in 6 ms instead of 12: it reads the messages.');
  await card.getByRole('button', { name: 'Use WASM again' }).click();
  await expect(app.state).toContainText(/leadlight-text@\d+ · WASM/, { timeout: 60_000 });
  await expect(card.getByRole('button', { name: 'Try the graphics processor' })).toBeVisible();
});

/** What names the model's verdict: its version and its graph for WebGPU. */
function modelKey(): string {
  const path = new URL('../../models/weights/leadlight-text/config.json', import.meta.url);
  const { leadlight } = JSON.parse(readFileSync(path, 'utf8')) as {
    leadlight: { name: string; version: string; sha256: Record<string, string> };
  };
  return `${leadlight.name}@${leadlight.version}/${leadlight.sha256['onnx/model_webgpu.onnx']}`;
}
