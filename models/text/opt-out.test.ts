import { describe, expect, it } from 'vitest';
import { optInKeyword, optOutKeyword } from './opt-out.ts';

describe('optOutKeyword', () => {
  it.each([
    'STOP',
    'stop',
    'Stop.',
    'STOP please',
    'pls stop',
    'Stop. Thank you',
    'STOP STOP STOP',
    'STOPALL',
    'stop all',
    'UNSUBSCRIBE',
    'Cancel',
    'END',
    'quit',
    'REVOKE',
    'opt out',
    'Opt-Out',
    'OPTOUT',
    'stop texting me',
    'ALTO',
    'pare por favor',
    'BAJA',
    'no más',
    '“STOP”',
    '🛑 stop 🛑',
  ])('%j revokes consent on a text line', (text) => {
    expect(optOutKeyword(text, 'sms')).toBe(true);
    expect(optOutKeyword(text)).toBe(true);
  });

  it.each([
    "I'll be there now",
    'I can stop by at 5',
    "don't stop sending those",
    'cancel the Tuesday showing',
    'is it the end unit',
    'STOPPP 😭 yes',
    'stop 😂',
    'lol stop',
    'end of the month',
    'we quit our jobs',
    'altogether',
    '',
    '🛑',
    'stop '.repeat(100),
  ])('%j does not', (text) => {
    expect(optOutKeyword(text, 'sms')).toBe(false);
  });

  it('counts bare everyday words on SMS-like channels only', () => {
    for (const channel of ['email', 'chat', 'social', 'call'] as const) {
      expect(optOutKeyword('cancel', channel)).toBe(false);
      expect(optOutKeyword('Unsubscribe', channel)).toBe(true);
      expect(optOutKeyword('REVOKE', channel)).toBe(true);
    }
    expect(optOutKeyword('cancel', 'whatsapp')).toBe(true);
  });
});

describe('optInKeyword', () => {
  it('takes a START back', () => {
    expect(['START', 'unstop', 'Start please'].every((text) => optInKeyword(text))).toBe(true);
    expect(['start the search', 'starting Monday'].some((text) => optInKeyword(text))).toBe(false);
  });
});
