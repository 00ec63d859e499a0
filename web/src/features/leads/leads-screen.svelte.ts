import {
  BY_ATTENTION,
  NO_FILTER,
  type LeadFilter,
  type LeadSort,
  type SortKey,
} from '../../../../models/protocol/lead-view.ts';
import { messages, wordsOf } from '../../messages/messages.svelte.ts';
import type { Snippet } from '../../search/search-api.ts';
import type { SearchClient } from '../../search/search-client.svelte.ts';
import { safeText } from '../../ui/safe-text.ts';
import { filterCount, passes, type FilterKind } from './lead-filter.ts';
import { sortLeads } from './lead-sort.ts';
import { displayName, type LeadListItem } from './lead-list-item.ts';
import { ListOrder, type Arrange, type Placed } from './list-order.svelte.ts';
import { groupOf } from './rank.ts';
import { Selection } from './selection.svelte.ts';
import type { Team } from './team.svelte.ts';

/** Leads on a screen at most: for so many the matching words are read. */
const SNIPPETS = 40;
const NAME_HIT = 1000;

export interface LeadsScreenDeps {
  items: () => ReadonlyMap<string, LeadListItem>;
  search: SearchClient;
  team: Team;
  now: () => number;
}

/** What the screen of leads shows: search, filter and order over all leads in memory, and what is chosen of them. */
export class LeadsScreen {
  query = $state('');
  filter = $state.raw<LeadFilter>(NO_FILTER);
  sort = $state.raw<LeadSort>(BY_ATTENTION);
  /** The words that matched, by lead. */
  snippets = $state.raw<ReadonlyMap<string, Snippet>>(new Map());
  readonly order: ListOrder;
  readonly selection: Selection;
  readonly #deps: LeadsScreenDeps;
  /** Scores of the messages that match, for the query they answer. */
  #hits = $state.raw<{ query: string; scores: ReadonlyMap<string, number> }>({ query: '', scores: new Map() });

  constructor(deps: LeadsScreenDeps) {
    this.#deps = deps;
    this.order = new ListOrder(
      () => this.matching,
      () => this.#arrange,
    );
    this.selection = new Selection(() => this.order.shown.map(({ item }) => item.id));
  }

  readonly #wanted = $derived.by(() => this.query.trim());

  readonly #filtered = $derived.by((): ReadonlyMap<string, LeadListItem> => {
    const items = this.#deps.items();
    const { filter } = this;
    if (filterCount(filter) === 0) return items;
    const now = this.#deps.now();
    return new Map([...items].filter(([, item]) => passes(filter, item, now)));
  });

  readonly matching = $derived.by((): ReadonlyMap<string, LeadListItem> => {
    const wanted = this.#wanted.toLowerCase();
    if (!wanted) return this.#filtered;
    const { scores } = this.#hits;
    return new Map([...this.#filtered].filter(([id, item]) => scores.has(id) || whoOf(item).includes(wanted)));
  });

  readonly #arrange: Arrange = $derived.by(() => {
    const { sort } = this;
    const searched = this.#wanted.toLowerCase();
    const { scores } = this.#hits;
    return (items): readonly Placed[] => {
      if (sort.by !== 'attention' || sort.reverse)
        return plain(sortLeads(items, sort, this.ownerName, messages.region));
      const ranked = sortLeads(items, sort, this.ownerName, messages.region);
      if (!searched) return ranked.map((item) => ({ item, group: groupOf(item) }));
      // Who is called so comes before who wrote so.
      const scored = ranked.map((item) => {
        const named = whoOf(item).includes(searched) ? NAME_HIT : 0;
        return { item, score: named + (scores.get(item.id) ?? 0) };
      });
      return plain(scored.sort((a, b) => b.score - a.score).map(({ item }) => item));
    };
  });

  /** The query whose answer is shown. */
  get answered(): string {
    return this.#hits.query;
  }

  readonly ownerName = (id: string | null): string => {
    if (id === null || id === '') return '';
    return safeText(this.#deps.team.nameOf(id) ?? wordsOf('leads').somebody);
  };

  /** The name of a filter's value. */
  valueName(kind: FilterKind, value: string): string {
    const words = wordsOf('leads');
    const common = wordsOf('common');
    const names: Partial<Record<FilterKind, Readonly<Record<string, string>>>> = {
      levels: common.levels,
      momenta: common.momenta,
      channels: common.channels,
      objections: common.objections,
      outcomes: words.outcomes,
    };
    if (kind === 'owners') return this.ownerName(value) || words.nobody;
    return names[kind]?.[value] ?? safeText(value);
  }

  /** Asks the index for the query and for the words to show; an answer that comes too late is dropped. */
  async lookUp(): Promise<void> {
    const query = this.#wanted;
    if (!query) {
      this.#hits = { query, scores: new Map() };
      this.snippets = new Map();
      return;
    }
    const hits = await this.#deps.search.search(query);
    if (query !== this.#wanted) return;
    this.#hits = { query, scores: new Map((hits ?? []).map(({ leadId, score }) => [leadId, score])) };
    const { scores } = this.#hits;
    const shown = this.order.shown.map(({ item }) => item.id).filter((id) => scores.has(id));
    const snippets = await this.#deps.search.snippets(query, shown.slice(0, SNIPPETS));
    if (query === this.#wanted) this.snippets = new Map(snippets.map((snippet) => [snippet.leadId, snippet]));
  }

  narrow(filter: LeadFilter): void {
    this.filter = filter;
    this.order.release();
  }

  /** A second choice of the same order turns it round. */
  sortBy(by: SortKey): void {
    this.sort = { by, reverse: this.sort.by === by && !this.sort.reverse };
    this.order.release();
  }

  show(filter: LeadFilter, sort: LeadSort): void {
    this.sort = sort;
    this.narrow(filter);
  }
}

const plain = (items: readonly LeadListItem[]): Placed[] => items.map((item) => ({ item, group: null }));

const known = new WeakMap<LeadListItem, string>();
/** Name, phone and e-mail in lower case; digits of the phone alone as well. */
function whoOf(item: LeadListItem): string {
  let text = known.get(item);
  if (text === undefined) {
    const { lead } = item;
    text = [displayName(lead), lead.phone, lead.phone?.replace(/\D/g, ''), lead.email].join('\n').toLowerCase();
    known.set(item, text);
  }
  return text;
}
