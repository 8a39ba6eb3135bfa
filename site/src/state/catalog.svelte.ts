import { api, ask, within, type Catalog } from '../api/client';
import type { Who } from './asked.svelte';

/** What there is to choose from. The library is most of it and comes only when a picker opens. */
class CatalogState {
  // The catalog is large and only replaced as a whole. Making each of its values reactive would take a phone half a second.
  core = $state.raw<Catalog | undefined>(undefined);
  library = $state.raw<Catalog['library'] | undefined>(undefined);
  #core: Promise<Catalog> | undefined;
  #library: Promise<Catalog['library']> | undefined;

  load(): Promise<Catalog> {
    this.#core ??= this.#ask('core').then(
      (catalog) => (this.core = catalog),
      (failure: unknown) => {
        this.#core = undefined;
        throw failure;
      },
    );
    return this.#core;
  }

  loadLibrary(): Promise<Catalog['library']> {
    this.#library ??= this.#ask('library').then(
      (catalog) => (this.library = catalog.library),
      (failure: unknown) => {
        this.#library = undefined;
        throw failure;
      },
    );
    return this.#library;
  }

  /** Credits that a request of this kind costs; of a painting, for each picture, of the usual quality unless one is named. */
  price(kind: string, who: Who = 'any', quality?: string): number | undefined {
    return this.#price(kind, quality ?? this.#painting?.usualQuality, who);
  }

  /** Credits of a painted picture by its quality; one price without a word where all cost the same. */
  get picturePrices(): { quality?: string; credits: number }[] {
    const kind = 'text-to-image';
    const prices = (this.#painting?.qualities ?? []).map((quality) => ({
      quality,
      credits: this.#price(kind, quality) ?? 0,
    }));
    const [first, ...others] = prices;
    return first && others.every((price) => price.credits === first.credits)
      ? [{ credits: first.credits }]
      : prices;
  }

  get #painting(): Catalog['kinds'][number]['images'] {
    return this.core?.kinds.find((offered) => offered.kind === 'text-to-image')?.images;
  }

  /** What is reserved: of the dearest route and size among those that may be asked; undefined when there is none. */
  #price(kind: string, quality: string | undefined, who: Who = 'any'): number | undefined {
    const all = this.core?.kinds.find((offered) => offered.kind === kind)?.routes;
    const routes =
      who === 'none'
        ? all?.filter((route) => route.provider === 'embedded')
        : who === 'first'
          ? all?.slice(0, 1)
          : all;
    return (
      routes?.[0] &&
      Math.max(
        ...routes.map((route) => {
          const prices = (route.pictures ?? []).filter((price) => price.quality === quality);
          return prices.length > 0
            ? Math.max(...prices.map((price) => price.priceCredits))
            : route.priceCredits;
        }),
      )
    );
  }

  get sells(): boolean {
    return (this.core?.packs?.length ?? 0) + (this.core?.plans?.length ?? 0) > 0;
  }

  #ask(part: 'core' | 'library'): Promise<Catalog> {
    return ask(api().GET('/catalog', { params: { query: { part } }, signal: within() }));
  }
}

export const catalog = new CatalogState();
