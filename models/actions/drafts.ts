import { say } from '../sentences.ts';
import type { LeadState } from '../insight/lead-state.ts';
import { Lru } from '../insight/lru.ts';
import { wordlessKey } from '../insight/wordless-key.ts';
import { checkFairHousing } from './guards/fair-housing.ts';
import { invitesSteering, NEUTRAL_ANSWER, steeringNote } from './guards/steering.ts';
import { OBJECTION_ANSWERS } from './objection-answers.ts';
import type { ActionKind, Draft } from './types.ts';

type Writer = (state: LeadState) => string | null;

/** What the lead wrote goes into a draft only where it is short: a draft fits into one text message. */
const LONGEST_NAME = 40;
const short = (words: string | undefined) => (words !== undefined && words.length <= LONGEST_NAME ? words : undefined);
const DAY_NAME = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/gi;
const place = (state: LeadState) => short(state.known.locations?.value[0]);
const when = (state: LeadState) =>
  short(state.known.appointment?.value)?.replace(DAY_NAME, (day) => day.charAt(0).toUpperCase() + day.slice(1));

const WRITERS: Record<ActionKind, Writer> = {
  call_now: () => 'Calling you in a few minutes, or tell me a better time today?',
  book_showing: (state) =>
    when(state)
      ? `I can set that up for ${when(state)}. Does that still work?`
      : 'Happy to set that up. Which day and time suit you best?',
  send_listings: (state) =>
    place(state)
      ? `I’m putting together what fits in ${place(state)} and will send it today. Anything that’s a must?`
      : 'I’m putting together what fits and will send it today. Anything that’s a must?',
  send_info: () => 'I’ll get that to you today. Anything else you’d like with it?',
  answer_question: (state) =>
    invitesSteering(state.lead.at(-1)?.text ?? '')
      ? NEUTRAL_ANSWER
      : 'Good question. Let me check and come back to you today.',
  address_objection: (state) => {
    const open = state.openObjections.at(-1);
    return open ? OBJECTION_ANSWERS[open.kind].draft : null;
  },
  connect_lender: () =>
    'Want me to introduce you to a lender? A ten-minute call tells you where you stand, with no obligation.',
  prepare_offer: (state) =>
    state.side === 'sell'
      ? 'I’ll write that up for you to look over before anything goes out. Any other terms?'
      : state.side === 'rent'
        ? 'I’ll get the application ready for you. Which move-in date should I put?'
        : 'I’ll draft it for you to review today. Which closing date should I put?',
  prepare_valuation: () =>
    'I’ll pull the recent sales near you and put a number together. Could I see the house for half an hour this week?',
  nurture: () => 'No hurry on my side. I’ll keep an eye out and send you only what’s worth a look.',
  re_engage: () =>
    'Still thinking it over? No pressure. Would it help if I sent a couple of options, or should I check back later?',
  stop_contact: () => null,
  hand_off: () => 'Great news. I’ll bring in the right person for the next step and make sure nothing gets lost.',
  confirm_appointment: (state) =>
    when(state)
      ? `Confirmed for ${when(state)}. I’ll send the address and see you there.`
      : 'Confirmed. I’ll send the address and see you there.',
};

/** Classes that a draft's words touch. Most drafts are the same for many leads; keys hold none of the words. */
const checked = new Lru<readonly string[]>(500);

function classesIn(text: string, region: string | undefined): readonly string[] {
  const key = wordlessKey(`${region ?? ''}\u0000${text}`);
  const known = checked.get(key);
  if (known) return known;
  const classes = checkFairHousing(text, region).map((found) => found.class);
  checked.set(key, classes);
  return classes;
}

/** A note on what the lead's last message invites, once for all drafts of an assessment. */
const steering = new WeakMap<LeadState, ReturnType<typeof steeringNote>>();

function steeringIn(state: LeadState): ReturnType<typeof steeringNote> {
  if (!steering.has(state)) steering.set(state, steeringNote(state.lead.at(-1)?.text ?? ''));
  return steering.get(state) ?? null;
}

/** A short draft in the agent's voice, checked by the guards; withheld where no contact is allowed. */
export function draftFor(kind: ActionKind, state: LeadState): Draft {
  if (state.optOut)
    return { kind: 'withheld', reason: 'The lead asked not to be contacted or has left: no message is drafted.' };
  // A curly apostrophe is not in the alphabet of SMS (GSM 7-bit): with it a message holds 70 characters, not 160.
  const text = WRITERS[kind](state)?.replaceAll('’', "'") ?? null;
  if (text === null) return { kind: 'withheld', reason: 'Nothing to send for this action.' };
  const invited = steeringIn(state);
  const notes = [
    ...(invited ? [invited] : []),
    ...classesIn(text, state.conversation.state).map((each) =>
      say('{class}: Describe the home, and point to public sources (school reports, crime maps, census) instead.', {
        class: each,
      }),
    ),
  ];
  return { kind: 'text', text, notes };
}
