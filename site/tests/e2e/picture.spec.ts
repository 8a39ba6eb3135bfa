import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { alive, drop, expect, expectAnswers, generation, png, signIn, test } from './support';

const picture = (): Buffer =>
  readFileSync(fileURLToPath(new URL('../../../docs/example.jpg', import.meta.url)));

/** One file for each reader of the server, with texts as each tool writes them. */
const FILES: [string, Record<string, string>, string][] = [
  [
    'AUTOMATIC1111',
    {
      parameters:
        'a (lighthouse:1.2) in a storm\nNegative prompt: people\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Size: 512x512',
    },
    'a (lighthouse:1.2) in a storm',
  ],
  [
    'Forge',
    {
      parameters:
        'a lighthouse in fog\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Size: 512x512, Version: f2.0.1v1.10.1-previous-224-g900196889',
    },
    'a lighthouse in fog',
  ],
  [
    'Civitai',
    {
      parameters:
        'a lighthouse at noon\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Civitai resources: [{"type":"checkpoint","modelVersionId":1,"modelName":"x"}], Civitai metadata: {}',
    },
    'a lighthouse at noon',
  ],
  [
    'ComfyUI',
    {
      prompt: JSON.stringify({
        '3': {
          class_type: 'KSampler',
          inputs: {
            seed: 1,
            steps: 20,
            cfg: 7,
            sampler_name: 'euler',
            scheduler: 'normal',
            denoise: 1,
            model: ['4', 0],
            positive: ['6', 0],
            negative: ['7', 0],
            latent_image: ['5', 0],
          },
        },
        '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'x.safetensors' } },
        '5': { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 512, batch_size: 1 } },
        '6': {
          class_type: 'CLIPTextEncode',
          inputs: { text: 'a lighthouse of glass', clip: ['4', 1] },
        },
        '7': { class_type: 'CLIPTextEncode', inputs: { text: 'people', clip: ['4', 1] } },
        '8': { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
        '9': { class_type: 'SaveImage', inputs: { filename_prefix: 'x', images: ['8', 0] } },
      }),
    },
    'a lighthouse of glass',
  ],
  [
    'InvokeAI',
    {
      invokeai_metadata: JSON.stringify({
        positive_prompt: 'a lighthouse++ at night',
        negative_prompt: 'people',
        width: 512,
        height: 512,
        seed: 1,
        steps: 20,
        app_version: '5.0.0',
      }),
    },
    'a lighthouse++ at night',
  ],
  [
    'NovelAI',
    {
      Software: 'NovelAI',
      Description: 'a lighthouse, {storm}',
      Comment: JSON.stringify({
        prompt: 'a lighthouse, {storm}',
        uc: 'people',
        steps: 28,
        seed: 1,
        sampler: 'k_euler',
        scale: 5,
      }),
    },
    'a lighthouse, {storm}',
  ],
  [
    'Fooocus',
    {
      fooocus_scheme: 'fooocus',
      parameters: JSON.stringify({
        prompt: 'a lighthouse of paper',
        negative_prompt: 'people',
        seed: '1',
        steps: 30,
        version: 'Fooocus v2.5.0',
      }),
    },
    'a lighthouse of paper',
  ],
  [
    'SwarmUI',
    {
      parameters: JSON.stringify({
        sui_image_params: {
          prompt: 'a lighthouse of ice',
          negativeprompt: 'people',
          model: 'x',
          seed: 1,
          steps: 20,
          swarm_version: '0.9.4',
        },
      }),
    },
    'a lighthouse of ice',
  ],
];

test.beforeEach(async ({ page }) => {
  await page.goto('/');
});

for (const [tool, texts, prompt] of FILES) {
  test(`the prompt that ${tool} wrote into a picture comes back free, and the picture stays here`, async ({
    page,
  }) => {
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.headers()['content-type'] ?? ''));
    await drop(page, 'picture.png', png(texts));
    await expect(page.locator('.tray')).toContainText(`Prompt found, free. ${tool} wrote it into the file.`);
    await expect(page.locator('#idea')).toHaveValue(prompt);
    await expect(page.locator('.card').first()).toContainText('lighthouse');
    expect(sent.filter((type) => /image|octet-stream|multipart/.test(type))).toEqual([]);
    await expect(page.locator('.chip[data-source=metadata]').first()).toContainText('in the file');
  });
}

