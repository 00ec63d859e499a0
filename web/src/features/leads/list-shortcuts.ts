import { tick } from 'svelte';
import { wordsOf } from '../../messages/messages.svelte.ts';
import type { Shortcut } from '../shell/shortcuts.svelte.ts';
import type { ListCursor } from './list-cursor.svelte.ts';

/** The keys that go through a list of leads. */
export function listShortcuts(cursor: ListCursor): Shortcut[] {
  const words = wordsOf('leads');
  return [
    { key: 'j', says: words.next, run: () => void moveFocus(cursor, 1) },
    { key: 'k', says: words.previous, run: () => void moveFocus(cursor, -1) },
    {
      key: 'Enter',
      says: words.open,
      // On a link or a button Enter is its own.
      when: ({ target }) => target === document.body,
      run: () => void cursor.open(),
    },
    {
      key: '/',
      says: words.search,
      when: () => document.querySelector('[data-search]') !== null,
      run: () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
    },
  ];
}

/** The focus goes with the keys, so that Tab and a screen reader go on from there. */
async function moveFocus(cursor: ListCursor, step: 1 | -1): Promise<void> {
  cursor.move(step);
  const { at } = cursor;
  if (at === null) return;
  await tick();
  document.querySelector<HTMLElement>(`[data-lead="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
}
