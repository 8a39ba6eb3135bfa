import type { Component } from 'svelte';
import { render as renderSvelte } from 'svelte/server';
import Header from './parts/Header.svelte';
import type { Example as ExampleData } from './lib/examples';
import Account from './pages/Account.svelte';
import BillingCancelled from './pages/BillingCancelled.svelte';
import BillingReturn from './pages/BillingReturn.svelte';
import type { Operation } from './lib/reference';
import Developers from './pages/Developers.svelte';
import Example from './pages/Example.svelte';
import Examples from './pages/Examples.svelte';
import Favourites from './pages/Favourites.svelte';
import History from './pages/History.svelte';
import Make from './pages/Make.svelte';
import NotFound from './pages/NotFound.svelte';
import Pricing from './pages/Pricing.svelte';
import Privacy from './pages/Privacy.svelte';
import SignedIn from './pages/SignedIn.svelte';

/** What the pages are made from, beside their own words. */
export interface Sources {
  examples: ExampleData[];
  /** Name of each model by its id. */
  names: Record<string, string>;
  policy: { heading: string; paragraphs: string[] }[];
  groups: { name: string; description: string; operations: Operation[] }[];
}

export interface Page {
  /** Where it is, with a slash at both ends; or the name of its file. */
  path: string;
  /** Its script in src/entries, without the ending. */
  entry: string;
  title: string;
  description: string;
  /** Search engines are to leave it alone. */
  hidden?: boolean;
  header: string;
  main: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each page has props of its own
type AnyComponent = Component<any>;

/** Every page as the text of its document. */
export function pages({ examples, names, policy, groups }: Sources): Page[] {
  const page = (
    path: string,
    entry: string,
    title: string,
    description: string,
    component: AnyComponent,
    props: object = {},
    hidden = false,
  ): Page => ({
    path,
    entry,
    title: path === '/' ? title : `${title} · AI Image Prompt Generator`,
    description,
    hidden,
    header: renderSvelte(Header, { props: { path } }).body,
    main: renderSvelte(component, { props }).body,
  });

  return [
    page(
      '/',
      'make',
      'AI Image Prompt Generator',
      'Say it once. See it in every model’s own words: prompts for Midjourney, FLUX, Stable Diffusion and more, free while you type.',
      Make,
    ),
    page(
      '/examples/',
      'examples',
      'Examples',
      'Curated ideas and the prompts they become for image models, made by us.',
      Examples,
      { examples },
    ),
    ...examples.map((example) =>
      page(
        `/examples/${example.id}/`,
        'examples',
        example.title,
        `${example.idea ?? example.title}. ${example.note}`,
        Example,
        {
          example,
          names,
          others: examples
            .filter((other) => other.id !== example.id && other.tags[0] === example.tags[0])
            .slice(0, 5),
        },
      ),
    ),
    page('/history/', 'history', 'History', 'Everything you made, for you alone.', History, {}, true),
    page('/favourites/', 'favourites', 'Favourites', 'Prompts you kept.', Favourites, {}, true),
    page('/account/', 'account', 'Account', 'Credits, downloads, tokens and deletion.', Account, {}, true),
    page(
      '/pricing/',
      'pricing',
      'What it costs',
      'Prompts while you type are free. Credits buy what a model adds, sees or paints.',
      Pricing,
    ),
    page('/billing/return/', 'billing-return', 'Back from PayPal', 'Your payment.', BillingReturn, {}, true),
    page(
      '/billing/cancelled/',
      'plain',
      'Nothing was paid',
      'You came back from PayPal without agreeing.',
      BillingCancelled,
      {},
      true,
    ),
    page(
      '/privacy/',
      'privacy',
      'Privacy policy',
      'What AI Image Prompt Generator processes when you use it.',
      Privacy,
      { policy },
    ),
    page(
      '/developers/',
      'developers',
      'For developers',
      'The API behind this site, its tokens and its contract.',
      Developers,
      { groups },
    ),
    page('/signed-in/', 'signed-in', 'Signing in', 'Back from signing in.', SignedIn, {}, true),
    page('/404.html', 'plain', 'Nothing here', 'There is nothing at this address.', NotFound, {}, true),
  ];
}
