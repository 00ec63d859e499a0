import { pluralOf } from '../plural.ts';

const plural = pluralOf('en-US');

export default {
  title: 'Team',
  roles: { admin: 'Admin', lead: 'Team lead', agent: 'Agent', viewer: 'Viewer' },
  members: 'Members',
  membersText:
    'Admins run the team. Team leads see and hand out every lead. Agents work their own. Viewers read and change nothing.',
  membersForLeads: 'Who is in the team. Admins change it.',
  you: '(you)',
  inactive: 'Deactivated',
  role: 'Role',
  roleOf: (name: string) => `Role of ${name}`,
  roleChanged: (name: string, role: string) => `${name}: now ${role}`,
  deactivate: 'Deactivate',
  deactivateWho: (name: string) => `Deactivate ${name}`,
  deactivateText:
    'They are signed out everywhere, and their devices wipe what they hold of the team. You can let them in again; leads that went to somebody else stay there.',
  leadsTo: 'Who gets their leads',
  nobody: 'Nobody: leave them unassigned',
  deactivated: (name: string) => `${name} was deactivated`,
  reactivate: 'Let in again',
  reactivateWho: (name: string) => `Let ${name} in again`,
  reactivated: (name: string) => `${name} is in the team again`,
  invites: 'Invites',
  invite: 'Invite somebody',
  invitesText: 'A link lets one person in, once. Send it by a way that only they read.',
  validFor: 'Valid for',
  days: (count: number) => plural(count, '# day', '# days'),
  makeLink: 'Make a link',
  link: 'Invite link',
  linkHint: 'Shown this once only. Whoever opens it first joins the team.',
  open: 'Open invites',
  until: (when: string) => `until ${when}`,
  withdraw: 'Withdraw',
  withdrawn: 'Invite withdrawn: its link no longer works',
  noInvites: 'No invite is open.',
  settings: 'Team settings',
  teamName: 'Team name',
  save: 'Save',
  saved: 'Team settings saved',
  agentsSeeUnassigned: 'Agents see unassigned leads',
  agentsSeeUnassignedHint:
    'Off: an agent sees only leads that are theirs. Devices fetch their leads anew after a change.',
};
