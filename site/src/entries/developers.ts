import '../styles/developers.css';
import { start } from './frame';

start();

// When the address names an operation, it is shown.
const open = (): void => {
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) {
    named.open = true;
  }
};
addEventListener('hashchange', open);
open();
