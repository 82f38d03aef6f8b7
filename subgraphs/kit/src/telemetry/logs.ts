import { DrizzleQueryError } from 'drizzle-orm'
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import { reports } from './reports.ts'
import { tracing } from './tracing.ts'

const hidden = '[hidden]'

/** Keys whose values are nobody's to read, at any depth of a line, and what looks like a credential anywhere in it. */
const secrets =
  /("(?:authorization|cookie|password|secret|token|accessToken|refreshToken)":")(?:[^"\\]|\\.)*|(Bearer +)[\w.~+/=-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]+|(:\/\/[^\s:/@"]*:)[^\s@/"]+(?=@)/gi

/** The text with every secret hidden; pino's own way by paths costs twenty times as much for each line. */
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
 * What is told of an error, to logs and to Sentry. Errors of the database carry the statement's
 * values, which are people's data: they are left out.
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
 * A request does not wait for its line to be written: lines leave together, within a second or when
 * the process ends. They are gathered here because pino's destination measures all it holds for every line.
 */
function linesTogether(): DestinationStream {
  const stdout = pino.destination({ sync: false })
  let lines = ''
  const send = () => {
    if (lines) stdout.write(lines)
    lines = ''
  }
  setInterval(send, 1_000).unref()
  process.on('exit', () => {
    send()
    stdout.flushSync()
  })
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
        // An error that somebody must look at is one that carries its cause.
        if (reports && level >= 50 && about.err) reports.send(toldError(about.err), about.requestId)
        method.apply(this, given)
      },
    },
    ...(tracing ? { mixin: () => tracing?.ids() ?? {} } : {}),
  }
  return pino(options, lines)
}
