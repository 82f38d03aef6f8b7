import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { badInput, conflict } from '@vetgraph/kit/errors'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize, can } from '@vetgraph/kit/access/authorize'
import { groupLoaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { writing } from '@vetgraph/kit/work/writing'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { usableCode } from '../diagnoses/diagnosis-code.service.ts'
import { noteChartOpened } from '../medical-records/chart-opening.service.ts'
import { signalPet } from '../pets/changes.service.ts'
import { lockPet } from '../pets/pet.service.ts'
import { latestDay } from '../refs/location-ref.service.ts'
import { type ProblemRow, problems } from './problem.table.ts'
import type {
  AddProblemInput,
  ReopenProblemInput,
  ResolveProblemInput,
  RetractProblemInput,
} from './problem.types.ts'

const maxProblems = 100

const saved = writing({
  table: problems,
  type: 'Problem',
  noun: 'problem',
  values: ({ petId, text, code, onsetOn, resolvedAt, retractedAt, retractionReason }) => ({
    petId,
    problem: text,
    code,
    onsetOn,
    resolvedAt,
    retractedAt,
    retractionReason,
  }),
})

const problemsOf = statement((db, { petIds }: Places<{ petIds: readonly string[] }>) =>
  db
    .select()
    .from(problems)
    .where(and(among(problems.petId, petIds), isNull(problems.retractedAt)))
    .orderBy(sql`${problems.resolvedAt} is not null`, desc(problems.createdAt), desc(problems.id)),
)

const readProblems = async (ctx: Context, petIds: readonly string[]) =>
  (await problemsOf(ctx, { petIds })).map((row) => [row.petId, row] as const)

/** A pet's problems, active ones first; staff's only, and that they opened the chart stands in the audit (C1). */
export async function listProblems(ctx: Context, petId: string): Promise<ProblemRow[]> {
  if (!can(ctx.viewer, 'medical-record:read')) return []
  await noteChartOpened(ctx, petId)
  return groupLoaderOf(ctx, readProblems).load(petId)
}

/** Puts a problem on a pet's list, coded or in words; an active one stands there once. */
export async function addProblem(ctx: Context, input: AddProblemInput): Promise<ProblemRow> {
  const { userId } = authorize(ctx, 'medical-record:write')
  const id = await once(ctx, 'addProblem', input, async (ctx) => {
    const pet = await lockPet(ctx, input.petId, 'petId')
    const known = input.code ? await usableCode(ctx, input.code) : null
    const text = input.text ?? known?.name
    if (!text) throw badInput('text', 'Say the problem, or give a code.')
    if (input.onsetOn && input.onsetOn > (await latestDay(ctx))) {
      throw badInput('onsetOn', 'This day has not come yet.')
    }
    const present = await ctx.db.$count(
      problems,
      and(eq(problems.petId, pet.id), isNull(problems.retractedAt)),
    )
    if (present >= maxProblems) throw badInput('petId', `At most ${maxProblems} problems.`)
    const problem = await saved.add(ctx, {
      petId: pet.id,
      text,
      code: known?.code ?? null,
      onsetOn: input.onsetOn ?? null,
      addedBy: userId,
    })
    await signalPet(ctx, pet)
    return problem.id
  })
  return saved.lock(ctx, id)
}

/** The problem for a change, with its pet's row taken before it; a retracted one never changes again. */
async function lockProblem(ctx: Context, { id, version }: { id: string; version: number }) {
  const { petId } = await saved.lock(ctx, id)
  const pet = await lockPet(ctx, petId, 'id')
  const problem = await saved.lock(ctx, id, version)
  if (problem.retractedAt) throw conflict('This problem was retracted.', { field: 'id' })
  return { pet, problem }
}

/** The patient no longer has it; it stays on the list as resolved. */
export async function resolveProblem(ctx: Context, input: ResolveProblemInput): Promise<ProblemRow> {
  const { userId } = authorize(ctx, 'medical-record:write')
  return transact(ctx, async (ctx) => {
    const { pet, problem } = await lockProblem(ctx, input)
    if (problem.resolvedAt) return problem
    const after = await saved.change(ctx, problem, { resolvedAt: ctx.now(), resolvedBy: userId }, 'resolve')
    await signalPet(ctx, pet)
    return after
  })
}

/** The patient has it again, or still; doing it twice is no error. */
export async function reopenProblem(ctx: Context, input: ReopenProblemInput): Promise<ProblemRow> {
  authorize(ctx, 'medical-record:write')
  return transact(ctx, async (ctx) => {
    const { pet, problem } = await lockProblem(ctx, input)
    if (!problem.resolvedAt) return problem
    const after = await saved.change(ctx, problem, { resolvedAt: null, resolvedBy: null }, 'reopen')
    await signalPet(ctx, pet)
    return after
  })
}

/** Takes a problem that was entered in error off the list; the audit keeps it with the reason. */
export async function retractProblem(ctx: Context, input: RetractProblemInput): Promise<ProblemRow> {
  const { userId } = authorize(ctx, 'medical-record:write')
  return transact(ctx, async (ctx) => {
    const { pet, problem } = await lockProblem(ctx, input)
    const retracted = { retractedAt: ctx.now(), retractedBy: userId, retractionReason: input.reason }
    const after = await saved.change(ctx, problem, retracted, 'retract')
    await signalPet(ctx, pet)
    return after
  })
}
