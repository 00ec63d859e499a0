import Phone from '@lucide/svelte/icons/phone';
import { createRawSnippet, mount, unmount, type Component } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import Button from './Button.svelte';
import Chip from './Chip.svelte';
import Dialog from './Dialog.svelte';
import IconButton from './IconButton.svelte';
import Menu from './Menu.svelte';
import Select from './Select.svelte';
import Switch from './Switch.svelte';
import Tabs from './Tabs.svelte';
import VirtualList from './VirtualList.svelte';
import './tokens.css';
import './base.css';

const text = (words: string) => createRawSnippet(() => ({ render: () => `<span>${words}</span>` }));

describe('the kit', () => {
  const mounted: object[] = [];
  // The kit's components differ in their props; each test gives those of its own.
  const show = (component: unknown, props: Record<string, unknown>, target: HTMLElement = document.body) =>
    void mounted.push(mount(component as Component<Record<string, unknown>>, { target, props }));
  afterEach(async () => {
    await Promise.all(mounted.splice(0).map((component) => unmount(component)));
    document.body.replaceChildren();
  });
  const boxOf = (role: 'button' | 'link' | 'switch', name: string) =>
    page.getByRole(role, { name }).element().getBoundingClientRect();

  it('has targets of 44 px: buttons, links, chips, icons', async () => {
    const onclick = vi.fn();
    show(Button, { children: text('Save'), onclick });
    show(Button, { children: text('Go'), href: '#/x' });
    show(Chip, { children: text('Hot'), pressed: true, onclick });
    show(IconButton, { icon: Phone, label: 'Call', onclick });
    for (const name of ['Save', 'Hot', 'Call']) {
      await page.getByRole('button', { name }).click();
      expect(Math.min(boxOf('button', name).width, boxOf('button', name).height), name).toBeGreaterThanOrEqual(44);
    }
    expect(onclick).toHaveBeenCalledTimes(3);
    expect(boxOf('link', 'Go').height).toBeGreaterThanOrEqual(44);
    await expect.element(page.getByRole('button', { name: 'Hot' })).toHaveAttribute('aria-pressed', 'true');
  });

  it('a sheet takes the focus, closes by Escape and gives the focus back', async () => {
    show(Button, { children: text('Before') });
    const before = page.getByRole('button', { name: 'Before' }).element() as HTMLElement;
    before.focus();
    const onclose = vi.fn();
    show(Dialog, { open: true, kind: 'sheet', title: 'Filters', children: text('inside'), onclose });
    await expect.element(page.getByRole('dialog', { name: 'Filters' })).toBeVisible();
    expect(document.activeElement?.closest('dialog')).not.toBeNull();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(document.activeElement).toBe(before);
  });

  it('a menu opens, moves and runs by keyboard', async () => {
    const run = vi.fn();
    show(Menu, {
      label: 'Text',
      items: [
        { name: 'By SMS', run: vi.fn() },
        { name: 'By WhatsApp', run },
      ],
    });
    (page.getByRole('button', { name: 'Text' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('menuitem', { name: 'By SMS' })).toBeVisible();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce());
  });

  it('tabs go by arrows and name their panel', async () => {
    const tabs = [
      { value: 'table', name: 'Table' },
      { value: 'board', name: 'Board' },
    ];
    const panel = createRawSnippet((value: () => string) => ({ render: () => `<p>shows ${value()}</p>` }));
    show(Tabs, { label: 'View', tabs, value: 'table', panel });
    (page.getByRole('tab', { name: 'Table' }).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('tab', { name: 'Board' })).toHaveFocus();
    await expect.element(page.getByRole('tabpanel', { name: 'Board' })).toBeVisible();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('tab', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
  });

  it('a select and a switch say their label, their hint and what was chosen', async () => {
    const onchange = vi.fn();
    const options = [
      { value: 'en', name: 'English' },
      { value: 'es', name: 'Español' },
    ];
    show(Select, { label: 'Language', hint: 'Of the app', value: 'en', options, onchange });
    await page.getByLabelText('Language').selectOptions('es');
    expect(onchange).toHaveBeenCalledWith('es');
    await expect.element(page.getByLabelText('Language')).toHaveAccessibleDescription('Of the app');
    show(Switch, { label: 'Notify me', hint: 'Of hot leads', checked: false, onchange });
    await page.getByRole('switch', { name: 'Notify me' }).click();
    expect(onchange).toHaveBeenCalledWith(true);
    await expect.element(page.getByRole('switch', { name: 'Notify me' })).toBeChecked();
  });

  it('a list of 10,000 draws at most 80 rows, scrolled or not, and keys reach its end', async () => {
    const target = document.createElement('div');
    target.style.cssText = 'display:flex;flex-direction:column;height:800px';
    document.body.append(target);
    const row = createRawSnippet((item: () => string) => ({
      render: () => `<li style="height:48px"><a href="#/${item()}">${item()}</a></li>`,
    }));
    const items = Array.from({ length: 10_000 }, (_, i) => `row ${i}`);
    show(VirtualList, { items, keyOf: (item: string) => item, heightOf: () => 3, label: 'Rows', row }, target);
    const drawn = () => document.querySelectorAll('li').length;
    await vi.waitFor(() => expect(drawn()).toBeGreaterThan(10));
    expect(drawn()).toBeLessThanOrEqual(80);
    (page.getByRole('link', { name: 'row 0', exact: true }).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(page.getByRole('link', { name: 'row 1', exact: true })).toHaveFocus();
    await userEvent.keyboard('{End}');
    await expect.element(page.getByRole('link', { name: 'row 9999', exact: true })).toHaveFocus();
    expect(drawn()).toBeLessThanOrEqual(80);
    await userEvent.keyboard('{Home}');
    await expect.element(page.getByRole('link', { name: 'row 0', exact: true })).toHaveFocus();
  });
});
