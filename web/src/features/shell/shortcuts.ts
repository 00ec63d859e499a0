export interface Shortcut {
  keys: string;
  says: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: 'j', says: 'Next lead' },
  { keys: 'k', says: 'Previous lead' },
  { keys: 'Enter', says: 'Open the lead' },
  { keys: 'Esc', says: 'Back to the list' },
  { keys: '/', says: 'Search' },
  { keys: '?', says: 'These keys' },
];

/** True where a key types text or already means something: no shortcut may take it. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select, dialog *'))
  );
}
