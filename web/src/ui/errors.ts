import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

export interface Problem {
  code: string;
  message: string;
  field: string | null;
  requestId: string | null;
  extensions: Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Every failure a person may meet, in one shape: what the graph said, or that it could not be reached. */
export function problemOf(error: unknown): Problem {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const extensions = first?.extensions ?? {};
    return {
      code: text(extensions.code) ?? 'INTERNAL_SERVER_ERROR',
      message: first?.message ?? 'Something went wrong.',
      field: text(extensions.field),
      requestId: text(extensions.requestId),
      extensions,
    };
  }
  const plain = { field: null, requestId: null, extensions: {} };
  if (ServerError.is(error)) {
    return { ...plain, code: 'UNAVAILABLE', message: `The server answered ${error.statusCode}. Please try again.` };
  }
  if (error instanceof TypeError || (typeof navigator !== 'undefined' && !navigator.onLine)) {
    return { ...plain, code: 'OFFLINE', message: 'The hospital’s server cannot be reached. Check the connection and try again.' };
  }
  return { ...plain, code: 'INTERNAL_SERVER_ERROR', message: error instanceof Error ? error.message : 'Something went wrong.' };
}
