import { api, ask, within, type Schemas } from '../api/client';
import { signedIn } from './session.svelte';

export type Account = Schemas['AccountView'];

/** The account of whom has signed in; undefined until it is known. */
class AccountState {
  view = $state.raw<Account | undefined>(undefined);
}

export const account = new AccountState();

/** Asks for the account again; a failure leaves what is known. */
export async function refreshAccount(): Promise<void> {
  if (!signedIn.token) {
    return;
  }
  try {
    account.view = await ask(api().GET('/account', { signal: within() }));
    signedIn.credits = account.view.credits.available;
  } catch {
    // The page that needs the account shows the error itself.
  }
}

/** What a person has gone to PayPal for, as the tab keeps it until they are back. */
export interface Checkout {
  kind: 'pack' | 'plan';
  id: string;
  /** The newest entry of the ledger when they left: what a plan brings is newer. */
  before?: number;
}

/** The newest entries of the credits' ledger, newest first. */
export function ledger(limit: number): Promise<Schemas['LedgerPage']> {
  return ask(api().GET('/account/ledger', { params: { query: { limit } }, signal: within() }));
}

/** The number of the newest entry; 0 when there is none. */
export async function newestEntry(): Promise<number> {
  return (await ledger(1)).entries[0]?.sequence ?? 0;
}
