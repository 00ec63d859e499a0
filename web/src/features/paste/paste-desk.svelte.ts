import type { Conversation } from '../../../../models/conversation.ts';
import { parsePastedChat } from '../../../../models/import/pasted-chat.ts';
import type { ConversationAnalysis } from '../../../../models/insight/types.ts';
import { normaliseMessage } from '../../../../models/text/normalise.ts';
import type { Channel, Speaker } from '../../../../models/text/types.ts';
import { failed, type Result } from '../../errors/result.ts';
import type { AnalysisClient } from '../../inference/analysis-client.ts';
import type { Storage, StorageCode } from '../../storage/storage-port.ts';
import { conversationEdits } from '../import/conversation-edits.ts';

export type DeskMode = 'paste' | 'write';

/** A message that a person writes to see how it would be read. */
export interface WrittenTurn {
  id: number;
  from: Speaker;
  text: string;
  /** ISO 8601, when it was begun. */
  sentAt: string;
}

/** What was read last, with the texts that its evidence points into. */
export interface DeskReading {
  analysis: ConversationAnalysis;
  messages: { id: string; from: Speaker; shown: string }[];
  /** Of the conversation; `messages` holds the newest of them. */
  count: number;
}

export type DeskState =
  | { kind: 'empty' }
  /** There is text, but no message could be made out in it. */
  | { kind: 'no-message' }
  | { kind: 'reading' }
  | { kind: 'ready' }
  | { kind: 'failed'; code: string };

export interface DeskDeps {
  reader: Pick<AnalysisClient, 'analyse'>;
  storage: Pick<Storage, 'edit'>;
  nowIso: () => string;
  later: (run: () => void, millis: number) => void;
  uuid: () => string;
}

const PAUSE_MS = 400;
/** Messages that are read live, the newest; a lead that is saved is read whole. */
const LIVE_MESSAGES = 200;
/** What the server takes of one message. */
const MAX_TEXT = 200_000;
const TRIED = 'tried-out';

/**
 * A conversation that is tried out: pasted, or written turn by turn. It is read at every pause and lives in memory only,
 * until it is saved as a lead.
 */
export class PasteDesk {
  mode = $state<DeskMode>('paste');
  pasted = $state('');
  /** The parser took the lead for the agent. */
  swapped = $state(false);
  turns = $state<WrittenTurn[]>([]);
  name = $state('');
  channel = $state<Channel>('sms');
  state = $state.raw<DeskState>({ kind: 'empty' });
  reading = $state.raw<DeskReading | null>(null);
  readonly #deps: DeskDeps;
  #change = 0;
  #nextTurn = 1;
  #abort = new AbortController();

  constructor(deps: DeskDeps) {
    this.#deps = deps;
    this.addTurn();
  }

  /** Something was typed, pasted or chosen: it is read after a pause. */
  changed(): void {
    const change = ++this.#change;
    this.#abort.abort();
    this.#deps.later(() => {
      if (change === this.#change) void this.#read(change);
    }, PAUSE_MS);
  }

  /** The next message of the conversation that is written, from the other side; returns its id. */
  addTurn(): number {
    const from = this.turns.at(-1)?.from === 'lead' ? 'agent' : 'lead';
    const id = this.#nextTurn++;
    this.turns.push({ id, from, text: '', sentAt: this.#deps.nowIso() });
    return id;
  }

  removeTurn(id: number): void {
    this.turns = this.turns.filter((turn) => turn.id !== id);
    if (this.turns.length === 0) this.addTurn();
    this.changed();
  }

  /** Text from outside, such as what was shared into the app. */
  put(text: string): void {
    this.mode = 'paste';
    this.pasted = text;
    this.swapped = false;
    this.changed();
  }

  /** Stores what is on the desk as a lead and clears the desk; `undo` takes the lead away and puts all back. */
  async save(
    fallbackName: string,
  ): Promise<Result<{ leadId: string; undo: () => Promise<Result<string[], StorageCode>> }>> {
    const conversation = this.#conversation();
    if (!conversation) return failed('not_a_conversation');
    if (conversation.messages.some(({ text }) => text.length > MAX_TEXT)) return failed('text_too_long');
    const { storage, nowIso, uuid } = this.#deps;
    const source = this.mode === 'paste' ? 'Pasted chat' : 'Written by hand';
    const { leadId, edits } = conversationEdits(
      {
        name: this.name.trim() || fallbackName,
        phone: null,
        email: null,
        tags: [],
        source,
        channel: this.channel,
        messages: conversation.messages.map((message) => ({ ...message })),
      },
      { nowIso: nowIso(), uuid },
    );
    const saved = await storage.edit(edits);
    if (!saved.ok) return saved;
    const { mode, pasted, swapped, name } = this;
    const turns = $state.snapshot(this.turns);
    this.clear();
    const undo = async () => {
      const undone = await storage.edit([{ entity: 'lead', id: leadId, parent: null, set: { deleted: true } }]);
      if (undone.ok) {
        Object.assign(this, { mode, pasted, swapped, turns, name });
        this.changed();
      }
      return undone;
    };
    return { ok: true, value: { leadId, undo } };
  }

  clear(): void {
    this.pasted = '';
    this.name = '';
    this.swapped = false;
    this.turns = [];
    this.addTurn();
    this.#change += 1;
    this.#abort.abort();
    this.reading = null;
    this.state = { kind: 'empty' };
  }

  async #read(change: number): Promise<void> {
    const conversation = this.#conversation();
    if (!conversation) {
      this.reading = null;
      this.state = { kind: this.mode === 'paste' && this.pasted.trim() ? 'no-message' : 'empty' };
      return;
    }
    this.state = { kind: 'reading' };
    this.#abort = new AbortController();
    const newest = { ...conversation, messages: conversation.messages.slice(-LIVE_MESSAGES) };
    const { reader, nowIso } = this.#deps;
    const answer = await reader.analyse(newest, nowIso(), this.#abort.signal, { keep: false });
    if (change !== this.#change) return;
    if (!answer.ok) {
      this.state = { kind: 'failed', code: answer.code };
      return;
    }
    const messages = newest.messages.map(({ id, from, text }) => ({ id, from, shown: normaliseMessage(text) }));
    this.reading = { analysis: answer.analysis, messages, count: conversation.messages.length };
    this.state = { kind: 'ready' };
  }

  #conversation(): Conversation | null {
    const conversation = this.mode === 'paste' ? this.#fromPaste() : this.#fromTurns();
    return conversation && { ...conversation, id: TRIED, leadId: TRIED, channel: this.channel };
  }

  #fromPaste(): Conversation | null {
    const parsed = parsePastedChat(this.pasted, this.#deps.nowIso());
    if (!parsed.ok) return null;
    if (!this.swapped) return parsed.conversation;
    const messages = parsed.conversation.messages.map((message) => ({
      ...message,
      from: message.from === 'lead' ? ('agent' as const) : ('lead' as const),
    }));
    return { ...parsed.conversation, messages };
  }

  #fromTurns(): Conversation | null {
    const messages = this.turns
      .filter((turn) => turn.text.trim() !== '')
      .map(({ id, from, text, sentAt }) => ({ id: `turn-${String(id).padStart(5, '0')}`, from, text, sentAt }));
    return messages.length > 0 ? { id: TRIED, leadId: TRIED, messages } : null;
  }
}
