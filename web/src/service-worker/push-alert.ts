/** What the server pushes: ids and labels, never a name or a word of a message. */
interface PushedAlert {
  kind: 'alert';
  id: string;
  leadId: string;
  reason: 'level' | 'urgent';
  level: 'hot' | 'ready';
}

/** Said here and not in the catalogue: the app, its language and its keys may all be closed when a push arrives. */
const WORDS = {
  en: {
    hot: 'A lead is hot',
    ready: 'A lead is ready to close',
    urgent: 'A lead wants an answer today',
    open: 'Open it in Leadlight.',
  },
  es: {
    hot: 'Un contacto está muy caliente',
    ready: 'Un contacto está listo para cerrar',
    urgent: 'Un contacto espera respuesta hoy',
    open: 'Ábralo en Leadlight.',
  },
};

/** The notification of a push, or null when it is none of ours. */
export function noticeOf(data: unknown, language: string): { title: string; options: NotificationOptions } | null {
  const alert = data as Partial<PushedAlert> | null;
  if (alert?.kind !== 'alert' || typeof alert.id !== 'string' || typeof alert.leadId !== 'string') return null;
  const words = language.toLowerCase().startsWith('es') ? WORDS.es : WORDS.en;
  const title = alert.reason === 'urgent' ? words.urgent : alert.level === 'ready' ? words.ready : words.hot;
  const options = { body: words.open, tag: alert.id, icon: '/icons/icon-192.png', data: { leadId: alert.leadId } };
  return { title, options };
}

/** Where a tap on a notification leads. */
export function addressOf(data: unknown): string {
  const leadId = (data as { leadId?: unknown } | null)?.leadId;
  return typeof leadId === 'string' ? `/#/lead/${encodeURIComponent(leadId)}` : '/#/today';
}
