import { acts } from '../state/acts.svelte';
import { maker } from '../state/maker.svelte';
import { setting } from './storage';

/** What the keys of the front page need of it. */
export interface Desk {
  box: HTMLElement | undefined;
  canAct: boolean;
  show: (what: 'palette' | 'keys') => void;
}

export function pressed(event: KeyboardEvent, desk: Desk): void {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  const inField =
    event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog') !== null;
  if (command && key === 'enter') {
    event.preventDefault();
    if (desk.canAct) {
      void acts.addDetail();
    }
  } else if (command && key === 'k') {
    event.preventDefault();
    desk.show('palette');
  } else if (command && key === 'z' && !event.shiftKey && (!inField || event.target === desk.box)) {
    if (maker.canUndo) {
      event.preventDefault();
      maker.undo();
    }
  } else if (event.altKey && (key === 'arrowup' || key === 'arrowdown')) {
    if (maker.recall(key === 'arrowup' ? 1 : -1)) {
      event.preventDefault();
    }
  } else if (!command && !event.altKey && !inField && setting('keys') !== 'off') {
    single(event, desk);
  }
}

/** Keys alone, which a person can turn off: speech and switch input would press them by accident (WCAG 2.1.4). */
function single(event: KeyboardEvent, desk: Desk): void {
  if (event.key === '/') {
    event.preventDefault();
    desk.box?.focus();
  } else if (event.key === '?') {
    desk.show('keys');
  } else if (/^[1-9]$/.test(event.key)) {
    document.querySelectorAll<HTMLButtonElement>('.card .copy')[Number(event.key) - 1]?.click();
  }
}