test('a comment in a JPEG is read too', async ({ page }) => {
  const text = 'a lighthouse by the sea\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1, Size: 512x512';
  const comment = Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(text, 'utf16le').swap16()]);
  // A TIFF header, one directory that points to the Exif one, and in that the comment (CIPA DC-008, section 4.6).
  const tiff = Buffer.alloc(44);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x8769, 10);
  tiff.writeUInt16BE(4, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt32BE(26, 18);
  tiff.writeUInt16BE(1, 26);
  tiff.writeUInt16BE(0x9286, 28);
  tiff.writeUInt16BE(7, 30);
  tiff.writeUInt32BE(comment.length, 32);
  tiff.writeUInt32BE(44, 36);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, comment]);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(exif.length + 2, 2);
  const jpeg = picture();
  await drop(
    page,
    'picture.jpg',
    Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)]),
    'image/jpeg',
  );
  await expect(page.locator('#idea')).toHaveValue('a lighthouse by the sea');
});

test('a picture without a prompt is offered to be described, says how long it is kept, and is then described', async ({
  page,
}) => {
  await signIn(page);
  await drop(page, 'holiday.jpg', picture(), 'image/jpeg');
  await expect(page.locator('.tray')).toContainText('No prompt is in this file.');
  await expect(page.locator('.tray')).toContainText(
    'Deleted when its prompt is done, after 24 hours at the latest.',
  );
  await page.getByRole('button', { name: 'Describe picture · 1 credit' }).click();
  await expect(page.locator('[data-status=succeeded]')).toContainText('1 credit charged, 49 left.', {
    timeout: 30_000,
  });
  expect(await page.locator('.chip').count()).toBeGreaterThan(0);
});

test('signed out, describing asks to sign in and goes on with the picture', async ({ page }) => {
  await drop(page, 'holiday.jpg', picture(), 'image/jpeg');
  await page.getByRole('button', { name: /Describe picture/ }).click();
  await page.getByLabel('E-mail address').fill(`pic${Date.now()}@example.org`);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await expect(page.locator('[data-status=succeeded]')).toContainText('49 left', { timeout: 30_000 });
});

test('a picture that has expired is told, not charged, and can be dropped again', async ({ page, guard }) => {
  expectAnswers(guard, 404);
  await signIn(page);
  await page.route('**/api/generations', (route) =>
    route.fulfill({
      status: 404,
      contentType: 'application/problem+json',
      json: { code: 'upload-not-found', status: 404, title: 'T' },
    }),
  );
  await drop(page, 'holiday.jpg', picture(), 'image/jpeg');
  await page.getByRole('button', { name: /Describe picture/ }).click();
  await expect(page.locator('[data-code=upload-not-found]')).toContainText('The picture has expired');
});

test('an address is recognized, and our server fetches it', async ({ page }) => {
  await signIn(page);
  await page.route('**/api/generations', (route) =>
    route.fulfill({
      status: 200,
      json: generation('failed', {
        kind: 'image-to-prompt',
        problem: { code: 'picture-unreachable', title: 'T', detail: 'D' },
      }),
    }),
  );
  await page.locator('#idea').fill('https://example.org/fox.jpg');
  await page.getByRole('button', { name: 'Describe the picture there' }).click();
  await expect(page.locator('.tray')).toContainText('Our server fetches it; it is not kept.');
  const sent = page.waitForRequest('**/api/generations');
  await page.getByRole('button', { name: /Describe picture/ }).click();
  expect((await sent).postDataJSON()).toMatchObject({
    kind: 'image-to-prompt',
    source: { url: 'https://example.org/fox.jpg' },
  });
  await expect(page.locator('[data-status=failed]')).toContainText('Not charged.');
});

test('what is no picture, and what is a damaged one, is told', async ({ page, guard }) => {
  expectAnswers(guard, 415, 422);
  await drop(page, 'notes.txt', Buffer.from('hello'), 'text/plain');
  await expect(page.locator('[data-code=image-format-unsupported]')).toBeVisible();
  await signIn(page);
  await drop(page, 'broken.png', png().subarray(0, 45));
  await page.getByRole('button', { name: /Describe picture/ }).click();
  await expect(page.locator('.tray [data-code]')).toContainText('Not charged.');
});

test('a picture is pasted and chosen from the device as well', async ({ page }) => {
  const file = png({ parameters: FILES[0]![1].parameters! });
  await alive(page);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: file });
  await expect(page.locator('#idea')).toHaveValue('a (lighthouse:1.2) in a storm');
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.evaluate((base64) => {
    const data = new DataTransfer();
    data.items.add(
      new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], 'a.png', { type: 'image/png' }),
    );
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, file.toString('base64'));
  await expect(page.locator('#idea')).toHaveValue('a (lighthouse:1.2) in a storm');
});
