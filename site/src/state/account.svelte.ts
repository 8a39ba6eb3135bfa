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
    // The page that needs it says so itself.
  }
}
