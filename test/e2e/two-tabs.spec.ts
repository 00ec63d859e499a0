import { expect, officialPayload, test } from './fixtures.ts';
import { AppPage } from './pages/app-page.ts';

test('two tabs: one leads, both show every edit once, and the other takes over when the leader closes', async ({
  app,
  server,
  page,
  context,
}) => {
  test.slow();
  await app.signIn(server.url, server.admin);
  const payload = officialPayload('InboundMessage', 'Example(Message)', { body: 'is the condo on Elm available?' });
  await server.postWebhook(payload);
  await expect(app.rows).toHaveCount(1);
  const second = new AppPage(await context.newPage());
  await second.page.goto(new URL('/#/leads', server.url).href);
  await expect(second.rows).toHaveCount(1);

  const held = () =>
    page.evaluate(async () => {
      const { held: locks = [], pending = [] } = await navigator.locks.query();
      // The tabs also take turns at fetching the model, and each says that it is there.
      const leads = ({ name }: LockInfo) => !['leadlight-model-files', 'leadlight-tab'].includes(name ?? '');
      return { held: locks.filter(leads).length, waiting: pending.filter(leads).length };
    });
  await expect.poll(held).toEqual({ held: 1, waiting: 1 });

  await app.rows.first().click();
  await second.rows.first().click();
  await app.writeNote('From the first tab');
  await expect(second.notes.getByText('From the first tab')).toHaveCount(1);
  await second.writeNote('From the second tab');
  await expect(app.notes.getByText('From the second tab')).toHaveCount(1);
  for (const tab of [app, second]) {
    await expect(tab.notes).not.toContainText('waits to sync', { timeout: 45_000 });
    await expect(tab.state).toContainText('In step');
  }

  // Written at the same moment in both.
  await Promise.all([app.writeNote('At once, one'), second.writeNote('At once, two')]);
  for (const tab of [app, second]) {
    for (const text of ['At once, one', 'At once, two']) await expect(tab.notes.getByText(text)).toHaveCount(1);
    await expect(tab.notes).not.toContainText('waits to sync', { timeout: 45_000 });
  }

  // The first tab leads; the second goes on without it.
  await page.close();
  await second.writeNote('After the leader has gone');
  await expect(second.notes).not.toContainText('waits to sync', { timeout: 45_000 });

  // The server has every edit once.
  const fresh = await context.browser()?.newContext();
  if (!fresh) throw new Error('There is no browser.');
  const other = new AppPage(await fresh.newPage());
  await other.signIn(server.url, server.admin);
  await other.rows.first().click();
  const texts = [
    'From the first tab',
    'From the second tab',
    'At once, one',
    'At once, two',
    'After the leader has gone',
  ];
  for (const text of texts) await expect(other.notes.getByText(text)).toHaveCount(1);
  await fresh.close();
});
