import type { Evidence } from '../../../../models/conversation.ts';
import type { ConversationAnalysis } from '../../../../models/insight/types.ts';
import { normaliseMessage } from '../../../../models/text/normalise.ts';
import { Background } from '../../errors/background.ts';
import { inOrder } from '../../../../models/insight/lead-conversation.ts';
import type { Storage, ViewRow } from '../../storage/storage-port.ts';

export type LeadViewState =
  | { kind: 'loading' }
  | { kind: 'missing' }
  | {
      kind: 'ready';
      lead: ViewRow<'lead'>;
      /** Oldest first; `shown` is the normalised text that evidence points into. */
      messages: (ViewRow<'message'> & { shown: string })[];
      notes: ViewRow<'note'>[];
      tasks: ViewRow<'task'>[];
      facts: ViewRow<'fact'>[];
      consents: ViewRow<'consent'>[];
      outcome: ViewRow<'outcome'> | null;
      analysis: ConversationAnalysis | null;
    };

/** One lead with all that belongs to it, kept up to date with the storage. */
export class LeadView {
  state = $state.raw<LeadViewState>({ kind: 'loading' });
  /** The words that a tapped score, fact or insight points at. */
  pointed = $state.raw<Evidence | null>(null);
  readonly #storage: Storage;
  readonly #leadId: string;
  readonly #shown = new Map<string, string>();
  readonly #background = new Background();
  #loading: Promise<void> | null = null;
  #again = false;

  constructor(storage: Storage, leadId: string) {
    this.#storage = storage;
    this.#leadId = leadId;
  }

  /** Loads, and loads again with every change of the lead; returns the way to stop. */
  start(): () => void {
    this.#background.run(() => this.load());
    const unsubscribe = this.#storage.subscribe(({ leads }) => {
      if (leads === null || leads.includes(this.#leadId)) this.#background.run(() => this.load());
    });
    return () => {
      unsubscribe();
      void this.#background.stop();
    };
  }

  async load(): Promise<void> {
    if (this.#loading) {
      this.#again = true;
      return this.#loading;
    }
    this.#loading = this.#load();
    await this.#loading;
    this.#loading = null;
    if (this.#again) {
      this.#again = false;
      await this.load();
    }
  }

  async #load(): Promise<void> {
    const id = this.#leadId;
    const [lead, messages, notes, tasks, facts, consents, outcomes, analysis] = await Promise.all([
      this.#storage.one('lead', id),
      this.#storage.childrenOf('message', id),
      this.#storage.childrenOf('note', id),
      this.#storage.childrenOf('task', id),
      this.#storage.childrenOf('fact', id),
      this.#storage.childrenOf('consent', id),
      this.#storage.childrenOf('outcome', id),
      this.#storage.analysis(id),
    ]);
    if (!lead) {
      this.state = { kind: 'missing' };
      return;
    }
    this.state = {
      kind: 'ready',
      lead,
      messages: inOrder(messages).map((row) => ({ ...row, shown: this.#normalised(row.data.text) })),
      notes: notes.sort((a, b) => b.data.createdAt.localeCompare(a.data.createdAt)),
      tasks: tasks.sort(byDue),
      facts,
      consents: consents.sort((a, b) => Date.parse(b.data.at) - Date.parse(a.data.at)),
      // Merged leads may bring two: the later decision holds.
      outcome: outcomes.sort((a, b) => Date.parse(b.data.decidedAt) - Date.parse(a.data.decidedAt))[0] ?? null,
      analysis,
    };
  }

  #normalised(text: string): string {
    const known = this.#shown.get(text) ?? normaliseMessage(text);
    this.#shown.set(text, known);
    return known;
  }
}

/** What is open first, by its due time; what has none comes after, then what is done. */
function byDue({ data: a }: ViewRow<'task'>, { data: b }: ViewRow<'task'>): number {
  const key = ({ doneAt, dueAt, createdAt }: typeof a) => [
    doneAt ? 1 : 0,
    dueAt ? Date.parse(dueAt) : Infinity,
    createdAt,
  ];
  const [left, right] = [key(a), key(b)];
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? 0 : (left[at] ?? 0) < (right[at] ?? 0) ? -1 : 1;
}
