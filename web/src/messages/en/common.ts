import type { ActionKind } from '../../../../models/actions/types.ts';
import type { Pane, PaneState } from '../../../../models/facts/types.ts';
import type { Level, Momentum } from '../../../../models/scoring/types.ts';
import type { Head, Intent, ObjectionKind, Readiness, Sentiment, Urgency } from '../../../../models/text/labels.ts';
import type { Channel } from '../../../../models/text/types.ts';

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
const objectionKinds: Record<ObjectionKind, string> = {
  price: 'Price',
  timing: 'Timing',
  financing: 'Financing',
  property: 'The home itself',
  location: 'Location',
  market: 'The market',
  agent: 'Agent and terms',
  decision: 'Others decide too',
};

const momenta: Record<Momentum, string> = {
  accelerating: 'speeding up',
  steady: 'steady',
  slowing: 'slowing down',
  stalled: 'stalled',
};
const channels: Record<Channel, string> = {
  sms: 'SMS',
  chat: 'Chat',
  email: 'E-mail',
  social: 'Social',
  call: 'Call',
  whatsapp: 'WhatsApp',
  other: 'Other',
};
const heads: Record<Head, string> = {
  sentiment: 'Mood',
  intents: 'What they want',
  objections: 'Objections',
  urgency: 'Urgency',
  readiness: 'Readiness',
};
/** The labels of the text model, as they stand beside a message. */
const sentiment: Record<Sentiment, string> = { negative: 'negative', neutral: 'neutral', positive: 'positive' };
const intents: Record<Intent, string> = {
  buy: 'buying',
  sell: 'selling',
  rent: 'renting',
  research: 'researching',
  property_question: 'question about a home',
  showing: 'viewing',
  financing: 'financing',
  offer: 'offer',
  objection: 'objection',
  opt_out: 'wants no contact',
  courtesy: 'courtesy',
};
const objections: Record<ObjectionKind, string> = {
  price: 'price objection',
  timing: 'timing objection',
  financing: 'financing objection',
  property: 'objection to the home',
  location: 'location objection',
  market: 'market worry',
  agent: 'agent objection',
  decision: 'must decide first',
};
const urgency: Record<Urgency, string> = {
  none: 'no urgency',
  low: 'no hurry',
  medium: 'some urgency',
  high: 'urgent',
};
const readiness: Record<Readiness, string> = {
  none: 'not ready',
  early: 'early',
  considering: 'considering',
  ready: 'ready to act',
};

export default {
  momenta,
  channels,
  heads,
  labels: { sentiment, intents, objections, urgency, readiness },
  levels,
  panes,
  paneShort,
  paneStates,
  actions,
  objections: objectionKinds,
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
