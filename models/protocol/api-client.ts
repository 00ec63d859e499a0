import * as v from 'valibot';
import {
  ApiAnalysis,
  ApiLead,
  ApiLeadPage,
  ApiMessagePage,
  ApiProblem,
  ApiWebhookList,
  MadeLead,
  MadeMessage,
  MadeWebhook,
  type ApiMessage,
  type NewApiLead,
  type NewApiMessage,
  type NewApiWebhook,
} from './api.ts';

/** As much of `fetch` as is used: pass the platform's own. */
export type ApiFetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ status: number; json(): Promise<unknown> }>;

export type ApiResult<T> =
  | { ok: true; value: T }
  /** The server refused. */
  | { ok: false; code: string; reason: string; status: number };

export interface ApiClientOptions {
  /** Where the server is, e.g. `https://leads.example.com`. */
  server: string;
  /** `ll_…` */
  key: string;
  fetch: ApiFetch;
}

export interface PageOptions {
  /** 1 to 200; 50 without. */
  limit?: number;
  /** `next` of the page before. */
  cursor?: string;
}

export type ApiClient = ReturnType<typeof createApiClient>;

/**
 * The API for programs, typed by the schemas that the server uses; answers are checked against them. What `fetch`
 * throws (no network) is thrown on. Writes take an idempotency key of your own making (8 to 100 of A-Z a-z 0-9 _ -):
 * with the same one they may be repeated for 24 hours and happen once.
 */
export function createApiClient({ server, key, fetch }: ApiClientOptions) {
  const base = `${server.replace(/\/$/, '')}/api/v1`;
  async function call<Schema extends v.GenericSchema>(
    schema: Schema,
    path: string,
    write?: { body: unknown; idempotencyKey: string } | 'DELETE',
  ): Promise<ApiResult<v.InferOutput<Schema>>> {
    const headers: Record<string, string> = { authorization: `Bearer ${key}` };
    const sent = typeof write === 'object' ? write : undefined;
    if (sent !== undefined) {
      headers['content-type'] = 'application/json';
      headers['idempotency-key'] = sent.idempotencyKey;
    }
    const response = await fetch(`${base}${path}`, {
      method: write === 'DELETE' ? write : sent === undefined ? 'GET' : 'POST',
      headers,
      ...(sent === undefined ? {} : { body: JSON.stringify(sent.body) }),
    });
    const { status } = response;
    const body = await response.json().catch(() => null);
    if (status < 300) {
      const parsed = v.safeParse(schema, body);
      if (parsed.success) return { ok: true, value: parsed.output };
    }
    const problem = v.safeParse(ApiProblem, body);
    if (problem.success) return { ok: false, code: problem.output.code, reason: problem.output.detail, status };
    return { ok: false, code: 'unexpected_answer', reason: 'The server answered in an unexpected form.', status };
  }
  const leads = (page: PageOptions = {}) => call(ApiLeadPage, `/leads${queryOf(page)}`);
  const messages = (leadId: string, page: PageOptions = {}) =>
    call(ApiMessagePage, `/leads/${encodeURIComponent(leadId)}/messages${queryOf(page)}`);
  return {
    leads,
    lead: (id: string) => call(ApiLead, `/leads/${encodeURIComponent(id)}`),
    messages,
    createLead: (lead: NewApiLead, idempotencyKey: string) => call(MadeLead, '/leads', { body: lead, idempotencyKey }),
    appendMessage: (leadId: string, message: NewApiMessage, idempotencyKey: string) =>
      call(MadeMessage, `/leads/${encodeURIComponent(leadId)}/messages`, { body: message, idempotencyKey }),
    /** What the server's own analysis says of a lead; `not_found` also while there is none. */
    analysis: (leadId: string) => call(ApiAnalysis, `/leads/${encodeURIComponent(leadId)}/analysis`),
    /** The team's webhooks: by a key of an admin. */
    webhooks: () => call(ApiWebhookList, '/webhooks'),
    createWebhook: (webhook: NewApiWebhook, idempotencyKey: string) =>
      call(MadeWebhook, '/webhooks', { body: webhook, idempotencyKey }),
    removeWebhook: (id: string) => call(v.null(), `/webhooks/${encodeURIComponent(id)}`, 'DELETE'),
    /** Every lead in sight, page after page; throws an ApiRefusedError when the server refuses one. */
    allLeads: (limit = 200) => all<ApiLead>((cursor) => leads({ limit, ...cursor })),
    /** Every message of a lead, likewise. */
    allMessages: (leadId: string, limit = 200) => all<ApiMessage>((cursor) => messages(leadId, { limit, ...cursor })),
  };
}

export class ApiRefusedError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(refusal: { code: string; reason: string; status: number }) {
    super(refusal.reason);
    this.code = refusal.code;
    this.status = refusal.status;
  }
}

async function* all<T>(
  read: (cursor: { cursor?: string }) => Promise<ApiResult<{ items: T[]; next: string | null }>>,
): AsyncGenerator<T> {
  let cursor: { cursor?: string } = {};
  for (;;) {
    const page = await read(cursor);
    if (!page.ok) throw new ApiRefusedError(page);
    yield* page.value.items;
    if (page.value.next === null) return;
    cursor = { cursor: page.value.next };
  }
}

function queryOf({ limit, cursor }: PageOptions): string {
  const pairs = [
    ...(limit === undefined ? [] : [`limit=${limit}`]),
    ...(cursor === undefined ? [] : [`cursor=${encodeURIComponent(cursor)}`]),
  ];
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
