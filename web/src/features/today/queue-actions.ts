import type { Handled } from '../../../../models/protocol/entities.ts';
import type { Channel } from '../../../../models/text/types.ts';
import { sentenceFor } from '../../errors/sentences.ts';
import { wordsOf } from '../../messages/messages.svelte.ts';
import { untilWords } from '../../ui/time-words.ts';
import { displayName, type LeadListItem } from '../leads/lead-list-item.ts';
import type { Screens } from '../shell/app-context.ts';
import { checkContact, draftNow, type ContactCheck } from './contact-check.ts';

export type Way = 'call' | 'text' | 'email';
type Ready = Extract<ContactCheck, { ok: true }>;

/** What can be done with a lead in the queue; each tells what it did, with the way back. */
export class QueueActions {
  readonly #screens: Pick<Screens, 'app' | 'env' | 'toasts' | 'router'>;
  /** Called with a lead that the person has just moved, and with what it says of that from now on. */
  readonly #moved: (leadId: string, handled: Handled | null) => void;

  constructor(
    screens: Pick<Screens, 'app' | 'env' | 'toasts' | 'router'>,
    moved: (leadId: string, handled: Handled | null) => void,
  ) {
    this.#screens = screens;
    this.#moved = moved;
  }

  done(item: LeadListItem): Promise<void> {
    const { summary } = item;
    const handled = { how: 'done', at: this.#at(), seen: seenOf(item), action: summary?.firstAction ?? null } as const;
    return this.#handle(item, handled, wordsOf('today').doneSaid(displayName(item.lead)));
  }

  snooze(item: LeadListItem, until: number): Promise<void> {
    const { env } = this.#screens;
    const iso = new Date(until).toISOString();
    const said = wordsOf('today').snoozedSaid(displayName(item.lead), untilWords(iso, env.nowMillis()));
    return this.#handle(item, { how: 'snoozed', at: this.#at(), seen: seenOf(item), until: iso }, said);
  }

  bringBack(item: LeadListItem): Promise<void> {
    return this.#handle(item, null, wordsOf('today').backSaid(displayName(item.lead)));
  }

  /** Hands the lead to the device's own phone, messages or mail, with the draft where one is written. */
  async contact(item: LeadListItem, way: Way): Promise<void> {
    const check = await this.#check(item, this.#screens.env.nowMillis());
    if (!check) return;
    const { phone, email } = check.lead;
    const to = way === 'email' ? email : phone;
    if (!to) return;
    const number = to.replace(/[^\d+]/g, '');
    if (way === 'call') return this.#hand(item, `tel:${number}`);
    const draft = this.#draft(item, check);
    if (draft === null) return;
    const body = draft === '' ? '' : `body=${encodeURIComponent(draft)}`;
    // iPhones want `&` before the body of a text, all others `?`: with both each finds its own.
    if (way === 'text') return this.#hand(item, `sms:${number}${body && `?&${body}`}`);
    this.#hand(item, `mailto:${encodeURIComponent(to).replace('%40', '@')}${body && `?${body}`}`);
  }

  async copy(item: LeadListItem): Promise<void> {
    const { toasts } = this.#screens;
    const check = await this.#check(item, null);
    if (!check) return;
    const draft = this.#draft(item, check);
    if (draft === null) return;
    if (draft === '') return toasts.show(sentenceFor('no_draft'));
    try {
      await navigator.clipboard.writeText(draft);
      toasts.show(wordsOf('today').copied);
    } catch {
      toasts.show(wordsOf('today').copyFailed);
    }
  }

  /** The draft to send through the CRM; null when it may not be sent, and the person was told why. */
  async draftToSend(item: LeadListItem): Promise<string | null> {
    const check = await this.#check(item, null);
    return check && this.#draft(item, check);
  }

  /** Sends what a person approved, when the device can reach the server; until then it waits, and says so. */
  async send(item: LeadListItem, text: string, online: boolean): Promise<boolean> {
    const { app, toasts } = this.#screens;
    const words = wordsOf('today');
    const check = await this.#check(item, null);
    if (!check) return false;
    const seen = item.summary?.lastLeadId ?? null;
    if (check.newest !== seen) {
      this.#tellVoid(item);
      return false;
    }
    const added = await app.outgoing.add({ leadId: item.id, channel: sendChannel(item), text, seen });
    if (!added.ok) {
      toasts.show(sentenceFor(added.code));
      return false;
    }
    const name = displayName(item.lead);
    toasts.undo(online ? words.sendQueuedSaid(name) : words.sendWaitsSaid(name), () => {
      void app.outgoing.withdraw(added.value.id).then((back) => !back && toasts.show(words.tooLate));
    });
    if (online) app.outgoing.flush();
    return true;
  }

  #at = () => this.#screens.env.nowIso();

  async #handle(item: LeadListItem, handled: Handled | null, said: string): Promise<void> {
    const { toasts } = this.#screens;
    const before = item.lead.handled;
    if (!(await this.#write(item, handled))) return;
    toasts.undo(said, () => void this.#write(item, before));
  }

  async #write({ id }: LeadListItem, handled: Handled | null): Promise<boolean> {
    const { app, toasts } = this.#screens;
    const saved = await app.storage.edit([{ entity: 'lead', id, parent: null, set: { handled } }]);
    if (!saved.ok) toasts.show(sentenceFor(saved.code));
    else this.#moved(id, handled);
    return saved.ok;
  }

  async #check(item: LeadListItem, now: number | null): Promise<Ready | null> {
    const { app, env, toasts } = this.#screens;
    const check = await checkContact(app.storage, item.id, now);
    if (check.ok) return check;
    const words = wordsOf('today');
    const { opensAt } = check;
    if (opensAt === undefined) toasts.show(sentenceFor(check.code));
    else {
      const opens = untilWords(new Date(opensAt).toISOString(), env.nowMillis());
      toasts.show(words.quietNow(displayName(item.lead), opens), {
        label: words.snoozeTillOpen,
        run: () => void this.snooze(item, opensAt),
      });
    }
    return null;
  }

  /** The draft; '' when none is proposed; null when it is void, and the person was told. */
  #draft(item: LeadListItem, check: Ready): string | null {
    const changed = check.action ? this.#screens.app.drafts.get(`${item.id}:${check.action.kind}`) : undefined;
    const draft = draftNow(check, item.summary?.lastLeadId ?? null, changed);
    if (draft.ok) return draft.text;
    if (draft.code === 'no_draft') return '';
    this.#tellVoid(item);
    return null;
  }

