import type { ApiScope } from '../../../../models/protocol/api.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');
const scopes: Record<ApiScope, string> = {
  'leads:read': 'Read leads',
  'leads:write': 'Add leads',
  'messages:read': 'Read messages',
  'messages:write': 'Add messages',
  'analysis:read': 'Read analyses of leads',
  'webhooks:manage': 'Add and remove webhooks, for an admin’s program',
};

export default {
  title: 'API keys',
  scopes,
  make: 'New key',
  makeText: 'For a program of your own. It may do what you tick here, and never more than the member for whom it acts.',
  name: 'Name',
  nameHint: 'What uses it, such as “Website form”.',
  may: 'It may',
  member: 'Acts for',
  memberHint: 'It sees the leads that this member sees.',
  validFor: 'Valid for',
  days: (count: number) => plural(count, '# day', '# days'),
  noEnd: 'No end',
  makeKey: 'Make the key',
  token: 'Token',
  keys: 'Keys',
  none: 'No keys yet.',
  actsFor: (name: string) => `for ${name}`,
  until: (when: string) => `until ${when}`,
  used: (when: string) => `last used ${when}`,
  neverUsed: 'not used yet',
  expired: 'Expired',
  wasRevoked: 'Revoked',
  revoke: 'Revoke',
  revokeWhich: (name: string) => `Revoke ${name}`,
  revokeText: 'The program that uses it is refused from now on. This cannot be undone.',
  revoked: 'Key revoked',
};
