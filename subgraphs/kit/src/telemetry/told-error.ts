import { DrizzleQueryError } from 'drizzle-orm'

const hidden = '[hidden]'

/** Keys whose values are redacted at any depth, and patterns of credentials anywhere in a log line. */
const secrets =
  /("(?:authorization|cookie|password|secret|token|accessToken|refreshToken)":")(?:[^"\\]|\\.)*|(Bearer +)[\w.~+/=-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]+|(:\/\/[^\s:/@"]*:)[^\s@/"]+(?=@)/gi

/** Redacts secrets in the text; pino's own redaction by paths takes twenty times as long per line. */
export const withoutSecrets = (text: string) =>
  text.replace(
    secrets,
    (_found, key?: string, bearer?: string, address?: string) => (key ?? bearer ?? address ?? '') + hidden,
  )

export interface ToldError {
  type: string
  message: string
  stack: string
  code?: string
}

/**
 * What is reported of an error, in logs and to Sentry. Database errors contain the statement's values, which are
 * personal data and are omitted.
 */
export function toldError(thrown: unknown): ToldError {
  const cause = thrown instanceof DrizzleQueryError ? (thrown.cause ?? thrown) : thrown
  const error = cause instanceof Error ? cause : new Error(String(cause))
  const message = withoutSecrets(error.message.split('\nparams: ')[0]!)
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message,
    stack: [`${error.name}: ${message}`, ...frames].join('\n'),
    ...(typeof code === 'string' ? { code } : {}),
  }
}
