import { sentenceFor } from '../../errors/sentences.ts';
import type { Edit, Storage } from '../../storage/storage-port.ts';
import type { Toasts } from '../../ui/toasts.svelte.ts';

/**
 * Writes edits and tells what was done, with the way back: `back` are the edits that undo them. False when they could not
 * be written; then that is told.
 */
export async function saveEdits(
  { storage, toasts }: { storage: Storage; toasts: Toasts },
  edits: readonly Edit[],
  undo?: { said: string; back: readonly Edit[] },
): Promise<boolean> {
  const saved = await storage.edit(edits);
  if (!saved.ok) toasts.show(sentenceFor(saved.code));
  else if (undo) toasts.undo(undo.said, () => void saveEdits({ storage, toasts }, undo.back));
  return saved.ok;
}
