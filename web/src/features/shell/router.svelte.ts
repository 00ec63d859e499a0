const PLAIN = [
  'today',
  'leads',
  'paste',
  'insights',
  'models',
  'import',
  'settings',
  'more',
  'tour',
  'team',
  'passkeys',
  'ghl',
  'privacy',
  'alerts',
  'keys',
] as const;
type PlainPage = (typeof PLAIN)[number];
export type Route = { page: PlainPage } | { page: 'lead'; leadId: string };
/** The lists that can stand beside a lead. */
export type ListPage = 'today' | 'leads';

/** The token of `#/invite/TOKEN`, or null. */
function inviteIn(hash: string): string | null {
  return /^#\/invite\/([\w-]{20,200})$/.exec(hash)?.[1] ?? null;
}

/** Reads a route from the part of the address after `#`. Unknown addresses lead to Today. */
export function parseRoute(hash: string): Route {
  const [page, id] = hash
    .replace(/^#?\/?/, '')
    .replace(/\?.*$/, '')
    .split('/');
  if (page === 'lead' && id) return { page, leadId: decodeURIComponent(id) };
  return { page: PLAIN.find((plain) => plain === page) ?? 'today' };
}

export function hrefOf(route: Route): string {
  return route.page === 'lead' ? `#/lead/${encodeURIComponent(route.leadId)}` : `#/${route.page}`;
}

/**
 * The route of the page, in the address's hash: deep links work from any host and without a network, and never reach a
 * server.
 */
export class Router {
  current = $state.raw<Route>({ page: 'today' });
  /** The list that the person came from: it stands beside the lead. */
  list = $state.raw<ListPage>('leads');
  /** The invite that the address holds. */
  invite = $state.raw<string | null>(null);
  readonly #window: Window;

  constructor(window: Window) {
    this.#window = window;
    this.#show(parseRoute(window.location.hash));
    this.invite = inviteIn(window.location.hash);
    window.addEventListener('hashchange', this.#read);
  }

  /** What follows `?` in the address: how a site that the person was sent to answered. */
  get query(): string {
    return /\?(.*)$/.exec(this.#window.location.hash)?.[1] ?? '';
  }

  get openLead(): string | null {
    return this.current.page === 'lead' ? this.current.leadId : null;
  }

  go(route: Route): void {
    this.#window.location.hash = hrefOf(route);
    this.#read();
  }

  stop(): void {
    this.#window.removeEventListener('hashchange', this.#read);
  }

  #show(route: Route): void {
    this.current = route;
    if (route.page === 'today' || route.page === 'leads') this.list = route.page;
  }

  readonly #read = (): void => {
    this.invite = inviteIn(this.#window.location.hash);
    const next = parseRoute(this.#window.location.hash);
    if (hrefOf(next) !== hrefOf(this.current)) this.#show(next);
  };
}
