/** Who has signed in, for as long as this tab is open. The token is kept in sessionStorage alone: another tab has its own. */
const KEY = 'session';

interface Kept {
  token: string;
  email: string;
  /** Milliseconds since 1970. */
  expires: number;
}

class Session {
  #kept = $state<Kept | undefined>(undefined);
  /** The credits that can be spent; undefined until they are known. */
  credits = $state<number | undefined>(undefined);
  /** True once storage was read: before that a page cannot tell whether somebody has signed in. */
  known = $state(false);

  /** Reads what this tab has kept. Called once by each page. */
  restore(): void {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null;
      if (kept && kept.expires > Date.now()) {
        this.#kept = kept;
      }
    } catch {
      // Storage is forbidden or has no valid session, so nobody counts as signed in.
    }
    this.known = true;
  }

  get token(): string | undefined {
    return this.#kept && this.#kept.expires > Date.now() ? this.#kept.token : undefined;
  }

  get email(): string | undefined {
    return this.#kept?.email;
  }

  get is(): boolean {
    return this.#kept !== undefined;
  }

  keep(token: string, email: string, seconds: number): void {
    this.#kept = { token, email, expires: Date.now() + seconds * 1000 };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#kept));
    } catch {
      // Then the session lasts as long as this page.
    }
  }

  /** After signing out, and when the API no longer takes the token. */
  forget(): void {
    this.#kept = undefined;
    this.credits = undefined;
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // There is nothing to remove.
    }
  }
}

export const signedIn = new Session();
