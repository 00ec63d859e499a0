import { mount, unmount } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import Mark from './Mark.svelte';
import Skeleton from './Skeleton.svelte';
import { Toasts } from './toasts.svelte.ts';
import ToastsView from './Toasts.svelte';
import './tokens.css';
import './base.css';

const PANES = {
  location: 'known',
  price: 'contradicted',
  motivation: 'unknown',
  agent: 'unknown',
  mortgage: 'known',
  appointment: 'unknown',
} as const;

describe('components', () => {
  const mounted: object[] = [];
  afterEach(async () => {
    await Promise.all(mounted.splice(0).map((component) => unmount(component)));
  });

  it('the mark says level and panes to a screen reader', async () => {
    mounted.push(mount(Mark, { target: document.body, props: { size: 20, level: 'hot', panes: PANES } }));
    const name =
      'Hot opportunity. Known: Location, Mortgage; contradicted: Price; unknown: Motivation, Agent, Appointment.';
    await expect.element(page.getByRole('img', { name })).toBeVisible();
  });

  it('the mark shows no light before the first analysis', async () => {
    mounted.push(mount(Mark, { target: document.body, props: { size: 32, level: null, panes: null } }));
    await expect.element(page.getByRole('img', { name: 'Not analysed yet' })).toBeVisible();
  });

  it('the large mark has a button for each pane', async () => {
    const onpane = vi.fn();
    mounted.push(mount(Mark, { target: document.body, props: { size: 96, level: 'ready', panes: PANES, onpane } }));
    await page.getByRole('button', { name: 'Price: contradicted' }).click();
    expect(onpane).toHaveBeenCalledWith('price');
    const { height } = page.getByRole('button', { name: 'Price: contradicted' }).element().getBoundingClientRect();
    expect(height).toBeGreaterThanOrEqual(44);
  });

  it('a toast offers its way back, closes by itself or by hand, and stays when it must', async () => {
    const timers: (() => void)[] = [];
    const toasts = new Toasts((run) => timers.push(run));
    mounted.push(mount(ToastsView, { target: document.body, props: { toasts } }));
    const undo = vi.fn();
    toasts.show('Note deleted', { label: 'Undo', run: undo });
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(undo).toHaveBeenCalledOnce();
    await expect.element(page.getByText('Note deleted')).not.toBeInTheDocument();
    toasts.show('Draft copied');
    await expect.element(page.getByText('Draft copied')).toBeVisible();
    for (const run of timers) run();
    await expect.element(page.getByText('Draft copied')).not.toBeInTheDocument();
    toasts.show('A new version is ready', { label: 'Reload', run: undo }, true);
    expect(timers).toHaveLength(2);
    await page.getByRole('button', { name: 'Close message' }).click();
    await expect.element(page.getByText('A new version is ready')).not.toBeInTheDocument();
  });

  it('a skeleton says what is awaited', async () => {
    mounted.push(mount(Skeleton, { target: document.body, props: { rows: 2, label: 'Loading leads' } }));
    await expect.element(page.getByRole('status', { name: 'Loading leads' })).toBeInTheDocument();
  });
});
