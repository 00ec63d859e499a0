import type { Failure } from '../../errors/result.ts';
import type { NewConversation } from './conversation-edits.ts';

export type ImportFormat = 'json' | 'jsonl' | 'csv';

/** A row that could not be taken, and why. */
export interface ImportIssue {
  /** Line of the file (from 1); for a JSON array the number of the entry. */
  line: number;
  /** Where in the row, such as `messages.0.text`; '' for the row itself. */
  path: string;
  /** Why, as a code of `messages/LOCALE/errors.ts`; the worker has no language. */
  code?: string;
  /** Why in words; after the sentence of `code`, where there is one. */
  message: string;
}

export interface ImportBatch {
  conversations: NewConversation[];
  issues: ImportIssue[];
  /** How far the reading is, 0 to 1. */
  read: number;
  /** Conversations in the file, once that is known. */
  total: number | null;
}

/** Takes a batch; the reader waits for the answer, and stops when it is false. */
export type ImportSink = (batch: ImportBatch) => Promise<boolean>;

export type ImportAnswer =
  { ok: true; finished: boolean } | Failure<'unreadable_file' | 'file_too_big' | 'missing_columns' | 'not_json'>;

/** What crosses the worker boundary. */
export interface ImportApi {
  readFile(file: File, now: string, sink: ImportSink): Promise<ImportAnswer>;
  readPaste(text: string, name: string, now: string, sink: ImportSink): Promise<ImportAnswer>;
}
