import { audit } from '@vetgraph/kit/work/audit'
import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput } from '@vetgraph/kit/errors'
import { authorize } from '@vetgraph/kit/access/authorize'
import { oneLine } from '@vetgraph/kit/text'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { anywhere, fold } from '../search/fold.ts'
import { type DiagnosisCodeRow, diagnosisCodes } from './diagnosis-code.table.ts'
import type { DiagnosisCodeImport, ImportDiagnosisCodesInput, ImportProblem } from './diagnosis.types.ts'

const maxOffered = 20
const maxCharacters = 800_000
const maxLines = 20_000
const maxCode = 40
const maxName = 200
const maxProblems = 20

/** The codes in use whose code or name has the words, those that begin with them first. */
export function findDiagnosisCodes(ctx: Context, search: string): Promise<DiagnosisCodeRow[]> {
  authorize(ctx, 'medical-record:read')
  const words = oneLine(search).slice(0, maxName)
  if (words === '') return Promise.resolve([])
  return ctx.db
    .select()
    .from(diagnosisCodes)
    .where(
      and(
        eq(diagnosisCodes.active, true),
        sql`(${diagnosisCodes.sortName} like ${anywhere(words)} or ${diagnosisCodes.code} = ${words})`,
      ),
    )
    .orderBy(
      sql`${diagnosisCodes.code} <> ${words}`,
      sql`not starts_with(${diagnosisCodes.sortName}, ${fold(words)})`,
      asc(diagnosisCodes.sortName),
      asc(diagnosisCodes.code),
    )
    .limit(maxOffered)
}

/** A code that may be chosen: of the list, in use. */
export async function usableCode(ctx: Context, code: string): Promise<DiagnosisCodeRow> {
  const [row] = await ctx.db.select().from(diagnosisCodes).where(eq(diagnosisCodes.code, code))
  if (!row?.active) throw badInput('code', 'This is no code of the hospital’s list.')
  return row
}

interface Read {
  names: Map<string, string>
  problems: ImportProblem[]
}

/** Code and name of each line; a line that is empty is left out. */
function readLines(csv: string): Read {
  const names = new Map<string, string>()
  const problems: ImportProblem[] = []
  for (const [index, text] of csv.split(/\r\n|\r|\n/).entries()) {
    if (text.trim() === '') continue
    const [, left = '', right = ''] = /^("(?:[^"]|"")*"|[^,;\t]*)[,;\t](.*)$/.exec(text) ?? []
    const [code, name] = [left, right].map((part) =>
      oneLine(
        part
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .replaceAll('""', '"'),
      ),
    ) as [string, string]
    const message =
      code === '' || name === ''
        ? 'A code and a name are needed, with a comma, semicolon or tab between them.'
        : code.length > maxCode || name.length > maxName
          ? `A code has at most ${maxCode} characters, a name ${maxName}.`
          : names.has(code)
            ? `The code ${code} stands here twice.`
            : null
    if (message === null) names.set(code, name)
    else problems.push({ line: index + 1, message })
  }
  return { names, problems }
}

/** Replaces the list of codes: missing ones are retired. A dry run, and a list with a mistake, change nothing. */
export async function importDiagnosisCodes(
  ctx: Context,
  { csv, dryRun }: ImportDiagnosisCodesInput,
): Promise<DiagnosisCodeImport> {
  authorize(ctx, 'diagnosis-code:write')
  if (csv.length > maxCharacters) throw badInput('csv', `At most ${maxCharacters} characters.`)
  const { names, problems } = readLines(csv.replace(/^\uFEFF/, ''))
  if (names.size > maxLines) throw badInput('csv', `At most ${maxLines} lines.`)
  if (names.size === 0 && problems.length === 0) throw badInput('csv', 'There is no code in it.')
  return transact(ctx, async (ctx) => {
    await ctx.db.execute(sql`lock table ${diagnosisCodes} in share row exclusive mode`)
    const present = await ctx.db.select().from(diagnosisCodes)
    const known = new Map(present.map((row) => [row.code, row]))
    const added = [...names].filter(([code]) => !known.get(code)?.active)
    const renamed = [...names].filter(
      ([code, name]) => known.get(code)?.active && known.get(code)!.name !== name,
    )
    const retired = present.filter(({ code, active }) => active && !names.has(code)).map(({ code }) => code)
    const outcome = {
      added: added.length,
      renamed: renamed.length,
      retired: retired.length,
      problems: problems.slice(0, maxProblems),
    }
    const changed = [...added, ...renamed]
    if (dryRun || problems.length > 0 || changed.length + retired.length === 0) return outcome
    if (changed.length > 0)
      await ctx.db.execute(sql`
        insert into ${diagnosisCodes} (code, name, active)
        select code, name, true from jsonb_to_recordset(${JSON.stringify(
          changed.map(([code, name]) => ({ code, name })),
        )}::jsonb) as line(code text, name text)
        on conflict (code) do update set name = excluded.name, active = true`)
    if (retired.length > 0)
      await ctx.db.update(diagnosisCodes).set({ active: false }).where(inArray(diagnosisCodes.code, retired))
    await audit(ctx, 'diagnosis-code.import', {
      entity: 'DiagnosisCode',
      entityId: '*',
      after: { added: outcome.added, renamed: outcome.renamed, retired: outcome.retired },
    })
    return outcome
  })
}
