import { expect, test } from './fixtures.ts';
import { AppPage } from './pages/app-page.ts';

test('an admin invites somebody, who joins; deactivated, their device is wiped', async ({
  app,
  server,
  page,
  browser,
}) => {
  test.slow();
  await app.signIn(server.url, server.admin);
  await app.goTo('#/team');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByRole('textbox', { name: 'Invite link' }).inputValue();
  expect(link.startsWith(`${server.url}/#/invite/`)).toBe(true);

  const context = await browser.newContext();
  const joiner = new AppPage(await context.newPage());
  await joiner.page.addInitScript(() => localStorage.setItem('leadlight.tour', 'seen'));
  await joiner.page.goto(link);
  await joiner.page.getByLabel('Your name').fill('Robin New');
  await joiner.page.getByLabel('Your e-mail').fill('robin@leadlight.test');
  await joiner.page.getByLabel(/^A password/).fill('a long enough one');
  await joiner.page.getByRole('button', { name: 'Join' }).click();
  await joiner.page.getByRole('heading', { name: 'Leads', exact: true }).waitFor();
  await joiner.goTo('#/team');
  await expect(joiner.page.getByText('Only for admins')).toBeVisible();

  await app.goTo('#/more');
  await app.goTo('#/team');
  await page.getByRole('combobox', { name: 'Role of Robin New' }).selectOption('lead');
  await expect(page.getByText('Robin New: now Team lead')).toBeVisible();
  await page.getByRole('button', { name: 'Deactivate Robin New' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Let Robin New in again' })).toBeVisible();

  await joiner.page.reload();
  await expect(joiner.page.getByRole('alert').getByText(/deactivated in its team/)).toBeVisible({ timeout: 45_000 });
  await context.close();

  await app.goTo('#/privacy');
  await page.getByRole('button', { name: 'Show the log' }).click();
  await expect(
    page.getByText(/^The chain holds: \d+ entries checked on this device, from the first on\./),
  ).toBeVisible();
  await expect(page.getByText('Member deactivated')).toBeVisible();
});
