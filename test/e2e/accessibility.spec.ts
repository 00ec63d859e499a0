import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

async function findings(page: Page): Promise<string[]> {
  // The app has no frames: then this gives the same, without a blank page for each result.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

const ADDRESS: Record<string, string> = {
  Today: '#/today',
  Insights: '#/insights',
  Settings: '#/settings',
  'Add a conversation': '#/paste',
  'Welcome to Leadlight': '#/tour',
};

/** Every size, both schemes, phone in both: what a scheme changes, colours, does not depend on the size. */
for (const [size, width, height, schemes] of [
  ['phone', 390, 844, ['light', 'dark']],
  ['tablet', 820, 1180, ['light']],
  ['desktop', 1440, 900, ['dark']],
] as const) {
  for (const scheme of schemes) {
    test(`axe finds nothing on each screen (${size}, ${scheme})`, async ({ app, server, page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.goto(server.url);
      await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
      expect(await findings(page), 'sign-in').toEqual([]);
      await app.signIn(server.url, server.admin);
      expect(await findings(page), 'no leads yet').toEqual([]);
      await app.trySamples();
      await expect(app.rows.nth(5)).not.toContainText('Not analysed yet');
      await expect(page.getByText(/sample leads added/)).toBeVisible();
      expect(await findings(page), 'leads').toEqual([]);
      await app.rows.first().click();
      await app.conversation.waitFor();
      await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible();
      expect(await findings(page), 'lead').toEqual([]);
      await page.getByRole('group', { name: 'Read as' }).first().getByRole('button').first().click();
      await page.getByRole('group', { name: 'The right label' }).waitFor();
      expect(await findings(page), 'lead, correcting a label').toEqual([]);
      for (const name of ['Today', 'Insights', 'Settings', 'Add a conversation', 'Welcome to Leadlight']) {
        await app.goTo(ADDRESS[name] ?? '');
        await page.getByRole('heading', { name, level: 1 }).waitFor();
        if (name === 'Insights') await page.getByText(/^Counted from/).waitFor();
        expect(await findings(page), name).toEqual([]);
        if (name !== 'Add a conversation') continue;
        await page.getByLabel('Chat').fill('Lead: That price is too high for us.');
        await page.getByRole('region', { name: 'Objections and answers' }).waitFor();
        expect(await findings(page), 'a chat that is read').toEqual([]);
        await page.getByRole('tab', { name: 'Write' }).click();
        expect(await findings(page), 'a conversation that is written').toEqual([]);
      }
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      expect(await findings(page), 'keys').toEqual([]);
      await page.keyboard.press('Escape');
      await app.goTo('#/import');
      await page.getByRole('heading', { name: 'Import' }).waitFor();
      expect(await findings(page), 'import').toEqual([]);
      await app.goTo('#/more');
      await page.getByRole('heading', { name: 'More' }).waitFor();
      expect(await findings(page), 'more').toEqual([]);
      await app.goTo('#/models');
      await page.getByRole('heading', { name: 'Models', exact: true }).waitFor();
      await page.getByText(/look-ups|nothing was looked up/).waitFor();
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await findings(page), 'models').toEqual([]);
    });
  }
}

test('the list and a lead work by keyboard alone', async ({ app, server, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await app.signIn(server.url, server.admin);
  await app.trySamples();
  await expect(app.rows.nth(5)).not.toContainText('Not analysed yet');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(app.conversation).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
});
