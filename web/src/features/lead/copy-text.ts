import { wordsOf } from '../../messages/messages.svelte.ts';
import type { Toasts } from '../../ui/toasts.svelte.ts';

/** Puts a draft into the clipboard and tells how it went. */
export async function copyText(text: string, toasts: Toasts): Promise<void> {
  const words = wordsOf('lead').next;
  try {
    await navigator.clipboard.writeText(text);
    toasts.show(words.copied);
  } catch {
    toasts.show(words.copyFailed);
  }
}
