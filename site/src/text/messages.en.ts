import type { ProblemCode } from '../api/codes';

/** Every text that the site itself says, in one place. What the API says in `title` and `detail` is for developers. */

export interface Trouble {
  title: string;
  text: string;
}

const again = 'Nothing was charged. Try again.';
export const SUPPORT = 'support@aiimagepromptgenerator.org';
const support = `Write to ${SUPPORT} if it stays that way.`;
const notYou = `If it was not you who deleted it, write to ${SUPPORT}.`;

/** What a person reads for each problem code. A code of the API's that is missing here does not compile. */
export const troubles: Record<ProblemCode | 'offline', Trouble> = {
  offline: {
    title: 'No connection',
    text: 'Your draft is kept on this device, and what is shown can be copied.',
  },
  'account-closing': {
    title: 'This account is being deleted',
    text: `It takes nothing new. Once it is gone, you can sign in anew. ${support}`,
  },
  'account-erased': {
    title: 'Your account was deleted',
    text: `Sign out and in again to open a new one. ${notYou}`,
  },
  'account-not-found': {
    title: 'There is no account',
    text: `No account of yours is held. Questions about what stays go to ${SUPPORT}.`,
  },
  'body-incomplete': { title: 'The connection broke off', text: again },
  'body-too-large': { title: 'That is too long', text: 'Shorten it and try again. Nothing was charged.' },
  'content-refused': {
    title: 'Refused by the safety check',
    text: `Not charged. Change the words and it may pass. If it is wrong, write to ${SUPPORT}: a person looks at it.`,
  },
  'content-type-unsupported': {
    title: 'This kind of file is not taken',
    text: 'JPEG, PNG, WebP, GIF or AVIF will do.',
  },
  'deadline-exceeded': { title: 'It took too long', text: 'Not charged. The credits are back; try again.' },
  'erasure-not-found': { title: 'No deletion is under way', text: 'None was asked for, or it has ended.' },
  'example-not-found': {
    title: 'There is no such example',
    text: 'It may have been renamed. All of them are under Examples.',
  },
  'export-limited': {
    title: 'Five downloads a day',
    text: 'You have made five today. The next one is free again later.',
  },
  'favourite-not-found': {
    title: 'It is gone',
    text: 'This favourite was deleted, perhaps in another tab.',
  },
  'favourites-full': {
    title: 'There is no room for more favourites',
    text: 'An account keeps a thousand. Delete some first.',
  },
  'generation-deleted': { title: 'You deleted this one', text: 'Ask anew to make it again.' },
  'generation-not-found': { title: 'It is gone', text: 'This entry was deleted, perhaps in another tab.' },
  'generation-parked': {
    title: 'Somebody has to look at this one',
    text: `It could not be finished. The credits held for it come back within the hour, and a result that was made appears here, free. ${support}`,
  },
  'generation-running': { title: 'It is still running', text: 'It can be deleted when it has ended.' },
  'generation-without-prompt': {
    title: 'There is no prompt in it',
    text: 'It ended without one, so there is nothing to keep.',
  },
  'grant-expired': { title: 'This grant has waited for too long', text: 'Ask for it again.' },
  'grant-not-found': { title: 'No such grant waits', text: 'Look at the ids once more.' },
  'idempotency-key-invalid': { title: 'Something went wrong on this page', text: `Reload it. ${again}` },
  'idempotency-key-missing': { title: 'Something went wrong on this page', text: `Reload it. ${again}` },
  'idempotency-key-reused': { title: 'Something went wrong on this page', text: `Reload it. ${again}` },
  'image-empty': { title: 'The file is empty', text: 'Choose another picture.' },
  'image-format-unsupported': {
    title: 'This kind of picture is not taken',
    text: 'JPEG, PNG, WebP, GIF or AVIF will do.',
  },
  'image-too-large': { title: 'The picture is too large', text: 'At most 10 MB. Not charged.' },
  'image-too-many-pixels': {
    title: 'The picture has too many pixels',
    text: 'At most 40 megapixels and 12,000 pixels a side. Not charged.',
  },
  'image-unreadable': { title: 'The picture is damaged', text: 'Save it anew and try again. Not charged.' },
  'insufficient-credits': {
    title: 'Not enough credits',
    text: 'Nothing was charged. Prompts while you type stay free.',
  },
  'internal-error': { title: 'Something failed on our side', text: `${again} ${support}` },
  'json-invalid': { title: 'Something went wrong on this page', text: `Reload it. ${again}` },
  'kind-unavailable': { title: 'Not on offer right now', text: again },
  'moderation-unavailable': {
    title: 'The safety check did not answer',
    text: 'Not charged. The credits are back; try again in a minute.',
  },
  'not-found': { title: 'There is nothing here', text: 'Payments are not switched on.' },
  'order-not-approved': {
    title: 'The payment was not agreed to',
    text: 'Nothing was paid. You can begin again.',
  },
  'order-not-found': { title: 'There is no such order', text: support },
  'parent-gone': {
    title: 'What this was made from is gone',
    text: 'Not charged. Begin from the text instead.',
  },
  'parent-not-found': {
    title: 'What this was made from is gone',
    text: 'Begin from the text instead. Nothing was charged.',
  },
  'payment-declined': {
    title: 'The payment was declined',
    text: 'Nothing was paid. Try another way to pay.',
  },
  'payment-disputed': { title: 'This payment is disputed', text: support },
  'payment-not-found': { title: 'There is no such payment', text: support },
  'payment-not-paid': { title: 'This payment was not made', text: support },
  'payment-parked': { title: 'Somebody has to look at this payment', text: support },
  'payment-provider-unavailable': {
    title: 'PayPal does not answer',
    text: 'Nothing was paid. Try again in a minute.',
  },
  'picture-address-refused': {
    title: 'This address cannot be fetched',
    text: 'It has to be the public address of a picture. Not charged.',
  },
  'picture-format-unsupported': {
    title: 'There is no picture at this address',
    text: 'It has to lead to the picture itself. Not charged.',
  },
  'picture-not-found': { title: 'There is no picture at this address', text: 'Not charged.' },
  'picture-too-large': { title: 'The picture there is too large', text: 'At most 10 MB. Not charged.' },
  'picture-too-many-redirects': {
    title: 'This address leads from one to the next',
    text: 'Use the address of the picture itself. Not charged.',
  },
  'picture-too-slow': {
    title: 'The other server is too slow',
    text: 'Save the picture and drop it here instead. Not charged.',
  },
  'picture-unreachable': { title: 'The other server cannot be reached', text: 'Not charged.' },
  'picture-unreadable': { title: 'The picture there is damaged', text: 'Not charged.' },
  'plan-change-pending': {
    title: 'A change of plan is under way',
    text: 'It takes effect with the next payment.',
  },
  'plan-change-refused': {
    title: 'PayPal refused the change',
    text: `Your plan stays as it is. Cancel it and choose the other one, or write to ${SUPPORT}.`,
  },
  'plan-unchanged': { title: 'That is your plan already', text: 'Nothing was changed.' },
  'preview-limited': {
    title: 'No more free detail today',
    text: 'Five a day are free. Sign in to add it for a credit.',
  },
  'provider-unavailable': {
    title: 'The model does not answer',
    text: 'Not charged. The credits are back; try again later.',
  },
  'rate-limited': { title: 'Too many requests', text: 'Nothing was charged.' },
  'refund-exceeds-payment': { title: 'More than was paid', text: support },
  'refund-pending': { title: 'A refund is under way', text: 'PayPal has not finished it yet.' },
  'refund-refused': { title: 'PayPal refused the refund', text: support },
  'refund-unclear': { title: 'PayPal has not answered', text: support },
  'refusal-slow-down': {
    title: 'Several requests were refused',
    text: `Wait a little, then send what the safety check lets pass. Nothing was charged. If the refusals were wrong, write to ${SUPPORT}.`,
  },
  'own-account': { title: 'Nobody gives to their own account', text: 'Ask a colleague who has the role.' },
  'request-invalid': { title: 'Something in it cannot be read', text: 'Nothing was charged.' },
  'reservation-expired': {
    title: 'It took too long',
    text: 'Not charged. The credits are back; try again.',
  },
  'role-missing': { title: 'This is not for your account', text: support },
  'scope-missing': { title: 'This token was not made for that', text: 'Make one with the right scope.' },
  'second-person-needed': {
    title: 'This takes a second person',
    text: 'Ask a colleague who has the role.',
  },
  'signed-in-before-erasure': {
    title: 'Your account was deleted',
    text: `Sign in again to open a new one. If this comes back, try once more after five minutes. ${notYou}`,
  },
  'subscription-active': { title: 'You have a plan already', text: 'Change it, or cancel it first.' },
  'subscription-not-active': {
    title: 'There is no active plan',
    text: 'It has ended or was never agreed to.',
  },
  'subscription-not-found': { title: 'There is no such plan', text: support },
  'subscription-pending': {
    title: 'A plan waits for your agreement',
    text: 'Agree to it at PayPal, or wait until it has lapsed.',
  },
  'subscription-past-due': { title: 'A payment is outstanding', text: 'Settle it at PayPal first.' },
  'token-invalid': { title: 'You were signed out', text: 'Sign in again; your draft is kept.' },
  'token-missing': { title: 'Sign in first', text: 'Your draft is kept.' },
  'token-not-found': { title: 'It is gone', text: 'This token was revoked already.' },
  'tokens-full': { title: 'Ten tokens at most', text: 'Revoke one that is not needed any more.' },
  'too-many-generations': {
    title: 'Too many at once',
    text: 'Wait until one has ended. Nothing was charged.',
  },
  'too-many-reservations': {
    title: 'Too many at once',
    text: 'Wait until one has ended. Nothing was charged.',
  },
  'upload-gone': {
    title: 'The picture has expired',
    text: 'Pictures are deleted after 24 hours at the latest. Drop it again. Not charged.',
  },
  'upload-in-use': {
    title: 'This picture is being described already',
    text: 'Wait for it, or drop it again.',
  },
  'upload-not-found': {
    title: 'The picture has expired',
    text: 'It was used or deleted. Drop it again. Nothing was charged.',
  },
  'upload-too-slow': {
    title: 'The picture did not arrive in time',
    text: 'A smaller one will. Not charged.',
  },
  'uploads-busy': { title: 'Many pictures are on their way', text: 'Try again in a moment. Not charged.' },
  'webhook-invalid': { title: 'Something failed on our side', text: support },
  'webhook-signature-invalid': { title: 'Something failed on our side', text: support },
  'webhook-too-old': { title: 'Something failed on our side', text: support },
  'webhooks-not-configured': { title: 'Something failed on our side', text: support },
};

