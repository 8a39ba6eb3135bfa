import { api, ask, within } from '../api/client';
import { catalog } from '../state/catalog.svelte';
import { signedIn } from '../state/session.svelte';
import { tab } from './storage';

/** The page to come back to, in the site itself. */
const backTo = (): string => location.pathname + location.search + location.hash;

export async function signInForDevelopment(email: string): Promise<void> {
  const { accessToken, expiresIn } = await ask(
    api().POST('/dev/sign-in', { body: { email }, signal: within() }),
  );
  signedIn.keep(accessToken, email, expiresIn);
  await openAccount();
}

/**
 * Tells the API that a person has signed in. After an account was deleted, no other request opens a new one. Errors are shown
 * by the page that needs the account.
 */
async function openAccount(): Promise<void> {
  try {
    await ask(api().POST('/account', { signal: within() }));
  } catch {
    // A token that the API refused has been forgotten already.
  }
}

async function client() {
  const { signIn } = await catalog.load();
  const { PublicClientApplication } = await import('@azure/msal-browser');
  const made = new PublicClientApplication({
    auth: {
      clientId: signIn?.clientId ?? '',
      authority: signIn?.authority ?? '',
      knownAuthorities: signIn?.authority ? [new URL(signIn.authority).host] : [],
      redirectUri: `${location.origin}/signed-in/`,
      postLogoutRedirectUri: location.origin,
    },
    cache: { cacheLocation: 'sessionStorage' },
  });
  await made.initialize();
  return { made, scopes: signIn?.scope ? [signIn.scope] : [] };
}

/** Leaves for the identity provider; `/signed-in/` goes on from there. */
export async function signInAtProvider(): Promise<void> {
  tab.set('back-to', backTo());
  const { made, scopes } = await client();
  await made.loginRedirect({ scopes });
}

/** On `/signed-in/`: takes the answer of the identity provider and says where to go on. */
export async function finishSignIn(): Promise<string> {
  const { made, scopes } = await client();
  const answer = await made.handleRedirectPromise();
  const who = answer?.account ?? made.getAllAccounts()[0];
  if (!who) {
    throw new Error('Nobody has signed in.');
  }
  const token = answer?.accessToken ? answer : await made.acquireTokenSilent({ scopes, account: who });
  const seconds = ((token.expiresOn?.getTime() ?? Date.now() + 3_600_000) - Date.now()) / 1000;
  signedIn.keep(token.accessToken, who.username, seconds);
  await openAccount();
  const back = tab.get<string>('back-to') ?? '/';
  tab.set('back-to', undefined);
  // Returns to a page of this site only.
  return back.startsWith('/') && !back.startsWith('//') ? back : '/';
}

/** Forgets the token here; a session at the identity provider is the provider's. */
export function signOut(): void {
  signedIn.forget();
  tab.set('act', undefined);
  location.assign('/');
}
