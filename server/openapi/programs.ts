import * as v from 'valibot';
import {
  API_SCOPES,
  ApiAnalysis,
  ApiLead,
  ApiLeadPage,
  ApiMessagePage,
  ApiWebhookList,
  MadeLead,
  MadeMessage,
  MadeWebhook,
} from '../../models/protocol/api.ts';
import { done, id, listOf, millis, type Operations } from './operation.ts';

const scopes = v.array(v.picklist(API_SCOPES));
const Key = v.strictObject({
  id,
  name: v.string(),
  prefix: v.string(),
  scopes,
  member: id,
  createdAt: millis,
  expiresAt: v.nullable(millis),
  lastUsedAt: v.nullable(millis),
  revokedAt: v.nullable(millis),
});
const MadeKey = v.strictObject({ id, token: v.string(), prefix: v.string(), expiresAt: v.nullable(millis), scopes });

/** The API for programs, its keys and its description. */
export const PROGRAMS: Operations = {
  'GET /api/v1/leads': { summary: 'Leads, a page at a time', auth: 'key', answers: { 200: ApiLeadPage } },
  'POST /api/v1/leads': { summary: 'Creates a lead, once', auth: 'key', once: true, answers: { 201: MadeLead } },
  'GET /api/v1/leads/:id': { summary: 'One lead', auth: 'key', answers: { 200: ApiLead } },
  'GET /api/v1/leads/:id/messages': {
    summary: 'Messages of a lead, a page at a time',
    auth: 'key',
    answers: { 200: ApiMessagePage },
  },
  'POST /api/v1/leads/:id/messages': {
    summary: 'Records a message that was said elsewhere, once; nothing is sent',
    auth: 'key',
    once: true,
    answers: { 201: MadeMessage },
  },
  'GET /api/v1/leads/:id/analysis': {
    summary: "The server's own analysis of a lead, without words of messages",
    auth: 'key',
    answers: { 200: ApiAnalysis },
  },
  'GET /api/v1/webhooks': { summary: "The team's webhooks", auth: 'key', answers: { 200: ApiWebhookList } },
  'POST /api/v1/webhooks': {
    summary: 'Adds a webhook, once; its secret is in the first answer only',
    auth: 'key',
    once: true,
    answers: { 201: MadeWebhook },
  },
  'DELETE /api/v1/webhooks/:id': { summary: 'Removes a webhook', auth: 'key', answers: { 204: null } },
  'POST /api/v1/webhooks/:id/test': { summary: 'Sends a test', auth: 'key', answers: { 202: done('queued') } },
  'GET /api/keys': { summary: "The team's API keys", auth: 'session', answers: { 200: listOf('keys', Key) } },
  'POST /api/keys': {
    summary: 'Makes an API key; its token is shown once',
    auth: 'session',
    answers: { 201: MadeKey },
  },
  'DELETE /api/keys/:id': { summary: 'Revokes an API key', auth: 'session', answers: { 200: done('revoked') } },
  'GET /api/openapi.json': { summary: 'This description', auth: 'none', answers: { 200: v.looseObject({}) } },
  'GET /api/docs': { summary: 'This description to read', auth: 'none', answers: { 200: 'text/html' } },
  'GET /api/docs/style.css': { summary: 'Its style', auth: 'none', answers: { 200: 'text/css' } },
};
