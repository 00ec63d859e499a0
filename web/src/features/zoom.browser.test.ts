import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { FakeAdminServer } from '../../testing/fake-admin-server.ts';
import { FakeSyncServer } from '../../testing/fake-sync-server.ts';
import { signIn } from '../../testing/sign-in.ts';
import { FakeNetwork, startApp } from '../../testing/test-env.ts';

/** The part of CDP that is used: Vitest leaves its types to the provider. */
interface Devtools {
  send(method: 'Emulation.setEmulatedMedia', media: { features: { name: string; value: string }[] }): Promise<void>;
}
const motion = (value: string) =>
  (cdp() as unknown as Devtools).send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-reduced-motion', value }],
  });

const SCREENS = {
  team: 'Team',
  privacy: 'Privacy',
  alerts: 'Alerts',
  keys: 'API keys',
  passkeys: 'Passkeys',
  settings: 'Settings',
  tour: 'Welcome to Leadlight',
};
let running: ReturnType<typeof startApp>;

beforeEach(async () => {
  // 1280 × 900 at 200 %.
  await page.viewport(640, 450);
  await motion('reduce');
  window.location.hash = '#/more';
  const network = new FakeNetwork(new FakeSyncServer());
  network.role = 'admin';
  network.answer = new FakeAdminServer().answer;
  running = startApp(network, `keys-${crypto.randomUUID()}`);
  await signIn();
  await expect.element(page.getByRole('heading', { level: 1, name: 'More' })).toBeVisible();
});
afterEach(async () => {
  await running.stop();
  await motion('no-preference');
});

const onScreen = (element: Element) => {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight && right > 0 && left < window.innerWidth;
};
const moving = () =>
  document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 1)
    .map(({ effect }) => (effect as KeyframeEffect).target?.className);

it('the later screens hold at 200 % and without motion, and the keyboard reaches their controls in sight', async () => {
  for (const [hash, title] of Object.entries(SCREENS)) {
    window.location.hash = `#/${hash}`;
    await vi.waitFor(
      () => {
        expect(document.querySelector('main .skeleton')).toBeNull();
        expect(document.querySelector('h1')?.textContent).toBe(title);
      },
      { timeout: 15_000 },
    );
    expect(document.documentElement.scrollWidth, hash).toBeLessThanOrEqual(640);
    expect(moving(), hash).toEqual([]);
    const main = document.querySelector('main')!;
    main.setAttribute('tabindex', '-1');
    main.focus();
    const reached = new Set<Element>();
    for (let tab = 0; tab < 4; tab++) {
      await userEvent.tab();
      const at = document.activeElement!;
      if (at === document.body || !main.contains(at)) break;
      expect(onScreen(at), `${hash}: ${at.outerHTML.slice(0, 120)}`).toBe(true);
      reached.add(at);
    }
    // Where this browser cannot make a passkey, that screen holds words only.
    const controls = main.querySelectorAll('a[href], button:enabled, input:enabled, select, textarea, summary');
    expect(reached.size > 0, hash).toBe(controls.length > 0);
  }
});

it('the passphrase of the lock is set by keyboard, its dialog in sight at 200 %', async () => {
  window.location.hash = '#/settings';
  const lock = page.getByRole('region', { name: 'Lock' });
  await expect.element(lock).toBeVisible();
  (lock.getByRole('button').first().element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  const dialog = page.getByRole('dialog');
  await expect.element(dialog).toBeVisible();
  const { top, bottom, width } = dialog.element().getBoundingClientRect();
  expect([top >= 0, bottom <= 450, width <= 640]).toEqual([true, true, true]);
  expect(moving()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
});
