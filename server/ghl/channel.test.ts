import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { channelOf, isAutomated } from './channel.ts';

test.each([
  ['TYPE_SMS', 'sms'],
  ['TYPE_RCS', 'sms'],
  ['TYPE_CUSTOM_PROVIDER_SMS', 'sms'],
  ['TYPE_CAMPAIGN_MANUAL_SMS', 'sms'],
  ['TYPE_EMAIL', 'email'],
  ['TYPE_CUSTOM_PROVIDER_EMAIL', 'email'],
  ['TYPE_CALL', 'call'],
  ['TYPE_CAMPAIGN_VOICEMAIL', 'call'],
  ['TYPE_WEBCHAT', 'chat'],
  ['TYPE_LIVE_CHAT', 'chat'],
  ['TYPE_WHATSAPP', 'whatsapp'],
  ['TYPE_FACEBOOK', 'social'],
  ['TYPE_INSTAGRAM_COMMENT', 'social'],
  ['TYPE_GMB', 'social'],
  ['TYPE_TIKTOK', 'social'],
  ['TYPE_REVIEW', 'other'],
  ['TYPE_FORM_SUBMISSION', 'other'],
  ['TYPE_INTERNAL_COMMENT', null],
  ['TYPE_ACTIVITY_WHATSAPP', null],
  ['TYPE_LIVE_CHAT_INFO_MESSAGE', null],
])('%s is %s', (messageTypeString, channel) => {
  expect(channelOf({ messageTypeString })).toBe(channel);
});

test('the string decides before the number, the number before the loose name', () => {
  expect(channelOf({ messageTypeString: 'TYPE_EMAIL', messageTypeId: 2, messageType: 'CALL' })).toBe('email');
  expect(channelOf({ messageTypeId: 19, messageType: 'SMS' })).toBe('whatsapp');
  expect(channelOf({ messageTypeId: 999, messageType: 'Live_Chat' })).toBe('chat');
  expect(channelOf({})).toBe('other');
});

test.each([
  ['VoiceMail', 'call'],
  ['Live Chat', 'chat'],
  ['FB', 'social'],
  ['IG', 'social'],
  ['Custom', 'other'],
  ['Internal Comment', null],
])('the loose name %s is %s', (messageType, channel) => {
  expect(channelOf({ messageType })).toBe(channel);
});

test('automation shows in the source or in the type', () => {
  expect(isAutomated({ source: 'bulk_actions' })).toBe(true);
  expect(isAutomated({ source: 'app', messageTypeString: 'TYPE_SMS' })).toBe(false);
  expect(isAutomated({ messageTypeString: 'TYPE_CAMPAIGN_EMAIL' })).toBe(true);
  expect(isAutomated({ messageTypeString: 'TYPE_CAMPAIGN_MANUAL_SMS' })).toBe(false);
});

test('every official payload of a message has the channel of its name', () => {
  for (const kind of ['InboundMessage', 'OutboundMessage']) {
    const file = new URL(`../../test/fixtures/ghl/payloads/${kind}.json`, import.meta.url);
    for (const { payload } of JSON.parse(readFileSync(file, 'utf8')) as { payload: Record<string, unknown> }[]) {
      const expected = { SMS: 'sms', CALL: 'call', VoiceMail: 'call', Email: 'email', InternalComment: null };
      expect(channelOf(payload)).toBe(expected[payload['messageType'] as keyof typeof expected]);
    }
  }
});
