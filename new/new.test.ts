import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'vetgraph-new-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.\n${stdout}${stderr}`)
  return stdout
}
const exec = (...args: string[]) => run('npx', '-y', 'pnpm@10', 'exec', ...args)
const server = 'subgraphs/inventory/src/cold-stores'
const web = 'web/src/features/cold-stores'

beforeAll(() => {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of listed.split('\0').filter((file) => file && existsSync(join(root, file)))) {
    mkdirSync(join(copy, dirname(file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  // What is generated is derived from the files that git knows.
  run('git', 'init', '--quiet')
  run('git', 'add', '--all')
  const packages = [
    '',
    ...listed.split('\0').flatMap((file) => /^(.+)\/package\.json$/.exec(file)?.[1] ?? []),
  ]
  for (const folder of packages) {
    const installed = join(root, folder, 'node_modules')
    if (!existsSync(installed)) continue
    if (folder)
      cpSync(installed, join(copy, folder, 'node_modules'), { recursive: true, verbatimSymlinks: true })
    else symlinkSync(installed, join(copy, 'node_modules'))
  }
  exec('tsx', 'new/main.ts', 'inventory', 'cold-store')
}, 300_000)

test('a new feature has its types, its format and its migration as they must be', () => {
  for (const [config, files] of [
    ['tsconfig.json', [server, 'subgraphs/kit/src/testing/server.ts']],
    ['web/tsconfig.json', [web]],
  ] as const) {
    const project = join(copy, dirname(config), 'new.tsconfig.json')
    const compilerOptions = { incremental: false, tsBuildInfoFile: null }
    writeFileSync(
      project,
      JSON.stringify({
        extends: join(copy, config),
        compilerOptions,
        include: files.map((file) => join(copy, file)),
      }),
    )
    exec('tsc', '--project', project)
  }
  exec('tsx', 'lint/migrations.ts')
  exec('eslint', '--max-warnings', '0', server, web)
  exec('prettier', '--check', server, web, 'schema', 'docs/rules.md')
  expect(readFileSync(join(copy, 'schema/supergraph.graphql'), 'utf8')).toContain('type ColdStore')
})

test('a new feature passes the test that comes with it', () => {
  expect(exec('vitest', 'run', server)).toMatch(/Tests .*passed/)
})
