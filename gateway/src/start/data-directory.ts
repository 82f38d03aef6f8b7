import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { StartFailure } from './failure.ts'

/** Whether the process with this id is a Vetgraph; a pid may have been reused. */
function isVetgraph(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  return (
    !existsSync('/proc/self/cmdline') ||
    (existsSync(commandLine) && /gateway/.test(readFileSync(commandLine, 'utf8')))
  )
}

/** Where a deployment keeps what survives a restart, used by one Vetgraph at a time. */
export class DataDirectory {
  private constructor(readonly path: string) {}

  /** Locks the directory, or reports which process has locked it. */
  static open(path: string): DataDirectory {
    mkdirSync(path, { recursive: true })
    const directory = new DataDirectory(path)
    directory.lock()
    rmSync(directory.file('ready.json'), { force: true })
    return directory
  }

  file(name: string) {
    return join(this.path, name)
  }

  private lock() {
    const file = this.file('lock')
    for (const last of [false, true]) {
      try {
        writeFileSync(file, `${process.pid}\n`, { flag: 'wx' })
        return
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const pid = Number(readFileSync(file, 'utf8'))
        if (last || isVetgraph(pid)) {
          const where = relative(process.cwd(), this.path) || this.path
          throw new StartFailure(
            `Another Vetgraph (process ${pid}) is using ${where}: stop it, or set DATA_DIR to another directory.`,
          )
        }
        rmSync(file, { force: true })
      }
    }
  }

  /** A secret that is made once and kept. */
  secret(name: string): string {
    const file = this.file(name)
    if (existsSync(file)) {
      const kept = readFileSync(file, 'utf8').trim()
      if (kept) return kept
    }
    const fresh = randomBytes(32).toString('base64url')
    writeFileSync(file, `${fresh}\n`, { mode: 0o600 })
    return fresh
  }

  /** Tells the operator's scripts that everything answers; written whole or not at all. */
  announce(facts: object) {
    const file = this.file('ready.json')
    // A file that is there already would keep its rights.
    rmSync(`${file}.new`, { force: true })
    writeFileSync(`${file}.new`, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }

  release() {
    rmSync(this.file('ready.json'), { force: true })
    rmSync(this.file('lock'), { force: true })
  }
}
