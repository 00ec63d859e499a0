import { describe, expect, it } from 'vitest';
import { addressOf, noticeOf } from './push-alert.ts';

const alert = { kind: 'alert', id: 'a1', leadId: 'l/1', reason: 'level', level: 'hot' };

describe('a pushed alert', () => {
  it('names no one, and a tap opens the lead', () => {
    const notice = noticeOf(alert, 'en-US');
    expect(notice?.title).toBe('A lead is hot');
    expect(addressOf(notice?.options.data)).toBe('/#/lead/l%2F1');
    expect(noticeOf({ ...alert, level: 'ready' }, 'es-MX')?.title).toBe('Un contacto está listo para cerrar');
    expect(noticeOf({ ...alert, reason: 'urgent' }, 'fr')?.title).toBe('A lead wants an answer today');
  });

  it('of another form is not shown', () => {
    for (const data of [null, 'text', {}, { ...alert, kind: 'other' }, { ...alert, leadId: 7 }])
      expect(noticeOf(data, 'en')).toBeNull();
    expect(addressOf(null)).toBe('/#/today');
  });
});
