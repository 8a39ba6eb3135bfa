/**
 * Reads the texts out of a picture's file on this device, so that a prompt inside it can be found without sending the
 * picture. The server, which knows how each tool writes its prompts, gets these texts only.
 */
const MOST = 200_000;

const latin = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');

export async function textsOf(file: Blob): Promise<Record<string, string>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const texts: Record<string, string> = {};
  const add = (key: string, text: string): void => {
    if (text && text.length <= MOST && !(key in texts)) {
      texts[key] = text;
    }
  };
  try {
    if (bytes[0] === 0x89 && bytes[1] === 0x50) {
      await readPng(bytes, add);
    } else if (bytes[0] === 0xff && bytes[1] === 0xd8) {
      readJpeg(bytes, add);
    } else if (
      latin.decode(bytes.subarray(0, 4)) === 'RIFF' &&
      latin.decode(bytes.subarray(8, 12)) === 'WEBP'
    ) {
      readWebp(bytes, add);
    }
  } catch {
    // A damaged file has the texts that came before the damage.
  }
  return texts;
}

type Add = (key: string, text: string) => void;

/** Chunks tEXt, zTXt, iTXt and eXIf (PNG specification, third edition, section 11.3). */
async function readPng(bytes: Uint8Array, add: Add): Promise<void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = latin.decode(bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    const end = data.indexOf(0);
    const key = latin.decode(data.subarray(0, Math.max(0, end)));
    if (type === 'tEXt' && end > 0) {
      // The specification says Latin-1; the tools write UTF-8.
      add(key, decoded(data.subarray(end + 1)));
    } else if (type === 'zTXt' && end > 0) {
      add(key, decoded(await inflated(data.subarray(end + 2))));
    } else if (type === 'iTXt' && end > 0) {
      const packed = data[end + 1] === 1;
      const language = data.indexOf(0, end + 3);
      const translated = data.indexOf(0, language + 1);
      const text = data.subarray(translated + 1);
      add(key, utf8.decode(packed ? await inflated(text) : text));
    } else if (type === 'eXIf') {
      readExif(data, add);
    } else if (type === 'IEND') {
      return;
    }
    at += 12 + length;
  }
}

function decoded(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return latin.decode(data);
  }
}

async function inflated(data: Uint8Array): Promise<Uint8Array> {
  const body = new Blob([new Uint8Array(data)]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/** Segment APP1 with Exif, and comments (JPEG, ITU-T T.81, annex B). */
function readJpeg(bytes: Uint8Array, add: Add): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1];
    if (marker === 0xda) {
      return;
    }
    const length = view.getUint16(at + 2);
    const data = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xe1 && latin.decode(data.subarray(0, 6)) === 'Exif\0\0') {
      readExif(data.subarray(6), add);
    } else if (marker === 0xfe) {
      add('Comment', decoded(data));
    }
    at += 2 + length;
  }
}

function readWebp(bytes: Uint8Array, add: Add): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = view.getUint32(at + 4, true);
    if (latin.decode(bytes.subarray(at, at + 4)) === 'EXIF') {
      const data = bytes.subarray(at + 8, at + 8 + length);
      readExif(latin.decode(data.subarray(0, 6)) === 'Exif\0\0' ? data.subarray(6) : data, add);
    }
    at += 8 + length + (length % 2);
  }
}

const TAGS: Record<number, string> = {
  0x010e: 'ImageDescription',
  0x010f: 'Make',
  0x0110: 'Model',
  0x0131: 'Software',
  0x927c: 'MakerNote',
  0x9286: 'UserComment',
};

/** Two directories of an EXIF block (CIPA DC-008, 4.6). The GPS directory is never read. */
function readExif(block: Uint8Array, add: Add): void {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const little = block[0] === 0x49;
  const directory = (at: number, depth: number): void => {
    const count = Math.min(256, view.getUint16(at, little));
    for (let i = 0; i < count; i++) {
      const entry = at + 2 + i * 12;
      const tag = view.getUint16(entry, little);
      const type = view.getUint16(entry + 2, little);
      const length = view.getUint32(entry + 4, little);
      if (tag === 0x8769 && depth === 0) {
        directory(view.getUint32(entry + 8, little), 1);
      }
      const name = TAGS[tag];
      if (name && (type === 2 || type === 7)) {
        const start = length <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
        const data = block.subarray(start, start + length);
        add(name, tag === 0x9286 ? commentOf(data, little) : decoded(data).replace(/\0+$/, ''));
      }
    }
  };
  directory(view.getUint32(4, little), 0);
}

/** Eight bytes name the code of a UserComment; UNICODE is UTF-16, and tools disagree about its order of bytes. */
function commentOf(data: Uint8Array, little: boolean): string {
  const code = latin.decode(data.subarray(0, 8));
  const rest = data.subarray(8);
  if (code.startsWith('UNICODE')) {
    const zerosFirst = rest.filter((byte, i) => i % 2 === 0 && byte === 0).length;
    const zerosSecond = rest.filter((byte, i) => i % 2 === 1 && byte === 0).length;
    const order = zerosFirst === zerosSecond ? little : zerosSecond > zerosFirst;
    return new TextDecoder(order ? 'utf-16le' : 'utf-16be').decode(rest).replace(/\0+$/, '');
  }
  return decoded(code.startsWith('ASCII') || /^\0{8}$/.test(code) ? rest : data).replace(/\0+$/, '');
}
