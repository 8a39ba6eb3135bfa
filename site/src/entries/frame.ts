import '../styles/base.css';
import '../styles/frame.css';
import { hydrate, type Component } from 'svelte';
import { refreshAccount } from '../state/account.svelte';
import { signedIn } from '../state/session.svelte';
import Header from '../parts/Header.svelte';

/**
 * Starts the header of a page, then reads who has signed in, then starts the page itself if it is more than text. Each is a
 * task of its own, so that the browser can react to taps and keys in between; the first read of the tab's storage may be slow.
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
      // For the browser tests: from here on the page reacts to keys and dropped files.
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
