import { untrack } from 'svelte';

export interface Shortcut {
  /** As `KeyboardEvent.key` gives it: `j`, `Enter`, `?`. */
  key: string;
  /** What it does, in the person's language. */
  says: string;
  /** False where the key is left alone now. */
  when?: (event: KeyboardEvent) => boolean;
  run: () => void;
}

/** The keys of one screen. */
export interface ShortcutGroup {
  title: string;
  keys: readonly Shortcut[];
}

/** The one registry of keys: each screen adds its own while it is shown; the newest screen's key wins. */
export class Shortcuts {
  #groups = $state.raw<readonly (() => ShortcutGroup)[]>([]);

  /** The groups on the screen, the newest first. */
  readonly groups: readonly ShortcutGroup[] = $derived(this.#groups.map((group) => group()));

  /** Adds a screen's keys; returns the way to take them away. */
  add(group: () => ShortcutGroup): () => void {
    this.#groups = [group, ...this.#groups];
    return () => (this.#groups = this.#groups.filter((one) => one !== group));
  }

  /** Runs what the key means now. Keys that type, and those with Ctrl, Alt or Meta, mean nothing here. */
  handle(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const found = this.groups
      .flatMap(({ keys }) => keys)
      .find(({ key, when }) => key === event.key && (when?.(event) ?? true));
    if (!found) return;
    event.preventDefault();
    found.run();
  }
}

/** In a component: its keys are there for as long as it is shown. */
export function useShortcuts(shortcuts: Shortcuts, group: () => ShortcutGroup): void {
  $effect.pre(() => {
    const remove = untrack(() => shortcuts.add(group));
    return () => untrack(remove);
  });
}

/** True where a key types text or already means something: no shortcut may take it. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox]), textarea, select, dialog, dialog *, [role=menu], [role=menu] *'))
  );
}
