import { DrizzleQueryError } from 'drizzle-orm'
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import { reports } from './reports.ts'
import { tracing } from './tracing.ts'

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

const maxBatch = 16_384

/**
 * Lines leave together, within a second or when the process ends. They are gathered here because pino's
 * destination measures all it holds for every line. A batch is written at once: one that was still being
 * written when the process ends could come after the last one, or be mixed with it.
 */
function linesTogether(): DestinationStream {
  const stdout = pino.destination({ sync: true })
  let lines = ''
  const send = () => {
    if (lines) stdout.write(lines)
    lines = ''
  }
  setInterval(send, 1_000).unref()
  process.on('exit', send)
  return {
    write: (line) => {
      lines += line
      if (lines.length >= maxBatch) send()
    },
  }
}

/** The log of a process: JSON lines on stdout that never have a secret in them. */
export function newLog(name: string, level: string, lines: DestinationStream = linesTogether()): Logger {
  const options: LoggerOptions = {
    name,
    level,
    base: { pid: process.pid },
    serializers: { err: toldError },
    hooks: {
      streamWrite: withoutSecrets,
      logMethod(given, method, level) {
        const [about] = given as unknown as [{ err?: unknown; requestId?: string }]
        // Errors that need attention are those logged with their cause; only these are reported.
        if (reports && level >= 50 && about.err) reports.send(toldError(about.err), about.requestId)
        method.apply(this, given)
      },
    },
    ...(tracing ? { mixin: () => tracing?.ids() ?? {} } : {}),
  }
  return pino(options, lines)
}
