import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './config.ts'

const web = join(root, 'web')

export const webDirectory = join(web, 'dist')

export const viteBinary = join(web, 'node_modules/vite/bin/vite.js')

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Whether the web client is missing or older than its sources. */
export function isWebStale(): boolean {
  const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json'].map((name) =>
    newest(join(web, name)),
  )
  return newest(join(webDirectory, 'index.html')) < Math.max(...sources)
}

/** Builds the web client; answers null, or the last words of a build that failed. */
export function buildWeb(): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [viteBinary, 'build', '--logLevel', 'warn'], {
      cwd: web,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    let output = ''
    child.stdout.on('data', (text) => (output += String(text)))
    child.stderr.on('data', (text) => (output += String(text)))
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => {
      const lines = output.trim().split('\n').filter(Boolean)
      resolve(code === 0 ? null : lines.slice(0, 6).join('\n'))
    })
  })
}
