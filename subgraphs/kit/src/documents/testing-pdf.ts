import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'

const tools = ['qpdf', 'pdffonts', 'pdftotext'].filter(
  (tool) => spawnSync(tool, ['--version']).error !== undefined,
)

const reason = ` (skipped without ${tools.join(', ')}, Debian packages qpdf and poppler-utils)`

/** A test that needs the tools. What is missing here is a failure in CI, which installs it. */
export const withTools = (title: string, run: () => Promise<void>) =>
  test.skipIf(tools.length > 0 && !process.env['CI'])(title + (tools.length > 0 ? reason : ''), run)

/** Looks at a PDF by the tools that others read it with. */
export function inspected(pdf: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'vetgraph-pdf-'))
  const path = join(folder, 'document.pdf')
  writeFileSync(path, pdf)
  const run = (tool: string, ...args: string[]) => spawnSync(tool, args, { encoding: 'utf8' })
  const check = run('qpdf', '--check', path)
  const fonts = run('pdffonts', path).stdout.trim().split('\n').slice(2)
  const text = run('pdftotext', '-layout', path, '-').stdout
  rmSync(folder, { recursive: true })
  return { status: check.status, output: check.stdout, fonts, text }
}
