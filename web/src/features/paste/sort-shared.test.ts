import { describe, expect, it } from 'vitest';
import { sharedOf } from '../../storage/shared-content.ts';
import { objectionsOf } from './objections-of.ts';
import { sortShared } from './sort-shared.ts';

describe('what was shared', () => {
  it('is a chat for the desk, with the name that WhatsApp gave its file', async () => {
    const file = new File(['[11/2/26, 4:02 PM] Dana: hi'], 'WhatsApp Chat with Dana R.txt', { type: 'text/plain' });
    const { chat, files, problem } = sortShared([await sharedOf('WhatsApp Chat with Dana R', [file])]);
    expect(chat).toEqual({ text: '[11/2/26, 4:02 PM] Dana: hi', name: 'Dana R', whatsapp: true });
    expect([files.length, problem]).toEqual([0, false]);
  });

  it('is plain text, or a file of conversations for an import', async () => {
    const text = await sharedOf('Lead: hi', []);
    const data = await sharedOf('', [new File(['{}'], 'chats.jsonl')]);
    const sorted = sortShared([text, data]);
    expect(sorted.chat).toEqual({ text: 'Lead: hi', name: null, whatsapp: false });
    expect(sorted.files.map(({ name }) => name)).toEqual(['chats.jsonl']);
  });

  it('is refused whole when it is empty, no text or too big', async () => {
    const picture = new File(['x'], 'photo.jpg', { type: 'image/jpeg' });
    const disguised = new File(['a\u0000b'], 'chat.txt');
    for (const shared of [
      await sharedOf(' ', []),
      await sharedOf('look', [picture]),
      await sharedOf('', [disguised]),
      await sharedOf('x'.repeat(21 * 1024 * 1024), []),
    ]) {
      expect(shared).toEqual({ kind: 'problem' });
    }
    expect(sortShared([{ kind: 'problem' }])).toEqual({ chat: null, files: [], problem: true });
  });
});

describe('objections', () => {
  it('come once each, the latest first, with the words of the latest', () => {
    const message = (id: string, objections: string[], start: number) => ({
      id,
      objections,
      spans: objections.map((label) => ({ head: 'objections', label, start, end: start + 4, weight: 1 })),
    });
    const messages = [message('1', ['price'], 0), message('2', ['timing'], 3), message('3', ['price'], 9)];
    expect(objectionsOf({ messages } as never)).toEqual([
      { kind: 'price', evidence: { messageId: '3', start: 9, end: 13 } },
      { kind: 'timing', evidence: { messageId: '2', start: 3, end: 7 } },
    ]);
  });
});
