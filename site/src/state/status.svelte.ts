/** One sentence for everybody, told by screen readers too; and, where something can be taken back, an Undo for eight seconds. */
class Status {
  text = $state('');
  undo = $state<(() => void) | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string, seconds = 4): void {
    this.#show(text, undefined, seconds);
  }

  /** Does `act` in eight seconds unless Undo is pressed; at once when something else is said or the page is left. */
  later(text: string, act: () => void, undone: () => void): void {
    this.flush();
    this.#pending = act;
    this.#show(
      text,
      () => {
        this.#pending = undefined;
        undone();
        this.say('Taken back');
      },
      8,
    );
  }

  #pending: (() => void) | undefined;

  flush(): void {
    const act = this.#pending;
    this.#pending = undefined;
    act?.();
  }

  #show(text: string, undo: (() => void) | undefined, seconds: number): void {
    if (!undo) {
      this.flush();
    }
    clearTimeout(this.#timer);
    this.text = text;
    this.undo = undo;
    this.#timer = setTimeout(() => {
      this.flush();
      this.text = '';
      this.undo = undefined;
    }, seconds * 1000);
  }
}

export const status = new Status();
