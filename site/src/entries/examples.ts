import '../styles/examples.css';
import { start } from './frame';

start();

// The pages work without this script, which adds search, tags and copying.
const form = document.querySelector<HTMLElement>('[data-filter]');
const cards = [...document.querySelectorAll<HTMLElement>('.wall > li')];
const found = document.querySelector('[data-found]');
const key = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
let tag = '';

function filter(): void {
  const words = key(form?.querySelector('input')?.value ?? '')
    .split(/\s+/)
    .filter(Boolean);
  let count = 0;
  for (const card of cards) {
    const text = key(card.dataset.words ?? '').split(/[^\p{L}\p{N}]+/u);
    const shown =
      words.every((word) => text.some((own) => own.startsWith(word))) &&
      (tag === '' || (card.dataset.tags ?? '').split(' ').includes(tag));
    card.hidden = !shown;
    count += shown ? 1 : 0;
  }
  if (found) {
    found.textContent = `${count} ${count === 1 ? 'example' : 'examples'}`;
  }
}

if (form) {
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('[data-tag]');
    if (button) {
      tag = button.dataset.tag ?? '';
      form
        .querySelectorAll('[data-tag]')
        .forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
      filter();
    }
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(button.dataset.copy ?? '').then(() => {
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 1800);
    });
  });
}
