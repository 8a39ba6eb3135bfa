import '../styles/base.css';
import '../styles/frame.css';
import { hydrate, type Component } from 'svelte';
import { refreshAccount } from '../state/account.svelte';
import { signedIn } from '../state/session.svelte';
import Header from '../parts/Header.svelte';

/**
 * Brings the header of a page to life, tells who has signed in, and then the page itself where it is more than text. Each is a
 * task of its own: between them a browser can answer a person who taps or types already, and the first look into what a tab
 * keeps may take a while.
 */
export function start(Page?: Component): void {
  const tasks = [
    () => {
      const header = document.querySelector('#header')!;
      hydrate(Header, { target: header, props: { path: header.getAttribute('data-path') ?? '/' } });
    },
    () => {
      signedIn.restore();
      void refreshAccount();
    },
    () => {
      const main = document.querySelector<HTMLElement>('#main')!;
      if (Page) {
        hydrate(Page, { target: main });
      }
      // For the browser tests: from here on the page hears what is dropped and pressed.
      main.dataset.alive = '';
    },
  ];
  const next = (): void => {
    tasks.shift()?.();
    if (tasks.length > 0) {
      setTimeout(next);
    }
  };
  setTimeout(next);
}
