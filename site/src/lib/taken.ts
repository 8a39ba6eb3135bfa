import { maker } from '../state/maker.svelte';
import { pictures } from '../state/pictures.svelte';

/** A picture, a picture's address or a text that was dropped anywhere on the page. */
export function dropped(event: DragEvent): void {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  const text = event.dataTransfer?.getData('text/uri-list') || event.dataTransfer?.getData('text/plain');
  if (file) {
    void pictures.take(file);
  } else if (text && /^https?:\/\//i.test(text)) {
    pictures.takeAddress(text.split('\n')[0]!.trim());
  } else if (text) {
    maker.change(() => (maker.text = text));
  }
}

/** A picture pasted anywhere, or a text pasted outside of all fields. */
export function pasted(event: ClipboardEvent, box: HTMLElement | undefined): void {
  const file = [...(event.clipboardData?.files ?? [])].find((f) => f.type.startsWith('image/'));
  if (file) {
    event.preventDefault();
    void pictures.take(file);
  } else if (event.target === document.body && event.clipboardData?.getData('text/plain')) {
    const text = event.clipboardData.getData('text/plain');
    maker.change(() => (maker.text = text));
    box?.focus();
  }
}
