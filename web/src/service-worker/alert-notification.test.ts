import { expect, test } from 'vitest';
import { parseRoute } from '../features/shell/router.svelte.ts';
import { alertNotification } from './alert-notification.ts';
import { openPath, type OpenWindow } from './open-path.ts';

const alert = { kind: 'alert', id: 'a-1', leadId: 'lead/1', reason: 'urgent', level: 'hot' } as const;

test('a push says why, in the language of the browser, once an alert, and leads to the lead', () => {
  const { title, options } = alertNotification(alert, ['de', 'es-MX', 'en']);
  expect(title).toBe('Un contacto espera respuesta hoy');
  expect(options).toMatchObject({ lang: 'es', tag: 'a-1' });
  expect(parseRoute(options.data.path.slice(1))).toEqual({ page: 'lead', leadId: 'lead/1' });
  expect(alertNotification({ ...alert, reason: 'level' }, []).title).toBe('A lead is ready for you');
});

test.each([null, 'text', {}, { ...alert, kind: 'of a later version' }, { ...alert, reason: 'other' }])(
  'a push that it does not know says that there is news: %j',
  (pushed) => {
    const { title, options } = alertNotification(pushed, ['en']);
    expect(title).toBe('There is news in Leadlight');
    expect(options.data.path).toBe('/');
  },
);

test('only the reason and ids of a push are read: a word of a message could not be shown', () => {
  const shown = JSON.stringify(alertNotification({ ...alert, text: 'secret', name: 'Ann' }, ['en']));
  expect(shown).not.toMatch(/secret|Ann/);
});

/** Windows that note what is done to them. */
function windowsOf(...urls: string[]) {
  const done: string[] = [];
  const open = urls.map((url, index): OpenWindow => {
    const window: OpenWindow = {
      url,
      focused: index === 2,
      focus: async () => (done.push(`focus ${index}`), window),
      navigate: async (path) => void done.push(`navigate ${index} ${path}`),
    };
    return window;
  });
  return { done, matchAll: async () => open, openWindow: async (path: string) => void done.push(`open ${path}`) };
}

test('a click shows the lead in the window in use, in any of the app, or in a new one; never in the CRM’s frame', async () => {
  const app = 'https://leads.example/#/today';
  const many = windowsOf(app, app, app);
  await openPath(many, '/#/lead/l');
  expect(many.done).toEqual(['focus 2', 'navigate 2 /#/lead/l']);
  const one = windowsOf('https://leads.example/ghl', app);
  await openPath(one, '/#/lead/l');
  expect(one.done).toEqual(['focus 1', 'navigate 1 /#/lead/l']);
  const none = windowsOf('https://leads.example/ghl');
  await openPath(none, '/#/lead/l');
  expect(none.done).toEqual(['open /#/lead/l']);
});
