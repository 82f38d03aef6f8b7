import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const rulesFile = join(root, 'docs/rules.md')

/** A rule as docs/rules.md defines it. */
const definition = /^- \*\*([A-Z]{1,2}\d+)\*\* /

interface Citation {
  rule: string
  file: string
  /** Null for a citation in a comment. */
  title: string | null
}

/** The rules that a test file cites, in titles and comments. */
function citationsIn(file: string, text: string): Citation[] {
  return text.split('\n').flatMap((line) => {
    const titles = [...line.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)].map(([, , title]) => title ?? '')
    return [...line.matchAll(/(?<![\w-])([A-Z]{1,2}\d{1,2})(?![\w-])/g)].flatMap(([, rule = '']) => {
      const title = titles.find((text) => new RegExp(`\\b${rule}\\b`).test(text) && text.includes(' '))
      if (title === undefined && !/^\s*(\/?\*|\/\/)/.test(line)) return []
      return [{ rule, file, title: title?.replace(/\\(.)/g, '$1') ?? null }]
    })
  })
}

/** The rules as they are defined, each followed by the tests that cite it. */
function withCitations(rules: string, citations: readonly Citation[]): string {
  const lines = rules.split('\n').filter((line) => !line.startsWith('  - '))
  return lines
    .flatMap((line) => {
      const rule = definition.exec(line)?.[1]
      if (!rule) return [line]
      const cited = citations.filter((citation) => citation.rule === rule)
      if (cited.length === 0) return [line, '  - No test cites it yet.']
      const titled = new Set(cited.filter(({ title }) => title !== null).map(({ file }) => file))
      const places = cited
        .filter(({ file, title }) => title !== null || !titled.has(file))
        .map(({ file, title }) => `  - \`${file}\`: ${title ?? 'in a comment'}`)
      return [line, ...new Set(places)]
    })
    .join('\n')
}

/** The citations of rules that are not defined, by the letters of those that are. */
function undefinedIn(rules: string, citations: readonly Citation[]): Citation[] {
  const defined = rules.split('\n').flatMap((line) => definition.exec(line)?.[1] ?? [])
  const letters = new Set(defined.map((rule) => rule.replace(/\d+/, '')))
  return citations.filter(({ rule }) => letters.has(rule.replace(/\d+/, '')) && !defined.includes(rule))
}

const tests = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.test.ts', '*.test.tsx', '*.e2e.ts'],
  { cwd: root, encoding: 'utf8' },
)
const citations = tests
  .split('\n')
  .filter(Boolean)
  .sort()
  .flatMap((file) => citationsIn(file, readFileSync(join(root, file), 'utf8')))
const rules = readFileSync(rulesFile, 'utf8')
const unknown = undefinedIn(rules, citations)
if (unknown.length > 0) {
  const cited = unknown.map(({ rule, file }) => `${file} cites ${rule}`)
  throw new Error(`docs/rules.md does not define these rules:\n${cited.join('\n')}`)
}
writeFileSync(rulesFile, withCitations(rules, citations))
