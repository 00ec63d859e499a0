import type { Pane, PaneState } from '../../../models/facts/types.ts';

/** The window with every pane lit: the sign of the app itself. */
export const ALL_LIT: Record<Pane, PaneState> = {
  location: 'known',
  price: 'known',
  motivation: 'known',
  agent: 'known',
  mortgage: 'known',
  appointment: 'known',
};
