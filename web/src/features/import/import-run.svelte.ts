import { proxy, wrap } from 'comlink';
import type { Storage } from '../../storage/storage-port.ts';
import { conversationEdits } from './conversation-edits.ts';
import type { ImportAnswer, ImportApi, ImportBatch, ImportIssue, ImportSink } from './import-api.ts';

export interface ImportProgress {
  imported: number;
  /** Conversations in all, once the reader knows it. */
  total: number | null;
  /** How far the reading is, 0 to 1. */
  read: number;
}
export type ImportState =
  | { kind: 'idle' }
  | { kind: 'running'; progress: ImportProgress }
  | { kind: 'done'; imported: number; cancelled: boolean; leads: string[] }
  | { kind: 'failed'; imported: number; code: string; detail?: string | undefined };

export interface ImportDeps {
  storage: Storage;
  makeWorker: () => Worker;
  nowIso: () => string;
  uuid: () => string;
}

const MAX_ISSUES = 500;

/** One import: a worker reads, this side writes what it takes, batch by batch, so that the page stays free. */
export class ImportRun {
  state = $state.raw<ImportState>({ kind: 'idle' });
  /** The first rows that were refused; `issueCount` counts them all. */
  issues = $state.raw<readonly ImportIssue[]>([]);
  issueCount = $state(0);
  readonly #deps: ImportDeps;
  #leads: string[] = [];
  #cancelled = false;
  #full: string | null = null;

  constructor(deps: ImportDeps) {
    this.#deps = deps;
  }

  file(file: File): Promise<void> {
    return this.#run((api, sink) => api.readFile(file, this.#deps.nowIso(), sink));
  }

  paste(text: string, name: string): Promise<void> {
    return this.#run((api, sink) => api.readPaste(text, name, this.#deps.nowIso(), sink));
  }

  /** Stops after the batch under way; what is imported stays. */
  cancel(): void {
    this.#cancelled = true;
  }

  async #run(read: (api: ImportApi, sink: ImportSink) => Promise<ImportAnswer>): Promise<void> {
    this.#leads = [];
    this.#cancelled = false;
    this.#full = null;
    this.issues = [];
    this.issueCount = 0;
    this.state = { kind: 'running', progress: { imported: 0, total: null, read: 0 } };
    const worker = this.#deps.makeWorker();
    try {
      const answer = await read(
        wrap<ImportApi>(worker) as unknown as ImportApi,
        proxy((batch) => this.#take(batch)),
      );
      const imported = this.#leads.length;
      if (this.#full) this.state = { kind: 'failed', imported, code: this.#full };
      else if (!answer.ok) this.state = { kind: 'failed', imported, code: answer.code, detail: answer.detail };
      else this.state = { kind: 'done', imported, cancelled: this.#cancelled, leads: this.#leads };
    } finally {
      worker.terminate();
    }
  }

  async #take(batch: ImportBatch): Promise<boolean> {
    if (this.#cancelled) return false;
    this.issueCount += batch.issues.length;
    if (this.issues.length < MAX_ISSUES) this.issues = [...this.issues, ...batch.issues].slice(0, MAX_ISSUES);
    const env = { nowIso: this.#deps.nowIso(), uuid: this.#deps.uuid };
    const made = batch.conversations.map((conversation) => conversationEdits(conversation, env));
    if (made.length > 0) {
      const saved = await this.#deps.storage.edit(made.flatMap(({ edits }) => edits));
      if (!saved.ok) {
        this.#full = saved.code;
        return false;
      }
    }
    this.#leads.push(...made.map(({ leadId }) => leadId));
    const progress = { imported: this.#leads.length, total: batch.total, read: batch.read };
    this.state = { kind: 'running', progress };
    return !this.#cancelled;
  }
}
