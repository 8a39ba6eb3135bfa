/**
 * Drafts on this device, in IndexedDB. All of this may fail without harm: a browser can forbid storage or be full, and
 * then a draft is kept only as long as its page is open.
 */
const NAME = 'aipromptgen';
const STORE = 'drafts';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('storage'));
    request.onblocked = () => reject(new Error('storage'));
  });
}

async function run<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const db = await open();
    try {
      return await new Promise<T>((resolve, reject) => {
        const request = act(db.transaction(STORE, mode).objectStore(STORE));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('storage'));
      });
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

export const read = <T>(key: string): Promise<T | undefined> =>
  run('readonly', (store) => store.get(key) as IDBRequest<T>);

export const write = (key: string, value: unknown): Promise<unknown> =>
  keeps() ? run('readwrite', (store) => store.put(value, key)) : Promise.resolve(undefined);

export const clear = (): Promise<unknown> => run('readwrite', (store) => store.clear());

/** Choices of this device: the theme, whether drafts are kept, whether single keys work, the chosen models. */
export function setting(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keepSetting(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Then it is kept for this page only.
  }
}

export const keeps = (): boolean => setting('drafts') !== 'off';

/** What storage did not take, for as long as the page is open. */
const memory = new Map<string, unknown>();

/** What this tab must still know after a reload: an act under way, where to go on after signing in. */
export const tab = {
  get<T>(name: string): T | undefined {
    if (memory.has(name)) {
      return memory.get(name) as T;
    }
    try {
      return (JSON.parse(sessionStorage.getItem(name) ?? 'null') as T | null) ?? undefined;
    } catch {
      return undefined;
    }
  },
  set(name: string, value: unknown): void {
    memory.delete(name);
    try {
      if (value === undefined) {
        sessionStorage.removeItem(name);
      } else {
        sessionStorage.setItem(name, JSON.stringify(value));
      }
    } catch {
      // Storage is forbidden or full: then a reload cannot go on where the page was.
      if (value !== undefined) {
        memory.set(name, value);
      }
    }
  },
};
