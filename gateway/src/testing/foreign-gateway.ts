import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { root } from '../start/config.ts'

/** Starts the gateway with a supergraph; answers its address, or what it says when it cannot start. */
export function startWith(supergraph: string, env: Record<string, string> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'vetgraph-foreign-'))
  const path = join(directory, 'supergraph.graphql')
  writeFileSync(path, supergraph)
  const child = spawn(process.execPath, [join(root, 'gateway/start.mjs')], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: directory, VITEST: '', SUPERGRAPH_PATH: path, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const said = text(child.stderr)
  const address = new Promise<string>((resolve) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const [url] = /http:\S+\/graphql/.exec(output) ?? []
      if (url) resolve(url)
    })
  })
  const stop = async () => {
    child.kill('SIGTERM')
    return ended
  }
  return { address, said, ended, stop }
}
