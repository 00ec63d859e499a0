import type { Conversation } from '../../../../models/conversation.ts';
import { parseConversation, parsePastedChat } from '../../../../models/import/parse-conversations.ts';
import { failed } from '../../errors/result.ts';
import type { NewConversation } from './conversation-edits.ts';
import { columnsOf, groupByLead, messageOf, type CsvMessage } from './csv-conversations.ts';
import { csvRows } from './csv-reader.ts';
import type { ImportAnswer, ImportApi, ImportFormat, ImportIssue, ImportSink } from './import-api.ts';
import { leadOfValue, type LeadOfValue } from './lead-of-value.ts';
import { linesOf, textOf } from './text-lines.ts';

const BATCH = 20;
/** What the server takes of one message. */
const MAX_TEXT = 200_000;
const MAX_JSON_BYTES = 256 * 1024 * 1024;

/** Reads conversations from files and pasted chats, a batch at a time. Runs in the import worker. */
export class ImportReader implements ImportApi {
  async readFile(file: File, now: string, sink: ImportSink): Promise<ImportAnswer> {
    try {
      const format = await formatOf(file);
      const batch = new Batcher(sink, `File ${file.name}`.slice(0, 300), now);
      if (format === 'csv') return await readCsv(file, now, batch);
      return await (format === 'json' ? readJson(file, batch) : readLines(file, batch));
    } catch (error) {
      // A file that changed or vanished while it was read.
      if (error instanceof DOMException) return failed('unreadable_file', error.message);
      throw error;
    }
  }

  async readPaste(text: string, name: string, now: string, sink: ImportSink): Promise<ImportAnswer> {
    const batch = new Batcher(sink, 'Pasted chat', now);
    const parsed = parsePastedChat(text, now);
    if (parsed.ok) await batch.add(parsed.conversation, { name, phone: null, email: null }, 1);
    else batch.issues(parsed.issues.map((issue) => ({ line: 1, ...issue })));
    return batch.end();
  }
}

async function formatOf(file: File): Promise<ImportFormat> {
  const name = file.name.toLowerCase();
  if (/\.(jsonl|ndjson)$/.test(name)) return 'jsonl';
  if (/\.(csv|tsv)$/.test(name)) return 'csv';
  const start = (await file.slice(0, 4096).text()).trimStart();
  if (start.startsWith('[')) return 'json';
  if (!start.startsWith('{')) return 'csv';
  // A whole object on the first line and more after it: one conversation a line.
  const [line = '', second = ''] = start.split('\n');
  return second.trimStart().startsWith('{') && line.trimEnd().endsWith('}') ? 'jsonl' : 'json';
}

async function readJson(file: File, batch: Batcher): Promise<ImportAnswer> {
  if (file.size > MAX_JSON_BYTES) return failed('file_too_big');
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch (error) {
    return failed('not_json', error instanceof SyntaxError ? error.message : '');
  }
  const inside = value instanceof Object && 'conversations' in value ? value.conversations : value;
  const entries: unknown[] = Array.isArray(inside) ? inside : [inside];
  batch.total = entries.length;
  for (const [i, entry] of entries.entries()) {
    if (!(await batch.addValue(entry, i + 1, (i + 1) / entries.length))) break;
  }
  return batch.end();
}

async function readLines(file: File, batch: Batcher): Promise<ImportAnswer> {
  for await (const { line, number, read } of linesOf(textOf(file))) {
    if (line.trim() === '') continue;
    const parsed = parseLine(line);
    if (!parsed.ok) batch.issues([{ line: number, path: '', code: 'not_json', message: '' }]);
    else if (!(await batch.addValue(parsed.value, number, read))) break;
  }
  return batch.end();
}

async function readCsv(file: File, now: string, batch: Batcher): Promise<ImportAnswer> {
  let columns: Map<string, number> | null = null;
  const messages: CsvMessage[] = [];
  for await (const row of csvRows(textOf(file))) {
    if (!columns) {
      const found = columnsOf(row.cells);
      if (!found.ok) return found;
      columns = found.value;
      continue;
    }
    const parsed = messageOf(row.cells, columns, row.line, now);
    if (parsed.ok) messages.push(parsed.message);
    else batch.issues([parsed.issue]);
  }
  const groups = groupByLead(messages);
  batch.total = groups.length;
  for (const [i, group] of groups.entries()) {
    const [first] = group;
    if (!first) continue;
    const { name, phone, email, line } = first;
    const value = { id: `row-${line}`, channel: first.channel, messages: group, name, phone, email };
    if (!(await batch.addValue(value, line, (i + 1) / groups.length))) break;
  }
  return batch.end();
}

function parseLine(line: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(line) };
  } catch {
    return { ok: false };
  }
}

/** Gathers conversations and hands them on in batches, waiting for each to be taken. */
class Batcher {
  total: number | null = null;
  readonly #sink: ImportSink;
  readonly #source: string;
  readonly #now: string;
  #conversations: NewConversation[] = [];
  #issues: ImportIssue[] = [];
  #read = 0;
  #stopped = false;

  constructor(sink: ImportSink, source: string, now: string) {
    this.#sink = sink;
    this.#source = source;
    this.#now = now;
  }

  issues(issues: readonly ImportIssue[]): void {
    this.#issues.push(...issues);
  }

  /** False when the person has cancelled. */
  async addValue(value: unknown, line: number, read: number): Promise<boolean> {
    // Messages with no time at all count as said when they are imported.
    const timed = value instanceof Object && !('now' in value) ? { ...value, now: this.#now } : value;
    const parsed = parseConversation(timed);
    const tooLong = parsed.ok ? parsed.conversation.messages.findIndex((m) => m.text.length > MAX_TEXT) : -1;
    if (parsed.ok && tooLong < 0) return this.add(parsed.conversation, leadOfValue(value), read);
    if (parsed.ok) this.issues([{ line, path: `messages.${tooLong}.text`, code: 'text_too_long', message: '' }]);
    else this.issues(parsed.issues.map((issue) => ({ line, ...issue })));
    this.#read = read;
    return this.#issues.length < 200 || this.#flush();
  }

  async add(conversation: Conversation, lead: LeadOfValue, read: number): Promise<boolean> {
    this.#read = read;
    this.#conversations.push(newConversation(conversation, lead, this.#source));
    return this.#conversations.length < BATCH || this.#flush();
  }

  async end(): Promise<ImportAnswer> {
    if (!this.#stopped) await this.#flush();
    return { ok: true, finished: !this.#stopped };
  }

  async #flush(): Promise<boolean> {
    const batch = { conversations: this.#conversations, issues: this.#issues, read: this.#read, total: this.total };
    this.#conversations = [];
    this.#issues = [];
    this.#stopped = !(await this.#sink(batch));
    return !this.#stopped;
  }
}

function newConversation(conversation: Conversation, lead: LeadOfValue, source: string): NewConversation {
  const channel = conversation.channel ?? conversation.messages.findLast((message) => message.channel)?.channel;
  return {
    ...lead,
    channel: channel ?? 'other',
    timeZone: conversation.timeZone,
    state: conversation.state,
    tags: [],
    source,
    messages: conversation.messages.map((message) => ({ ...message })),
  };
}
