import { untrack } from 'svelte';
import { wordsOf } from '../../messages/messages.svelte.ts';
import { displayName } from '../leads/lead-list-item.ts';
import { HotWatch } from '../today/hot-watch.ts';
import type { Screens } from './app-context.ts';
import { hrefOf } from './router.svelte.ts';

/** In a component: the app's icon counts the hot leads, and where the person wants it a new one is told. */
export function watchHotLeads({ app, env, clock }: Pick<Screens, 'app' | 'env' | 'clock'>): void {
  const watch = new HotWatch();
  $effect(() => {
    if (!app.book.loaded) return;
    const { items } = app.book;
    const { count, fresh } = watch.look(items, clock.now);
    untrack(() => {
      env.notices.badge(count);
      if (!env.settings.hotNotices || !env.notices.allowed() || !env.visibility.hidden()) return;
      const words = wordsOf('shell');
      for (const { id, lead, summary } of fresh) {
        const action = summary?.firstAction ? wordsOf('common').actions[summary.firstAction] : null;
        void env.notices.show({
          title: words.hotTitle(displayName(lead)),
          body: words.hotBody(action),
          tag: `hot:${id}`,
          href: hrefOf({ page: 'lead', leadId: id }),
        });
      }
    });
  });
  // Signed out, nothing of the account is told any more.
  $effect(() => () => env.notices.badge(0));
}
