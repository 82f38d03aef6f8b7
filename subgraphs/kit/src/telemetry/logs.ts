import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import { reports } from './reports.ts'
import { toldError, withoutSecrets } from './told-error.ts'
import { tracing } from './tracing.ts'

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
