import { apiAddress, api, ask, Failure, failureOf, within, type Schemas } from '../api/client';
import { textsOf } from '../lib/picture';
import { acts } from './acts.svelte';
import { catalog } from './catalog.svelte';
import { maker } from './maker.svelte';
import { signedIn } from './session.svelte';
import { status } from './status.svelte';

const TOOLS: Record<string, string> = {
  a1111: 'AUTOMATIC1111',
  forge: 'Forge',
  civitai: 'Civitai',
  comfyUI: 'ComfyUI',
  invokeAI: 'InvokeAI',
  novelAI: 'NovelAI',
  fooocus: 'Fooocus',
  swarmUI: 'SwarmUI',
  ruinedFooocus: 'RuinedFooocus',
  fooocusMre: 'Fooocus-MRE',
  easyDiffusion: 'Easy Diffusion',
  nmkd: 'NMKD',
  midjourney: 'Midjourney',
  drawThings: 'Draw Things',
};

/**
 * A picture is first read on this device. Finding a prompt inside it is free, and the picture is not sent. It is sent only
 * when it has no prompt and the person asks for a description.
 */
class Pictures {
  file = $state.raw<File | undefined>(undefined);
  preview = $state<string | undefined>(undefined);
  address = $state<string | undefined>(undefined);
  phase = $state<'none' | 'reading' | 'found' | 'not-found' | 'uploading'>('none');
  generator = $state('');
  failure = $state.raw<Failure | undefined>(undefined);

  async take(file: File): Promise<void> {
    this.clear();
    if (!file.type.startsWith('image/') && !/\.(png|jpe?g|webp|gif|avif)$/i.test(file.name)) {
      this.failure = new Failure('image-format-unsupported', 415);
      return;
    }
    if (file.size > (catalog.core?.limits.uploadBytes ?? 10_485_760)) {
      // The file may still contain a prompt, which is read on this device.
      status.say('Too large to describe, but its prompt is looked for');
    }
    this.file = file;
    this.preview = URL.createObjectURL(file);
    this.phase = 'reading';
    const texts = await textsOf(file);
    try {
      if (Object.keys(texts).length > 0 && (await this.#recover(texts))) {
        return;
      }
      this.phase = 'not-found';
    } catch (thrown) {
      this.failure = thrown instanceof Failure ? thrown : new Failure('offline', 0);
      this.phase = 'not-found';
    }
  }

  takeAddress(address: string): void {
    this.clear();
    this.address = address;
    this.phase = 'not-found';
  }

  clear(): void {
    if (this.preview) {
      URL.revokeObjectURL(this.preview);
    }
    this.file = undefined;
    this.preview = undefined;
    this.address = undefined;
    this.failure = undefined;
    this.generator = '';
    this.phase = 'none';
  }

  /** Paid: sends the picture, or its address, to be described. */
  async describe(): Promise<void> {
    this.failure = undefined;
    if (this.address) {
      await acts.describe({ url: this.address });
      return;
    }
    if (!this.file) {
      return;
    }
    if (!signedIn.token) {
      acts.wantsSignIn = true;
      return;
    }
    this.phase = 'uploading';
    try {
      const upload = await this.#upload(this.file);
      this.phase = 'not-found';
      await acts.describe({ uploadId: upload.id });
    } catch (thrown) {
      this.phase = 'not-found';
      this.failure = thrown instanceof Failure ? thrown : new Failure('offline', 0);
      acts.wantsSignIn = this.failure.status === 401;
    }
  }

  async #recover(texts: Record<string, string>): Promise<boolean> {
    const body = {
      texts: within256(texts),
      targets: $state.snapshot(maker.targets) as Schemas['PromptTarget'][],
    };
    const answer = await ask(api().POST('/prompts/recover', { body, signal: within(undefined, 15) }));
    if (!answer.found || !answer.prompt) {
      return false;
    }
    this.generator = TOOLS[answer.generator ?? ''] ?? 'a known tool';
    this.phase = 'found';
    // A prompt longer than an idea may be is still used as a whole, because every model's wording is made from the prompt itself.
    maker.show({ prompt: answer.prompt, generator: this.generator }, answer.prompt.verbatim?.prompt ?? '');
    maker.keepRecent();
    status.say('Prompt found, free');
    return true;
  }

  async #upload(file: File): Promise<Schemas['Upload']> {
    const response = await fetch(`${apiAddress()}/uploads`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${signedIn.token}`,
        'Content-Type': file.type || 'application/octet-stream',
      },
      body: file,
      signal: within(undefined, 120),
    }).catch(() => {
      throw new Failure('offline', 0);
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      throw failureOf(response, body);
    }
    return body as Schemas['Upload'];
  }
}

/** The request has 256 KiB; the longest texts are workflows, and the shorter ones are asked first. */
function within256(texts: Record<string, string>): Record<string, string> {
  const kept: Record<string, string> = {};
  let room = 240_000;
  for (const [key, text] of Object.entries(texts).sort((one, other) => one[1].length - other[1].length)) {
    const size = JSON.stringify(text).length + key.length + 8;
    const bytes = size > room ? size : new TextEncoder().encode(JSON.stringify(text)).length;
    if (bytes <= room) {
      kept[key] = text;
      room -= bytes;
    }
  }
  return kept;
}

export const pictures = new Pictures();
