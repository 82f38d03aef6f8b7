import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@vetgraph/gateway/start/config'
import { data } from './places.ts'

const tickMs = 10
const maxStartTime = 60_000

/** A server under measurement, with what it has started itself. */
export interface Server {
  /** The URL at which it answers GraphQL, or its equivalent. */
  url: URL
  pids: () => number[]
  stop: () => Promise<void>
}

/** A process's parent and the milliseconds of CPU it has used; null when it is gone or this is no Linux. */
function statOf(pid: number): { parent: number; cpuMs: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs }
  } catch {
    return null
  }
}

/** The process and all that it has started. */
export function treeOf(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), statOf(Number(name))?.parent]),
  )
  const tree = [pid]
  for (const one of tree) for (const [child, parent] of parents) if (parent === one) tree.push(child)
  return tree
}

/** Milliseconds of CPU that the processes have used until now. */
export const cpuOf = (pids: readonly number[]) =>
  pids.reduce((sum, pid) => sum + (statOf(pid)?.cpuMs ?? 0), 0)

/** What Vetgraph gives itself (`pnpm start`, `kit/serving/inlining.ts`), for everybody. */
const sameForAll = [
  '--max-semi-space-size=32',
  '--max-inlined-bytecode-size=1000',
  '--max-inlined-bytecode-size-cumulative=2500',
]

export interface Command {
  name: string
  args: string[]
  env: Readonly<Record<string, string>>
  /** Node itself, unless a server needs another one. */
  node?: string
}

/** Starts a Node process whose output goes to a log of its own. */
export function run({ name, args, env, node = process.execPath }: Command): ChildProcess {
  mkdirSync(join(data, 'logs'), { recursive: true })
  const log = openSync(join(data, 'logs', `${name}.log`), 'w')
  const inherited = Object.fromEntries(['PATH', 'HOME', 'TMPDIR'].map((key) => [key, process.env[key]]))
  return spawn(node, [...sameForAll, ...args], {
    cwd: root,
    env: { ...inherited, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true', ...env },
    stdio: ['ignore', log, log, 'ipc'],
  })
}

export async function stopped(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await gone
  clearTimeout(late)
}

/** Resolves with what `ready` finds, and rejects when the process ends before. */
export function whenReady<T>(name: string, child: ChildProcess, ready: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`${name} did not start: see bench/.data/logs/${name}.log`))
    const late = setTimeout(fail, maxStartTime)
    child.once('exit', fail)
    ready.then(resolve, reject).finally(() => {
      clearTimeout(late)
      child.off('exit', fail)
    })
  })
}

/** Starts a server of bench/peers, which says its address when it listens. */
export async function startPeer(command: Command): Promise<Server> {
  const child = run(command)
  const told = new Promise<URL>((resolve) => {
    child.once('message', (message) => resolve(new URL((message as { url: string }).url)))
  })
  const url = await whenReady(command.name, child, told)
  return { url, pids: () => treeOf(child.pid!), stop: () => stopped(child) }
}
