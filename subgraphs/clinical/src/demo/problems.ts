import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import { addDays, dayOf } from '@vetgraph/kit/time'
import { problems } from '../problems/problem.table.ts'

/** The problems on some charts, with the code of the demo hospital’s list. */
const demoProblems: ReadonlyArray<readonly [text: string, code: string | null]> = [
  ['Hypertension', 'HRT-1'],
  ['Overweight', 'NUT-1'],
  ['Tartar and gingivitis', 'ORL-1'],
  ['Itches every spring', null],
  ['Diabetes mellitus', null],
  ['Arthritis of both hips', null],
]

const shareWithProblem = 0.15
const shareResolved = 0.3

export async function loadProblems(ctx: Context, plan: DemoPlan, since: Date) {
  const random = new Random(67)
  const vet = plan.vets[0]!.id
  await insertRows(
    ctx,
    problems,
    plan.pets
      .filter(() => random.chance(shareWithProblem))
      .map((pet, index) => {
        const [text, code] = random.pick(demoProblems)
        const isResolved = random.chance(shareResolved)
        return {
          id: demoId('problem', index),
          petId: pet.id,
          text,
          code,
          onsetOn: addDays(dayOf(since, 'UTC'), random.below(300)),
          addedBy: vet,
          resolvedAt: isResolved ? ctx.now() : null,
          resolvedBy: isResolved ? vet : null,
          version: isResolved ? 2 : 1,
          createdAt: since,
          updatedAt: since,
        }
      }),
  )
}
