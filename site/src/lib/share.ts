import type { Controls } from '../api/client';

/** What a link carries: behind the `#`, which a browser never sends to any server. */
export interface Shared {
  /** The text. */
  t: string;
  /** Choices beside it. */
  c?: Controls;
  /** Models. */
  m?: string[];
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Blob([bytes])
    .stream()
    .pipeThrough(stream as ReadableWritablePair<Uint8Array, BufferSource>);
  return new Uint8Array(await new Response(body as BodyInit).arrayBuffer());
}

export async function linkOf(shared: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  const packed = await through(bytes, new CompressionStream('deflate-raw'));
  return `${location.origin}/#s=${toBase64Url(packed)}`;
}

/** What the address of this page carries; undefined when it is nothing, or nothing that can be read. */
export async function fromLink(hash: string): Promise<Shared | undefined> {
  const plain = /^#idea=(.*)$/s.exec(hash);
  try {
    if (plain?.[1]) {
      return { t: decodeURIComponent(plain[1]) };
    }
    const packed = /^#s=([\w-]+)$/.exec(hash)?.[1];
    if (!packed) {
      return undefined;
    }
    const bytes = await through(fromBase64Url(packed), new DecompressionStream('deflate-raw'));
    const shared = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Shared>;
    return typeof shared.t === 'string'
      ? { t: shared.t.slice(0, 4000), c: shared.c, m: shared.m }
      : undefined;
  } catch {
    return undefined;
  }
}
