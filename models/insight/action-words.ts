import type { Plain } from '../sentences.ts';
import type { ActionKind } from '../actions/types.ts';

/** What to do, as the end of a headline says it. */
export const ACTION_WORDS: Record<ActionKind, Plain> = {
  call_now: 'Call',
  book_showing: 'Offer a time',
  send_listings: 'Send what fits',
  send_info: 'Send what they asked for',
  answer_question: 'Answer the question',
  address_objection: 'Answer the objection',
  connect_lender: 'Connect a lender',
  prepare_offer: 'Write the terms up',
  prepare_valuation: 'Prepare a valuation',
  nurture: 'Keep in touch',
  re_engage: 'Check in',
  stop_contact: 'Don’t contact',
  hand_off: 'Hand over to closing',
  confirm_appointment: 'Confirm the time',
};

/** A headline without what to do: why this lead, now; '' where it says nothing else. */
export function whyOf(headline: string, kind: ActionKind | null): string {
  const end = kind === null ? '' : `${ACTION_WORDS[kind]}.`;
  return (headline.endsWith(end) ? headline.slice(0, headline.length - end.length) : headline).trim();
}
