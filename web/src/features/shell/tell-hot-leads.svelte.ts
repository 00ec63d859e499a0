import { untrack } from 'svelte';
import { wordsOf } from '../../messages/messages.svelte.ts';
import type { AccountApp } from './account-app.svelte.ts';
import type { Env } from './env.ts';

/**
 * In a component: while nobody looks at the app, says that a lead has become hot, where the person has opted in. Neither
 * names nor words: a lock screen is read by anybody.
 */
export function tellHotLeads(app: AccountApp, env: Env): void {
  /** Null until the list is here: what was hot before is no news. */
  let known: Set<string> | null = null;
  $effect(() => {
    const hot = [...app.book.items.values()].filter(({ summary }) => summary?.level === 'hot').map(({ id }) => id);
    if (!app.book.loaded) return;
    const news = known === null ? [] : hot.filter((id) => !known?.has(id));
    known = new Set(hot);
    untrack(() => {
      if (news.length === 0 || !env.settings.notify || !env.visibility.hidden()) return;
      const words = wordsOf('shell');
      void env.notify(words.hotLead(news.length), { tag: 'hot-lead', leadId: news.length === 1 ? news[0]! : null });
    });
  });
}
