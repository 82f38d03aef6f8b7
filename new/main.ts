import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { namesOf } from './names.ts'
import { serverFiles } from './server.ts'
import { webFiles } from './web.ts'

const root = join(import.meta.dirname, '..')

function run(command: string, args: readonly string[], cwd: string) {
  const { status } = spawnSync('npx', ['-y', 'pnpm@10', command, ...args], { cwd, stdio: 'inherit' })
  if (status !== 0) throw new Error(`pnpm ${command} ${args.join(' ')} failed.`)
}

/** Writes a feature into a subgraph and the web client, with its migration and all that is generated. */
function add(subgraph: string, kebab: string) {
  const names = namesOf(subgraph, kebab)
  const home = join(root, 'subgraphs', subgraph)
  const server = join(home, 'src', names.folder)
  const web = join(root, 'web/src/features', names.folder)
  for (const folder of [server, web]) if (existsSync(folder)) throw new Error(`${folder} is there already.`)
  const files = [
    ...Object.entries(serverFiles(names)).map(([file, text]) => [join(server, file), text] as const),
    ...Object.entries(webFiles(names)).map(([file, text]) => [join(web, file), text] as const),
  ]
  mkdirSync(server, { recursive: true })
  mkdirSync(web, { recursive: true })
  for (const [file, text] of files) writeFileSync(file, text)
  run('exec', ['prettier', '--write', '--log-level', 'warn', server, web], root)
  run('exec', ['drizzle-kit', 'generate', '--name', names.table], home)
  run('gen', [], root)
}

const [subgraph = '', kebab = ''] = process.argv.slice(2)
if (!existsSync(join(root, 'subgraphs', subgraph, 'src/database.ts')) || !/^[a-z]+(-[a-z]+)*$/.test(kebab)) {
  process.stderr.write('pnpm new <subgraph> <noun>, as in: pnpm new inventory cold-store\n')
  process.exitCode = 1
} else {
  add(subgraph, kebab)
}
