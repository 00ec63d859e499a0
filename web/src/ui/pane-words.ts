import { LPMAMA, type Pane, type PaneState } from '../../../models/facts/types.ts';
import { wordsOf } from '../messages/messages.svelte.ts';

/** The six panes as a sentence for a screen reader. */
export function describePanes(panes: Record<Pane, PaneState>): string {
  const words = wordsOf('common');
  const named = (state: PaneState) => LPMAMA.filter((pane) => panes[pane] === state).map((pane) => words.panes[pane]);
  const parts = (['known', 'contradicted', 'unknown'] as const).flatMap((state) => {
    const names = named(state);
    return names.length > 0 ? [`${words.paneStates[state]}: ${names.join(', ')}`] : [];
  });
  return `${parts.join('; ')}.`.replace(/^./, (letter) => letter.toUpperCase());
}
