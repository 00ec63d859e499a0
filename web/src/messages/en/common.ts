import type { ActionKind } from '../../../../models/actions/types.ts';
import type { Pane, PaneState } from '../../../../models/facts/types.ts';
import type { Level } from '../../../../models/scoring/types.ts';

const levels: Record<Level, string> = {
  cold: 'Cold lead',
  warming: 'Warming up',
  engaged: 'Engaged',
  qualified: 'Highly qualified',
  ready: 'Ready to close',
  hot: 'Hot opportunity',
};
const panes: Record<Pane, string> = {
  location: 'Location',
  price: 'Price',
  motivation: 'Motivation',
  agent: 'Agent',
  mortgage: 'Mortgage',
  appointment: 'Appointment',
};
/** One word that fits into a pane of the mark. */
const paneShort: Record<Pane, string> = {
  location: 'Place',
  price: 'Price',
  motivation: 'Why',
  agent: 'Agent',
  mortgage: 'Loan',
  appointment: 'When',
};
const paneStates: Record<PaneState, string> = {
  known: 'known',
  contradicted: 'contradicted',
  unknown: 'unknown',
};
const actions: Record<ActionKind, string> = {
  call_now: 'Call now',
  book_showing: 'Book a showing',
  send_listings: 'Send listings that fit',
  send_info: 'Send what they asked for',
  answer_question: 'Answer the question',
  address_objection: 'Answer the objection',
  connect_lender: 'Connect a lender',
  prepare_offer: 'Prepare the offer',
  prepare_valuation: 'Prepare a valuation',
  nurture: 'Keep in touch',
  re_engage: 'Check in again',
  stop_contact: 'Stop contact',
  hand_off: 'Hand over to closing',
  confirm_appointment: 'Confirm the appointment',
};

export default {
  levels,
  panes,
  paneShort,
  paneStates,
  actions,
  undo: 'Undo',
  close: 'Close',
  closeMessage: 'Close message',
  tryAgain: 'Try again',
  call: 'Call',
  text: 'Text',
  email: 'E-mail',
  notAnalysed: 'Not analysed yet',
  unnamedLead: 'Unnamed lead',
  doNotContact: 'do not contact',
  waitsToSync: 'waits to sync',
  time: {
    now: 'now',
    minutes: (n: number) => `${n} min`,
    hours: (n: number) => `${n} h`,
    days: (n: number) => `${n} d`,
    weeks: (n: number) => `${n} wk`,
    years: (n: number) => `${n} y`,
    tomorrow: (clock: string) => `tomorrow ${clock}`,
    dueNow: 'due now',
    by: (when: string) => `by ${when}`,
    byTomorrow: (clock: string) => `by tomorrow ${clock}`,
  },
};
