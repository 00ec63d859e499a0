import * as v from 'valibot';

const Poke = v.object({ from: v.string(), tenant: v.string(), rev: v.number() });
export type Poke = v.InferOutput<typeof Poke>;

/** A poke as it travels between server processes; `from` is the process that sent it. */
export function pokeText(from: string, tenant: string, rev: number): string {
  return JSON.stringify({ from, tenant, rev } satisfies Poke);
}

/** Null for anything that is no poke. */
export function parsePoke(text: string | undefined): Poke | null {
  try {
    const parsed = v.safeParse(Poke, JSON.parse(text ?? ''));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
