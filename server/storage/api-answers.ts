import type { Db } from './db.ts';
import type { ApiAnswerTable } from './schema.ts';

/** What a request under this idempotency key was answered with, unless that was before `since`. */
export function findAnswer(
  db: Db,
  at: { tenantId: string; apiKeyId: string; idempotencyKey: string },
  since: number,
): Promise<ApiAnswerTable | undefined> {
  return db.sql
    .selectFrom('api_answer')
    .selectAll()
    .where('tenant_id', '=', at.tenantId)
    .where('api_key_id', '=', at.apiKeyId)
    .where('idempotency_key', '=', at.idempotencyKey)
    .where('created_at', '>', since)
    .executeTakeFirst();
}

/** Keeps an answer, and forgets the tenant's answers of before `since`. */
export async function keepAnswer(db: Db, answer: ApiAnswerTable, since: number): Promise<void> {
  await db.sql
    .deleteFrom('api_answer')
    .where('tenant_id', '=', answer.tenant_id)
    .where('created_at', '<=', since)
    .execute();
  await db.sql.insertInto('api_answer').values(answer).execute();
}
