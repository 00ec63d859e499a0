import * as v from 'valibot';
import type { Storage } from '../../storage/storage-port.ts';
import { LeadFilter } from './lead-filter.ts';
import { SORT_KEYS } from './lead-sort.ts';

const View = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  filter: LeadFilter,
  sort: v.object({ by: v.picklist(SORT_KEYS), reverse: v.boolean() }),
});
export type LeadView = v.InferOutput<typeof View>;
const LAYOUTS = ['table', 'board'] as const;
export type Layout = (typeof LAYOUTS)[number];
const Kept = v.object({
  views: v.fallback(v.array(View), []),
  layout: v.fallback(v.picklist(LAYOUTS), 'table'),
});
type Kept = v.InferOutput<typeof Kept>;
const VALUE = 'lead-views';

/** Named filters and the chosen layout: of this person on this device, sealed like everything else, never synced. */
export class LeadViews {
  views = $state.raw<readonly LeadView[]>([]);
  layout = $state.raw<Layout>('table');
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async load(): Promise<void> {
    this.#show(parse(await this.#storage.getValue(VALUE)));
  }

  /** A view of the same name is replaced. */
  save(view: LeadView): Promise<void> {
    const others = (views: readonly LeadView[]) => views.filter(({ name }) => name !== view.name);
    return this.#change((kept) => ({ ...kept, views: [...others(kept.views), view] }));
  }

  remove(name: string): Promise<void> {
    return this.#change((kept) => ({ ...kept, views: kept.views.filter((view) => view.name !== name) }));
  }

  choose(layout: Layout): Promise<void> {
    this.layout = layout;
    return this.#change((kept) => ({ ...kept, layout }));
  }

  async #change(change: (kept: Kept) => Kept): Promise<void> {
    const written = await this.#storage.updateValue<Kept>(VALUE, (before) => change(parse(before)));
    if (written.ok) this.#show(written.value);
  }

  #show({ views, layout }: Kept): void {
    this.views = views;
    this.layout = layout;
  }
}

/** What an older or newer version wrote is taken as far as it is understood. */
const parse = (value: unknown): Kept => v.parse(Kept, value ?? {});