  #tellVoid(item: LeadListItem): void {
    const { toasts, router } = this.#screens;
    const words = wordsOf('today');
    const run = () => router.go({ page: 'lead', leadId: item.id });
    toasts.show(words.voidDraft(displayName(item.lead)), { label: words.openLead, run });
  }

  #hand(item: LeadListItem, address: string): void {
    const { env, toasts } = this.#screens;
    const words = wordsOf('today');
    env.openAddress(address);
    const action = { label: words.markDone, run: () => void this.done(item) };
    toasts.show(words.contacted(displayName(item.lead)), action);
  }
}

const seenOf = ({ summary }: LeadListItem): string | null => summary?.lastLeadAt ?? null;

const SENDABLE: readonly Channel[] = ['sms', 'email', 'whatsapp', 'chat'];

/** The channel on which the lead wrote last, where the CRM can send on it, else by what is known of the lead. */
function sendChannel({ lead, summary }: LeadListItem): Channel {
  const last = summary?.lastChannel;
  if (last && SENDABLE.includes(last)) return last;
  return lead.phone ? 'sms' : 'email';
}

/** The ways to reach a lead, the fitting one first. */
export function waysOf({ lead, summary }: LeadListItem): Way[] {
  const ways: Way[] = [...(lead.phone ? (['call', 'text'] as const) : []), ...(lead.email ? (['email'] as const) : [])];
  const byChannel: Way = summary?.lastChannel === 'email' ? 'email' : 'text';
  const best = summary?.firstAction === 'call_now' || summary?.lastChannel === 'call' ? 'call' : byChannel;
  return ways.includes(best) ? [best, ...ways.filter((way) => way !== best)] : ways;
}
