export type Route =
  { page: 'leads' } | { page: 'lead'; leadId: string } | { page: 'import' } | { page: 'more' } | { page: 'models' };

/** The token of `#/invite/TOKEN`, or null. */
export function inviteIn(hash: string): string | null {
  return /^#\/invite\/([\w-]{20,200})$/.exec(hash)?.[1] ?? null;
}

/** Reads a route from the part of the address after `#`. Unknown addresses lead to the list. */
export function parseRoute(hash: string): Route {
  const [page, id] = hash.replace(/^#?\/?/, '').split('/');
  if (page === 'lead' && id) return { page, leadId: decodeURIComponent(id) };
  if (page === 'import' || page === 'more' || page === 'models') return { page };
  return { page: 'leads' };
}

export function hrefOf(route: Route): string {
  return route.page === 'lead' ? `#/lead/${encodeURIComponent(route.leadId)}` : `#/${route.page}`;
}

/**
 * The route of the page, in the address's hash: deep links work from any host and without a network, and never reach a
 * server.
 */
export class Router {
  current = $state.raw<Route>({ page: 'leads' });
  /** The invite that the address holds. */
  invite = $state.raw<string | null>(null);
  readonly #window: Window;

  constructor(window: Window) {
    this.#window = window;
    this.current = parseRoute(window.location.hash);
    this.invite = inviteIn(window.location.hash);
    window.addEventListener('hashchange', this.#read);
  }

  go(route: Route): void {
    this.#window.location.hash = hrefOf(route);
    this.#read();
  }

  stop(): void {
    this.#window.removeEventListener('hashchange', this.#read);
  }

  readonly #read = (): void => {
    this.invite = inviteIn(this.#window.location.hash);
    const next = parseRoute(this.#window.location.hash);
    if (hrefOf(next) !== hrefOf(this.current)) this.current = next;
  };
}
