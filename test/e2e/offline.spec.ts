import { expect, officialPayload, test } from './fixtures.ts';
import { AppPage } from './pages/app-page.ts';

test.describe('with the server gone', () => {
  test('the page reloads, shows all, and a note written there reaches the server once', async ({
    app,
    server,
    page,
    browser,
  }) => {
    await app.signIn(server.url, server.admin);
    const payload = officialPayload('InboundMessage', 'Example(Message)', {
      body: 'is the condo on Elm still available?',
    });
    await server.postWebhook(payload);
    await expect(app.rows).toHaveCount(1);
    await expect(app.rows).not.toContainText('Not analysed yet');
    await app.readyForOffline();

    await server.kill();
    await page.reload();
    await expect(app.rows).toHaveCount(1);
    await expect(app.state).toContainText('Offline since');
    await app.rows.first().click();
    await expect(app.conversation).toContainText('is the condo on Elm still available?');
    await app.writeNote('Wants a balcony. Call on Monday.');
    await expect(app.state).toContainText('1 edit waiting');
    await page.reload();
    await expect(app.notes).toContainText('Wants a balcony. Call on Monday.');
    await expect(app.notes).toContainText('waits to sync');

    await server.restart();
    await expect(app.state).toContainText('In step', { timeout: 45_000 });
    await expect(app.notes).not.toContainText('waits to sync');
    await expect(app.notes.getByText('Wants a balcony')).toHaveCount(1);

    // Another device sees it, once.
    const second = await browser.newContext();
    const other = new AppPage(await second.newPage());
    await other.signIn(server.url, server.admin);
    await other.rows.first().click();
    await expect(other.notes.getByText('Wants a balcony')).toHaveCount(1);
    await second.close();
  });

  test('the app opens in a new tab', async ({ app, server, page, context }) => {
    await app.signIn(server.url, server.admin);
    await app.trySamples();
    await expect(app.rows.first()).toBeVisible();
    await app.readyForOffline();
    await server.kill();
    await page.close();
    const tab = await context.newPage();
    await tab.goto(server.url);
    await expect(tab.locator('a[data-lead]').first()).toBeVisible();
  });
});

test('the app can be installed', async ({ app, server, page, context }) => {
  await app.signIn(server.url, server.admin);
  await app.readyForOffline();
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Private windows, which tests use, are never installable: that is the only complaint allowed.
  expect(installabilityErrors.map((error) => error.errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});
