import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { generateDrizzleJson } from 'drizzle-kit/api'

const kinds = ['tables', 'enums', 'schemas', 'sequences', 'roles', 'policies', 'views'] as const

/** The part that we compare of what drizzle-kit keeps beside each migration; its own type needs a package that it does not bring. */
type Snapshot = Record<(typeof kinds)[number], Record<string, unknown>> & { prevId: string }

const root = join(import.meta.dirname, '..')

/** The tables, enums and the like that are not as the latest migration of a subgraph leaves them; writes nothing. */
async function unmigrated(subgraph: string): Promise<string[]> {
  const folder = join(root, 'subgraphs', subgraph)
  const meta = join(folder, 'migrations/meta')
  const latest = readdirSync(meta)
    .filter((file) => file.endsWith('_snapshot.json'))
    .sort()
    .at(-1)!
  const migrated = JSON.parse(readFileSync(join(meta, latest), 'utf8')) as Snapshot
  const declared: Record<string, unknown> = {}
  for (const file of readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.table.ts')) Object.assign(declared, await import(join(folder, 'src', file)))
  }
  const wanted = JSON.parse(
    JSON.stringify(generateDrizzleJson(declared, migrated.prevId, [subgraph])),
  ) as Snapshot
  return kinds.flatMap((kind) => {
    const names = new Set([...Object.keys(wanted[kind]), ...Object.keys(migrated[kind])])
    return [...names].filter((name) => !isDeepStrictEqual(wanted[kind][name], migrated[kind][name]))
  })
}

const subgraphs = readdirSync(join(root, 'subgraphs')).filter((name) =>
  readdirSync(join(root, 'subgraphs', name)).includes('drizzle.config.ts'),
)
for (const subgraph of subgraphs) {
  const names = await unmigrated(subgraph)
  if (names.length === 0) continue
  process.exitCode = 1
  process.stderr.write(
    `${subgraph} has no migration for ${names.join(', ')}: run \`npx -y pnpm@10 exec drizzle-kit generate --name <what>\` in subgraphs/${subgraph}.\n`,
  )
}
