import { say } from '../sentences.ts';
import { LPMAMA, type Pane } from '../facts/types.ts';
import type { LeadState } from '../insight/lead-state.ts';
import { because, scoreOf, UNKNOWN_SCORE } from './score.ts';
import type { Score } from './types.ts';

/** Points a known pane brings; they add up to 100. Money and place decide most. */
const PANE_POINTS: Record<Pane, number> = {
  location: 15,
  price: 20,
  motivation: 15,
  agent: 10,
  mortgage: 25,
  appointment: 15,
};

const PANE_NAMES: Record<Pane, string> = {
  location: 'Location',
  price: 'Price',
  motivation: 'Motivation',
  agent: 'Agent',
  mortgage: 'Mortgage',
  appointment: 'Appointment',
};

/** How much of LPMAMA is known, 0–100; a contradicted pane counts half. */
export function qualificationScore(state: LeadState): Score {
  if (state.substantive.length === 0) return UNKNOWN_SCORE;
  const parts = LPMAMA.map((pane) => {
    const { state: known, evidence, words } = state.qualification.panes[pane];
    if (known === 'unknown') return because(say('{pane} unknown', { pane: PANE_NAMES[pane] }), 0);
    const points = known === 'known' ? PANE_POINTS[pane] : PANE_POINTS[pane] / 2;
    return because(say('{pane}: {facts}', { pane: PANE_NAMES[pane], facts: words }), points, evidence);
  });
  if (state.means === 'lacking') parts.push(because('Says the money is not there yet', -15));
  return scoreOf(parts);
}
