import type { Shared } from '../../storage/share-inbox.ts';

/** What was shared, by where it goes: a chat onto the desk, files of many conversations into an import. */
export interface SortedShares {
  chat: { text: string; name: string | null; whatsapp: boolean } | null;
  files: File[];
  problem: boolean;
}

const DATA = /\.(?:csv|tsv|json|jsonl|ndjson)$/i;
/** As WhatsApp names the chats that it exports, in English and Spanish. */
const WHATSAPP = /^(?:WhatsApp Chat (?:with|-)|Chat de WhatsApp con) (.+)\.txt$/i;

export function sortShared(all: readonly Shared[]): SortedShares {
  const sorted: SortedShares = { chat: null, files: [], problem: all.some(({ kind }) => kind === 'problem') };
  for (const shared of all) {
    if (shared.kind === 'problem') continue;
    const data = shared.files.filter(({ name }) => DATA.test(name));
    const chats = shared.files.filter(({ name }) => !DATA.test(name));
    sorted.files.push(...data.map(({ name, text }) => new File([text], name)));
    const name = chats.map((file) => WHATSAPP.exec(file.name)?.[1]).find((found) => found !== undefined) ?? null;
    // What stands beside a file, such as its title, is no part of the chat.
    const text = chats.length > 0 ? chats.map((file) => file.text).join('\n') : data.length > 0 ? '' : shared.text;
    if (text.trim() !== '') sorted.chat = { text, name, whatsapp: name !== null };
  }
  return sorted;
}
