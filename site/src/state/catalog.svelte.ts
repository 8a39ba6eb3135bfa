import { api, ask, within, type Catalog } from '../api/client';

/** What there is to choose from. The library is most of it and comes only when a picker opens. */
class CatalogState {
  // Never changed in part, and large: watching each of its values would cost a phone half a second.
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

  /** Credits that a request of this kind costs; of a painting, for each picture. */
  price(kind: string): number | undefined {
    return this.core?.kinds.find((offered) => offered.kind === kind)?.maxPriceCredits;
  }

  get sells(): boolean {
    return (this.core?.packs?.length ?? 0) + (this.core?.plans?.length ?? 0) > 0;
  }

  #ask(part: 'core' | 'library'): Promise<Catalog> {
    return ask(api().GET('/catalog', { params: { query: { part } }, signal: within() }));
  }
}

export const catalog = new CatalogState();
