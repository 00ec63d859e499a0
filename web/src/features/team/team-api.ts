import * as v from 'valibot';

export const ROLES = ['admin', 'lead', 'agent', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const Member = v.object({
  userId: v.string(),
  name: v.string(),
  email: v.string(),
  role: v.picklist(ROLES),
  active: v.boolean(),
});
export type Member = v.InferOutput<typeof Member>;
export const MEMBERS = '/api/team/members';
export const Members = v.object({ members: v.array(Member) });

export const SETTINGS = '/api/team/settings';
export const Settings = v.object({ name: v.string(), agentsSeeUnassigned: v.boolean() });

export const INVITES = '/api/team/invites';
export const Invites = v.object({
  invites: v.array(v.object({ id: v.string(), role: v.picklist(ROLES), createdAt: v.number(), expiresAt: v.number() })),
});
export const MadeInvite = v.object({
  id: v.string(),
  role: v.picklist(ROLES),
  expiresAt: v.number(),
  link: v.string(),
});
