import type { Shared } from './share-inbox.ts';

const MAX_BYTES = 20 * 1024 * 1024;
/** Chats and files of conversations; whatever has no such name must call itself text. */
const TEXT_NAME = /\.(?:txt|csv|tsv|json|jsonl|ndjson)$/i;

/** Files as text, with the text that came beside them. Refused whole when it is empty, too big or no text. */
export async function sharedOf(text: string, files: readonly File[]): Promise<Shared> {
  const bytes = files.reduce((sum, { size }) => sum + size, text.length);
  const readable = files.every(({ name, type }) => TEXT_NAME.test(name) || type.startsWith('text/'));
  if (bytes > MAX_BYTES || !readable) return { kind: 'problem' };
  const read = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
  const whole = read.every((file) => !file.text.includes('\u0000'));
  const empty = text.trim() === '' && read.every((file) => file.text.trim() === '');
  return empty || !whole ? { kind: 'problem' } : { kind: 'content', text, files: read };
}

/** A share as the manifest's `share_target` names its parts. */
export async function sharedOfForm(form: FormData): Promise<Shared> {
  const said = ['title', 'text', 'url'].map((name) => form.get(name)).filter((part) => typeof part === 'string');
  const files = form.getAll('files').filter((part) => part instanceof File);
  return sharedOf(said.filter((part) => part.trim() !== '').join('\n'), files);
}