export const sources = {
  user: 'you',
  library: 'library',
  metadata: 'in the file',
  detected: 'measured',
  model: 'model',
} as const;

export const providers: Record<string, string> = {
  embedded: 'Made here, sent to nobody',
  'azure-openai': 'Answered by Azure OpenAI',
  'openai-compatible': 'Answered by an OpenAI-compatible service',
};

/** The services by their names, beside the one that answered. */
export const services: Record<string, string> = {
  'azure-openai': 'Azure OpenAI',
  'openai-compatible': 'an OpenAI-compatible service',
};

/** Who may be sent what a person says, as a request names it. */
export const whoMayBeAsked = {
  any: 'any service, one after the other',
  first: 'the first service only',
  none: 'nobody: made here',
} as const;

/** Steps of quality that a painter can be asked for. */
export const qualities: Record<string, string> = {
  low: 'low quality',
  medium: 'medium quality',
  high: 'high quality',
};

export const dropReasons: Record<string, string> = {
  budget: 'no room in this model’s limit',
  limit: 'more of a kind than this model takes',
  negative: 'this model takes no negatives, and no positive wording is known',
  request: 'words to the tool, not to the picture',
  setting: 'this model has no such setting',
  weight: 'this model has no weights; the words stand',
  'prompt-editing': 'this model cannot change the prompt midway; the words stand',
  instruction: 'a sign of another tool; the words around it stand',
  choice: 'one of several; the first stands',
  network: 'an extra network of another tool',
  image: 'the address of a picture',
  position: 'a place in numbers, which this model does not take',
  still: 'it belongs to motion, and this model makes stills',
};

export const kinds: Record<string, string> = {
  'text-to-prompt': 'prompt',
  'image-to-prompt': 'from a picture',
  'text-to-image': 'painting',
};

/** Most counts are short, and the browser takes a while to load what it knows of languages. */
export const figure = (count: number): string =>
  Number.isInteger(count) && Math.abs(count) < 1000 ? String(count) : count.toLocaleString('en');

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${figure(count)} ${count === 1 ? one : many}`;

export const credits = (count: number): string => plural(count, 'credit');
