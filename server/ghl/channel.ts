import type { Channel } from '../../models/text/types.ts';

/** Numbers of `messageTypeId` that are confirmed by payloads or anchored on those (GHL's enumeration of types). */
const TYPE_BY_ID: Record<number, string> = {
  1: 'TYPE_CALL',
  2: 'TYPE_SMS',
  3: 'TYPE_EMAIL',
  5: 'TYPE_WEBCHAT',
  10: 'TYPE_VOICEMAIL',
  11: 'TYPE_FACEBOOK',
  15: 'TYPE_GMB',
  18: 'TYPE_INSTAGRAM',
  19: 'TYPE_WHATSAPP',
  22: 'TYPE_CUSTOM_PROVIDER_SMS',
  23: 'TYPE_CUSTOM_PROVIDER_EMAIL',
  24: 'TYPE_IVR_CALL',
  29: 'TYPE_LIVE_CHAT',
};

/** The first rule that fits names the channel; `null` is not a message between people. */
const RULES: readonly (readonly [RegExp, Channel | null])[] = [
  [/INTERNALCOMMENT|ACTIVITY|INFOMESSAGE/, null],
  [/WHATSAPP/, 'whatsapp'],
  // Before e-mail, which the word voicemail ends in.
  [/CALL|VOICEMAIL/, 'call'],
  [/EMAIL/, 'email'],
  [/SMS|RCS/, 'sms'],
  [/WEBCHAT|LIVECHAT/, 'chat'],
  [/FACEBOOK|INSTAGRAM|TIKTOK|GMB|^FB$|^IG$/, 'social'],
];

/**
 * The channel of a message event, from `messageTypeString`, else `messageTypeId`, else `messageType` (whose spellings
 * vary). Null: an internal comment or an activity entry, which is no message.
 */
export function channelOf(event: Record<string, unknown>): Channel | null {
  const name = typeName(event)
    .toUpperCase()
    .replace(/^TYPE_/, '')
    .replace(/[^A-Z]/g, '');
  const rule = RULES.find(([pattern]) => pattern.test(name));
  return rule === undefined ? 'other' : rule[1];
}

/** Sent by a workflow, a campaign or in bulk: not the agent's own words. */
export function isAutomated(event: Record<string, unknown>): boolean {
  const source = typeof event['source'] === 'string' ? event['source'].toLowerCase() : '';
  if (['workflow', 'campaign', 'bulk_actions'].includes(source)) return true;
  return /^TYPE_(CAMPAIGN_(?!MANUAL_)|SMS_REVIEW_REQUEST|SMS_NO_SHOW_REQUEST)/.test(typeName(event));
}

function typeName(event: Record<string, unknown>): string {
  const { messageTypeString, messageTypeId, messageType } = event;
  if (typeof messageTypeString === 'string' && messageTypeString !== '') return messageTypeString;
  const byId = typeof messageTypeId === 'number' ? TYPE_BY_ID[messageTypeId] : undefined;
  return byId ?? (typeof messageType === 'string' ? messageType : '');
}
