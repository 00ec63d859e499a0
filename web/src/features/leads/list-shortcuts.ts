import { wordsOf } from '../../messages/messages.svelte.ts';
import type { Shortcut } from '../shell/shortcuts.svelte.ts';
import type { ListCursor } from './list-cursor.svelte.ts';

/** The keys that go through a list of leads. */
export function listShortcuts(cursor: ListCursor): Shortcut[] {
  const words = wordsOf('leads');
  return [
    { key: 'j', says: words.next, run: () => cursor.move(1) },
    { key: 'k', says: words.previous, run: () => cursor.move(-1) },
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
