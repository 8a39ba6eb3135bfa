import createClient from 'openapi-fetch';
import { signedIn } from '../state/session.svelte';
import type { ProblemCode } from './codes';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type Rendering = Schemas['Rendering'];
export type StructuredPrompt = Schemas['StructuredPrompt'];
export type Generation = Schemas['GenerationView'];
export type Catalog = Schemas['CatalogView'];
export type Controls = Schemas['IdeaControls'];
export type TargetId = Schemas['PromptTarget'];

/** Where the API is: stamped into the page when it is deployed, and the site's own `/api` on a developer's machine. */
export const apiAddress = (): string =>
  new URL(
    document.querySelector<HTMLMetaElement>('meta[name="api"]')?.content || '/api',
    location.origin,
  ).href.replace(/\/$/, '');

/** Why a request has no result. `code` is one of the API's, or `offline` when there was no answer at all. */
export class Failure extends Error {
  constructor(
    readonly code: ProblemCode | 'offline',
    readonly status: number,
    /** Seconds after which the same request may pass. */
    readonly retryAfter?: number,
    readonly problem?: Partial<Schemas['Problem']>,
  ) {
    super(code);
  }
}

/** Seconds that one request may take; an API that hangs is one that does not answer. */
const PATIENCE = 30;

function create() {
  const client = createClient<paths>({ baseUrl: apiAddress() });
  client.use({
    onRequest({ request }) {
      const token = signedIn.token;
      if (
        token &&
        !request.headers.has('Authorization') &&
        new URL(request.url).origin === new URL(apiAddress()).origin
      ) {
        request.headers.set('Authorization', `Bearer ${token}`);
      }
      return request;
    },
  });
  return client;
}

let made: ReturnType<typeof create> | undefined;

/** Made when it is first used: pages are also rendered where there is no document. */
export const api = () => (made ??= create());

type Answered<T> = { data?: T; error?: unknown; response: Response };

/** The body of a good answer; a {@link Failure} for any other, and for none. */
export async function ask<T>(request: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await request.catch((thrown: unknown) => {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') {
      throw thrown;
    }
    throw new Failure('offline', 0);
  });
  if (response.ok) {
    return data as T;
  }
  throw failureOf(response, error);
}

export function failureOf(response: Response, body: unknown): Failure {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Schemas['Problem']>;
  if (response.status === 401) {
    signedIn.forget();
  }
  const seconds = Number(response.headers.get('Retry-After'));
  return new Failure(
    (problem.code as ProblemCode | undefined) ?? 'internal-error',
    response.status,
    seconds > 0 ? seconds : undefined,
    problem,
  );
}

/** Ends a request that takes too long, or when `signal` says so. */
export const within = (signal?: AbortSignal, seconds = PATIENCE): AbortSignal => {
  const timeout = AbortSignal.timeout(seconds * 1000);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
};
