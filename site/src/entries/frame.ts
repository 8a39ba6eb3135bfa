import '../styles/base.css';
import '../styles/frame.css';
import { hydrate, type Component } from 'svelte';
import Header from '../parts/Header.svelte';

/** Brings the header of a page to life, and the page itself where it is more than text. */
export function start(Page?: Component): void {
  const header = document.querySelector('#header')!;
  hydrate(Header, { target: header, props: { path: header.getAttribute('data-path') ?? '/' } });
  if (Page) {
    // A task of its own: between the two a browser can answer a person who taps or types already.
    setTimeout(() => hydrate(Page, { target: document.querySelector('#main')! }));
  }
}
