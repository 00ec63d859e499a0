import { describe, expect, it } from 'vitest';
import type { NewConversation } from './conversation-edits.ts';
import type { ImportIssue } from './import-api.ts';
import { ImportReader } from './import-reader.ts';

const NOW = '2026-11-20T10:00:00.000Z';

async function read(text: string, name: string, stopAfter = Infinity) {
  const conversations: NewConversation[] = [];
  const issues: ImportIssue[] = [];
  let batches = 0;
  const answer = await new ImportReader().readFile(new File([text], name), NOW, (batch) => {
    conversations.push(...batch.conversations);
    issues.push(...batch.issues);
    return Promise.resolve(++batches < stopAfter);
  });
  return { answer, conversations, issues, batches };
}
const conversation = (id: string) => ({
  id,
  name: `Lead ${id}`,
  messages: [{ from: 'lead', text: 'hi', sentAt: NOW }],
});

describe('reading a file', () => {
  it('takes JSON Lines, keeps the good lines, and tells line and reason of the others', async () => {
    const lines = [
      JSON.stringify(conversation('1')),
      '{"bad',
      '',
      '{"id":"x","messages":"none"}',
      JSON.stringify(conversation('2')),
    ];
    const { answer, conversations, issues } = await read(lines.join('\r\n'), 'chats.jsonl');
    expect(answer).toEqual({ ok: true, finished: true });
    expect(conversations.map((c) => [c.name, c.source])).toEqual([
      ['Lead 1', 'File chats.jsonl'],
      ['Lead 2', 'File chats.jsonl'],
    ]);
    expect(issues.map((issue) => [issue.line, issue.path])).toEqual([
      [2, ''],
      [4, 'messages'],
    ]);
  });

  it('takes JSON as a list, an object with a list, or one conversation', async () => {
    expect((await read(JSON.stringify([conversation('1'), conversation('2')]), 'a.json')).conversations).toHaveLength(
      2,
    );
    expect((await read(JSON.stringify({ conversations: [conversation('1')] }), 'a.json')).conversations).toHaveLength(
      1,
    );
    expect((await read(JSON.stringify(conversation('1'), null, 2), 'a.txt')).conversations).toHaveLength(1);
    const two = `${JSON.stringify(conversation('1'))}\n${JSON.stringify(conversation('2'))}`;
    expect((await read(two, 'export')).conversations).toHaveLength(2);
    expect((await read('[{', 'a.json')).answer).toMatchObject({ ok: false, code: 'not_json' });
  });

  it('takes CSV with quotes, line ends inside cells, and groups the rows by person', async () => {
    const csv = [
      '\uFEFFname,Phone,email,from,text,sentAt,channel',
      'Dana,+1 512 555 0101,,lead,"Hi, is ""Oak St""\nstill available?",2026-11-18T09:00:00-06:00,SMS',
      'Dana R.,+15125550101,,agent,"Yes, it is",2026-11-18 16:00,sms',
      ',,bo@example.com,inbound,hello,,email',
      'Eve,,,lead,,2026-11-18T09:00:00Z,sms',
      'Fay,,,lead,hi,not a time,sms',
      ',,,lead,who am I,,',
    ].join('\r\n');
    const { conversations, issues } = await read(csv, 'leads.csv');
    expect(conversations).toHaveLength(2);
    expect(conversations[0]).toMatchObject({ name: 'Dana', phone: '+1 512 555 0101', channel: 'sms' });
    expect(conversations[0]?.messages.map((m) => [m.from, m.text])).toEqual([
      ['lead', 'Hi, is "Oak St"\nstill available?'],
      ['agent', 'Yes, it is'],
    ]);
    expect(conversations[0]?.messages[0]?.sentAt).toBe('2026-11-18T09:00:00-06:00');
    expect(conversations[1]).toMatchObject({ name: 'bo@example.com', email: 'bo@example.com', channel: 'email' });
    expect(conversations[1]?.messages[0]?.sentAt).toBe(NOW);
    expect(issues.map((issue) => [issue.line, issue.path])).toEqual([
      [6, 'text'],
      [7, 'sentAt'],
      [8, 'lead'],
    ]);
  });

  it('finds semicolons and tabs, and says when columns are missing', async () => {
    expect((await read('lead;text\nDana;hi', 'a.csv')).conversations).toHaveLength(1);
    expect((await read('lead\ttext\nDana\thi\n', 'a.tsv')).conversations).toHaveLength(1);
    expect((await read('one,two\n1,2', 'a.csv')).answer).toMatchObject({ code: 'missing_columns' });
    expect((await read('', 'a.csv')).conversations).toEqual([]);
  });

  it('stops when the taker says so', async () => {
    const many = Array.from({ length: 100 }, (_, i) => JSON.stringify(conversation(String(i)))).join('\n');
    const { answer, batches, conversations } = await read(many, 'a.jsonl', 2);
    expect(answer).toEqual({ ok: true, finished: false });
    expect([batches, conversations.length]).toEqual([2, 40]);
    const list = `[${many.split('\n').join(',')}]`;
    expect((await read(list, 'a.json', 1)).answer).toEqual({ ok: true, finished: false });
  });

  it('reads who a conversation is about from it, its lead or its contact', async () => {
    const values = [
      { messages: [], lead: { name: 'Ana', phone: '1', email: 'A@B.C' } },
      { messages: [], contact: { fullName: 'Bo' } },
      { messages: [], lead: 'Cy' },
      { messages: [], id: 'd-1' },
      { messages: [] },
    ];
    const { conversations } = await read(JSON.stringify(values), 'a.json');
    expect(conversations.map((c) => c.name)).toEqual(['Ana', 'Bo', 'Cy', 'd-1', 'Imported lead']);
    expect(conversations[0]).toMatchObject({ phone: '1', email: 'a@b.c' });
  });

  it('leaves out a message that the server would refuse as too long', async () => {
    const long = { id: 'l', messages: [{ from: 'lead', text: 'x'.repeat(200_001), sentAt: NOW }] };
    const { issues, conversations } = await read(JSON.stringify([long]), 'a.json');
    expect(conversations).toEqual([]);
    expect(issues).toMatchObject([{ line: 1, path: 'messages.0.text' }]);
  });

  it('reads a pasted chat, and says why not', async () => {
    const taken: NewConversation[] = [];
    const sink = (batch: { conversations: NewConversation[] }) =>
      Promise.resolve(taken.push(...batch.conversations) >= 0);
    const chat = 'Lead: Hi, is Oak St available?\nMe: It is!\nLead: Can I see it tomorrow?';
    await new ImportReader().readPaste(chat, 'Dana', NOW, sink);
    expect(taken).toMatchObject([{ name: 'Dana', source: 'Pasted chat' }]);
    expect(taken[0]?.messages.map((m) => m.from)).toEqual(['lead', 'agent', 'lead']);
    const answer = await new ImportReader().readPaste('   ', 'Dana', NOW, sink);
    expect(answer).toMatchObject({ ok: true });
    expect(taken).toHaveLength(1);
  });
});
