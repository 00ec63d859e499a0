import { LPMAMA, type Pane, type PaneState } from '../../../models/facts/types.ts';

export const PANE_NAMES: Record<Pane, string> = {
  location: 'Location',
  price: 'Price',
  motivation: 'Motivation',
  agent: 'Agent',
  mortgage: 'Mortgage',
  appointment: 'Appointment',
};

/** One word that fits into a pane. */
export const PANE_SHORT: Record<Pane, string> = {
  location: 'Place',
  price: 'Price',
  motivation: 'Why',
  agent: 'Agent',
  mortgage: 'Loan',
  appointment: 'When',
};

/** The six panes as a sentence for a screen reader. */
export function describePanes(panes: Record<Pane, PaneState>): string {
  const named = (state: PaneState) => LPMAMA.filter((pane) => panes[pane] === state).map((pane) => PANE_NAMES[pane]);
  const parts = (['known', 'contradicted', 'unknown'] as const).flatMap((state) => {
    const names = named(state);
    return names.length > 0 ? [`${state}: ${names.join(', ')}`] : [];
  });
  return `${parts.join('; ')}.`.replace(/^./, (letter) => letter.toUpperCase());
}
