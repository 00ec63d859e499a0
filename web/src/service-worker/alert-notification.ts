import * as v from 'valibot';
import en from '../messages/en/notification.ts';
import es from '../messages/es/notification.ts';

/** As the server pushes it (docs/alerts.md): ids and labels only. */
const Alert = v.object({
  kind: v.literal('alert'),
  id: v.string(),
  leadId: v.string(),
  reason: v.picklist(['level', 'urgent']),
});

export interface AlertNotification {
  title: string;
  /** `tag`: an alert that is pushed twice is shown once. `data.path` is what a click opens. */
  options: { body: string; lang: string; tag: string; icon: string; data: { path: string } };
}

/**
 * What is shown of a push; one of a later version says that there is news, since browsers want every push shown.
 * `languages` are the browser's, best first.
 */
export function alertNotification(pushed: unknown, languages: readonly string[]): AlertNotification {
  const lang = languages.find((one) => /^(en|es)\b/.test(one))?.startsWith('es') ? 'es' : 'en';
  const words = lang === 'es' ? es : en;
  const alert = v.safeParse(Alert, pushed);
  const options = { body: words.open, lang, icon: '/icons/icon-192.png' };
  if (!alert.success) return { title: words.other, options: { ...options, tag: 'news', data: { path: '/' } } };
  const { id, leadId, reason } = alert.output;
  const data = { path: `/#/lead/${encodeURIComponent(leadId)}` };
  return { title: words.reasons[reason], options: { ...options, tag: id, data } };
}
