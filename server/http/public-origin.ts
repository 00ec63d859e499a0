import type { Context } from 'hono';

/** Where this request's browser sees the server: `https://leads.example.com`. */
export function publicOrigin(c: Context, config: { publicUrl: string | null; secure: boolean }): string {
  if (config.publicUrl !== null) return new URL(config.publicUrl).origin;
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return `${config.secure ? 'https' : 'http'}://${host}`;
}
