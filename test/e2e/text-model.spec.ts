import { expect, test } from './fixtures.ts';

const READY = /leadlight-text@\d+ · WASM/;

test.describe('the text model', () => {
  test('reads the messages after its first download, and offline after a reload', async ({
    app,
    context,
    page,
    server,
  }) => {
    let wire = 0;
    page.on('requestfinished', (request) => {
      if (!/\.bin$/.test(request.url())) return;
      void request.sizes().then((sizes) => (wire += sizes.responseBodySize));
    });
    const began = Date.now();
    await app.signIn(server.url, server.admin);
    await expect(app.state).toContainText(READY, { timeout: 30_000 });
    // The server isolates the page: where there are processors, the model may use them.
    const threads = await page.evaluate(() => (crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 0));
    expect(threads).toBeGreaterThan(0);
    if (threads > 1) await expect(app.state).toContainText(`WASM, ${threads} threads`);
    console.log(`sign-in to the model ready: ${Date.now() - began} ms, ${Math.round(wire / 1000)} kB on the wire`);
    await app.trySamples();
    await expect(app.rows.first()).toBeVisible();
    await app.readyForOffline();
    await context.setOffline(true);
    await server.stop();
    const again = Date.now();
    await page.reload();
    await expect(app.state).toContainText(READY, { timeout: 30_000 });
    console.log(`reload to the model ready, offline: ${Date.now() - again} ms`);
    await app.rows.first().click();
    await expect(app.conversation.locator('mark').first()).toBeVisible();
  });

  test('is refused when its bytes are not those that the app names, and the rules stay', async ({
    app,
    context,
    server,
  }) => {
    await context.route(/\.bin$/, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body.writeUInt8(body.readUInt8(1000) ^ 1, 1000);
      await route.fulfill({ response, body });
    });
    await app.signIn(server.url, server.admin);
    await expect(app.state).toContainText('Rules (model refused)', { timeout: 30_000 });
    await app.trySamples();
    await expect(app.rows.first()).toBeVisible();
    await expect(app.rows).not.toContainText(['Not analysed yet']);
  });
});
