import type { Context } from '@vetgraph/kit/context'
import { badInput } from '@vetgraph/kit/errors'
import { addDays } from '@vetgraph/kit/time'
import type { PetRow } from '../pets/pet.table.ts'
import { latestDay } from '../refs/location-ref.service.ts'

/** How far clocks of two machines may differ. */
const tolerance = 5 * 60_000

/** Refuses an instant at which a patient cannot have been examined: to come, before its birth or after its death. */
export async function checkTime(ctx: Context, pet: PetRow, at: Date, field: string) {
  checkPast(ctx, at, field)
  if (pet.dateOfBirth && (await latestDay(ctx, at)) < pet.dateOfBirth) {
    throw badInput(field, `${pet.name} was not born then.`)
  }
  if (pet.deceasedOn && at.toISOString().slice(0, 10) > addDays(pet.deceasedOn, 1))
    throw badInput(field, `${pet.name} had died.`)
}

/** Refuses an instant to come. */
export function checkPast(ctx: Context, at: Date, field: string) {
  if (at.getTime() > ctx.now().getTime() + tolerance) throw badInput(field, 'This has not come yet.')
}
