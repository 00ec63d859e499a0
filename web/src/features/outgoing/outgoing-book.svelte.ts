import * as v from 'valibot';
import { Background } from '../../errors/background.ts';
import { CHANNELS } from '../../../../models/text/types.ts';
import type { Tuning } from '../../inference/tuning.ts';
import { done, type Result } from '../../errors/result.ts';
import type { Storage, StorageCode } from '../../storage/storage-port.ts';

const VALUE = 'outgoing';
/** What went out or was given up is shown for a day. */
const KEPT_MS = 86_400_000;

const Outgoing = v.object({
  id: v.string(),
  leadId: v.string(),
  channel: v.picklist(CHANNELS),
  text: v.string(),
  /** The lead's newest message that the person had seen when approving. */
  seen: v.nullable(v.string()),
  /** ISO 8601: when a person approved it. */
  approvedAt: v.string(),
  /** `waiting`: on this device, for the network. `queued`: with the server. `held`: a person must look at it again. */
  state: v.picklist(['waiting', 'queued', 'sent', 'held']),
  /** Why it is held: a code of `messages/LOCALE/errors.ts`. */
  reason: v.nullable(v.string()),
});
/** A message that a person approved to be sent through the CRM. */
export type Outgoing = v.InferOutput<typeof Outgoing>;

const Answer = v.object({
  items: v.array(v.object({ id: v.string(), status: v.string(), reason: v.nullable(v.string()) })),
});

interface Deps {
  storage: Storage;
  fetcher: typeof fetch;
  nowMillis: () => number;
  nowIso: () => string;
  uuid: () => string;
  /** The person's own hours of contact, which the server keeps when it sends; null: the law's alone. */
  hours: () => Promise<Tuning['hours'] | null>;
}

/** Approved messages on their way through the CRM, sealed in the account's storage until the server has them. */
export class OutgoingBook {
  all = $state.raw<readonly Outgoing[]>([]);
  readonly #deps: Deps;
  readonly #background = new Background();
  #unsubscribe: (() => void) | null = null;
  #flushing: Promise<void> | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  start(): void {
    this.#unsubscribe = this.#deps.storage.subscribe(({ value }) => {
      if (value === VALUE) this.#background.run(() => this.#load());
    });
    this.#background.run(() => this.#load());
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    await this.#background.stop();
  }

  /** Takes an approved message; it goes with the next flush. */
  async add(message: Pick<Outgoing, 'leadId' | 'channel' | 'text' | 'seen'>): Promise<Result<Outgoing, StorageCode>> {
    const { uuid, nowIso } = this.#deps;
    const one: Outgoing = { ...message, id: uuid(), approvedAt: nowIso(), state: 'waiting', reason: null };
    const written = await this.#change((list) => [...list, one]);
    return written.ok ? done(one) : written;
  }

  /** Takes a message back; false when it has left the device. */
  async withdraw(id: string): Promise<boolean> {
    let found = false;
    await this.#change((list) =>
      list.filter((one) => {
        const drop = one.id === id && (one.state === 'waiting' || one.state === 'held');
        found ||= drop;
        return !drop;
      }),
    );
    return found;
  }

  /** Sends what waits and asks what became of the rest; called whenever the device has reached the server. */
  flush(): void {
    this.#background.run(() => (this.#flushing ??= this.#flush().finally(() => (this.#flushing = null))));
  }

  async #flush(): Promise<void> {
    for (const one of this.all.filter(({ state }) => state === 'waiting')) {
      const after = await this.#send(one);
      if (after === null) return;
      await this.#settle(one.id, after);
    }
    const leads = new Set(this.all.filter(({ state }) => state === 'queued').map(({ leadId }) => leadId));
    for (const leadId of leads) await this.#ask(leadId);
  }

  /** Null when the server could not be reached: it waits on. The server checks all of it again when it sends. */
  async #send(one: Outgoing): Promise<Pick<Outgoing, 'state' | 'reason'> | null> {
    // Few devices send: the rules of contact are not part of the first load.
    const { checkContact } = await import('../today/contact-check.ts');
    const check = await checkContact(this.#deps.storage, one.leadId, null);
    if (!check.ok) return { state: 'held', reason: check.code };
    if (check.newest !== one.seen) return { state: 'held', reason: 'lead_wrote_since' };
    const { id, channel, text, seen } = one;
    const answer = await this.#request(`/api/leads/${encodeURIComponent(one.leadId)}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, channel, text, seen, hours: await this.#deps.hours() }),
    });
    if (answer === null || answer.status === 401 || answer.status === 429 || answer.status >= 500) return null;
    if (answer.ok) return { state: 'queued', reason: null };
    const problem = v.safeParse(v.object({ code: v.string() }), await answer.json().catch(() => null));
    return { state: 'held', reason: problem.success ? problem.output.code : 'unexpected_answer' };
  }

  async #ask(leadId: string): Promise<void> {
    const answer = await this.#request(`/api/leads/${encodeURIComponent(leadId)}/outgoing/message`, {});
    const read = answer?.ok ? v.safeParse(Answer, await answer.json().catch(() => null)) : null;
    for (const { id, status, reason } of read?.success ? read.output.items : []) {
      if (status === 'done') await this.#settle(id, { state: 'sent', reason: null });
      else if (status === 'held' || status === 'failed') await this.#settle(id, { state: 'held', reason });
    }
  }

  async #request(path: string, init: RequestInit): Promise<Response | null> {
    try {
      return await this.#deps.fetcher(path, { ...init, signal: AbortSignal.timeout(20_000) });
    } catch {
      // No network: an expected failure, and the message waits.
      return null;
    }
  }

  async #settle(id: string, to: Pick<Outgoing, 'state' | 'reason'>): Promise<void> {
    const before = this.all.find((one) => one.id === id);
    if (!before || (before.state === to.state && before.reason === to.reason)) return;
    await this.#change((list) => list.map((one) => (one.id === id ? { ...one, ...to } : one)));
  }

  async #change(change: (list: readonly Outgoing[]) => Outgoing[]): Promise<Result<Outgoing[], StorageCode>> {
    const written = await this.#deps.storage.updateValue<Outgoing[]>(VALUE, (stored) => change(this.#sound(stored)));
    if (written.ok) this.all = written.value;
    return written;
  }

  async #load(): Promise<void> {
    this.all = this.#sound(await this.#deps.storage.getValue<unknown>(VALUE));
  }

  #sound(stored: unknown): Outgoing[] {
    const oldest = this.#deps.nowMillis() - KEPT_MS;
    return (Array.isArray(stored) ? stored : []).flatMap((one) => {
      const parsed = v.safeParse(Outgoing, one);
      if (!parsed.success) return [];
      const settled = parsed.output.state === 'sent' || parsed.output.state === 'held';
      return settled && Date.parse(parsed.output.approvedAt) < oldest ? [] : [parsed.output];
    });
  }
}
