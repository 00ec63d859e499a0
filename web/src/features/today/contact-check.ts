import { optOutOf } from '../../../../models/actions/guards/consent.ts';
import { leadPlace } from '../../../../models/actions/guards/lead-place.ts';
import { isOpenHour, nextOpenHour } from '../../../../models/actions/guards/quiet-hours.ts';
import type { Action } from '../../../../models/actions/types.ts';
import type { LeadRecord } from '../../../../models/protocol/entities.ts';
import { failed, type Failure } from '../../errors/result.ts';
import { inOrder, leadConversation } from '../../../../models/insight/lead-conversation.ts';
import type { Storage } from '../../storage/storage-port.ts';

export type ContactCode = 'lead_gone' | 'do_not_contact' | 'quiet_hours';
/** What is true of a lead at the tap, not when the row was drawn. */
export type ContactCheck =
  | {
      ok: true;
      lead: LeadRecord;
      /** The lead's newest message. */
      newest: string | null;
      /** The first action of the newest analysis; null when there is none, or it does not know the newest message. */
      action: Action | null;
    }
  /** With `opensAt` (milliseconds) when it is the hour that stands against it. */
  | (Failure<ContactCode> & { opensAt?: number });

/**
 * Looks at the lead as it lies in the storage now: whether it may be contacted at all, and at this hour (`now` in
 * milliseconds; not asked where nothing is sent), and what its newest word is.
 */
export async function checkContact(storage: Storage, leadId: string, now: number | null): Promise<ContactCheck> {
  const [lead, rows, analysis] = await Promise.all([
    storage.one('lead', leadId),
    storage.childrenOf('message', leadId),
    storage.analysis(leadId),
  ]);
  if (!lead) return failed('lead_gone');
  const written = inOrder(rows).filter(({ data }) => data.from === 'lead');
  const read = new Map(analysis?.messages.map((message) => [message.id, message]));
  const optOut = optOutOf(
    written.map(({ id, data }) => ({
      id,
      text: data.text,
      at: Date.parse(data.sentAt),
      sentAt: data.sentAt,
      channel: data.channel,
      analysis: read.get(id) ?? null,
    })),
  );
  if (lead.data.dnd || optOut) return failed('do_not_contact');
  if (now !== null) {
    const place = leadPlace(leadConversation(lead, rows), written.at(-1)?.data.sentAt);
    if (!isOpenHour(now, place)) return { ...failed('quiet_hours'), opensAt: nextOpenHour(now, place) };
  }
  const newest = written.at(-1)?.id ?? null;
  const current = newest === null || read.has(newest);
  const action = analysis && current ? [...analysis.actions].sort((a, b) => a.priority - b.priority)[0] : undefined;
  return { ok: true, lead: lead.data, newest, action: action ?? null };
}

/** The draft as the person left it, else as proposed; null when none may be sent. */
export type CheckedDraft = { ok: true; text: string } | Failure<'lead_wrote_since' | 'no_draft'>;

/**
 * The draft that may go out: not when the lead has written since it was made (`seen`: the newest word that the screen
 * knew of) or since the person changed it.
 */
export function draftNow(
  check: Extract<ContactCheck, { ok: true }>,
  seen: string | null,
  changed: { text: string; madeFor: string } | undefined,
): CheckedDraft {
  if (check.newest !== seen || (changed && changed.madeFor !== (check.newest ?? ''))) return failed('lead_wrote_since');
  if (check.action?.draft.kind !== 'text') return failed('no_draft');
  return { ok: true, text: changed?.text ?? check.action.draft.text };
}
