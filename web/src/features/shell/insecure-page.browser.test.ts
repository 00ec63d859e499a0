import { mount, unmount } from 'svelte';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import InsecurePage from './InsecurePage.svelte';

it('tells a person on plain http what to do', async () => {
  const mounted = mount(InsecurePage, { target: document.body, props: { host: '192.0.2.1:4600' } });
  await expect.element(page.getByRole('heading', { name: /needs a secure address/ })).toBeVisible();
  await expect.element(page.getByText('http://localhost:4600')).toBeVisible();
  await unmount(mounted);
});
