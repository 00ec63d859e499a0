import type { Channel } from './types.ts';

/** Words that revoke consent as a whole message: 47 CFR 64.1200(a)(10), the carriers' lists, and Spanish twins. */
const KEYWORDS = new Set([
  'stop',
  'stopall',
  'stop all',
  'unsubscribe',
  'unsub',
  'cancel',
  'end',
  'quit',
  'revoke',
  'opt out',
  'optout',
  'opt me out',
  'alto',
  'pare',
  'parar',
  'baja',
  'dar de baja',
  'darme de baja',
  'cancelar',
  'no mas',
  'no mas mensajes',
  'stop texting',
  'stop texting me',
  'stop messaging',
  'stop messaging me',
  'stop messages',
  'stop texts',
  'stop calling',
  'stop calling me',
  'stop emailing',
  'stop emails',
  'stop contacting me',
  'remove me',
]);
/** Those that cannot mean anything else on a channel where the bare words are everyday words (ruling 11). */
const UNMISTAKABLE = new Set([
  'stopall',
  'stop all',
  'unsubscribe',
  'unsub',
  'revoke',
  'opt out',
  'optout',
  'opt me out',
  'dar de baja',
  'darme de baja',
  'no mas mensajes',
  'stop texting',
  'stop texting me',
  'stop messaging',
  'stop messaging me',
  'stop calling me',
  'stop emailing',
  'stop emails',
  'stop contacting me',
]);
const OPT_IN = new Set(['start', 'unstop', 'opt in', 'optin', 'subscribe', 'resubscribe', 'alta', 'comenzar']);

/** Words of politeness or emphasis that leave a keyword what it is. */
const AROUND =
  /^(?:(?:please|pls|plz|plse|just|now|immediately|thanks|thank you|thx|ty|tks|ok|okay|hi|hello|sir|maam|por favor|gracias|ya|sorry|reply|text|again|i said)\s+)+|(?:\s+(?:please|pls|plz|plse|now|immediately|thanks|thank you|thx|ty|tks|already|asap|sir|maam|por favor|gracias|ya|it))+$/g;

/** Laughing with the word is banter («STOP 😂»), not a request. */
const BANTER = /[😂🤣😭😍🥹😆🤪😜😝]|\b(?:lol|lmao|haha|hehe)/iu;

const LONGEST = 120;

/** Lower case, no accents, no punctuation, repeats of one word folded («STOP STOP»); null when too long for a keyword. */
function bareWords(text: string): string | null {
  if (text.length > LONGEST || BANTER.test(text)) return null;
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[-_]/g, ' ')
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trim()
    .split(/\s+/)
    .filter((word, at, all) => word !== all[at - 1])
    .join(' ');
  return words.replace(AROUND, '').replace(AROUND, '').trim();
}

const smsLike = (channel: Channel | undefined) =>
  channel === undefined || channel === 'sms' || channel === 'whatsapp' || channel === 'other';

/**
 * Whether the whole message is a carrier keyword that revokes consent («STOP», «Stop. Thank you», «pls unsubscribe»).
 * Bare everyday words count on SMS-like channels only; sentences are left to the text model.
 */
export function optOutKeyword(text: string, channel?: Channel): boolean {
  const words = bareWords(text);
  if (words === null || words === '') return false;
  return (smsLike(channel) ? KEYWORDS : UNMISTAKABLE).has(words);
}

/** Whether the whole message is a keyword by which a lead takes an opt-out back («START»). */
export function optInKeyword(text: string): boolean {
  const words = bareWords(text);
  return words !== null && OPT_IN.has(words);
}
