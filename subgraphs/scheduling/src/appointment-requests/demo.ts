import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId } from '@vetgraph/kit/demo/random'
import { addDays, addMinutes, dayOf } from '@vetgraph/kit/time'
import { appointmentRequests, AppointmentRequestStatus, PartOfDay } from './appointment-request.table.ts'

const wishes = [
  { category: 'SURGERY', partOfDay: PartOfDay.MORNING, reason: 'The lump on her side should come off' },
  { category: 'DENTAL', partOfDay: PartOfDay.ANY, reason: 'Bad breath, eats on one side only' },
] as const

/** What clients have asked for in the portal since yesterday. */
export async function loadRequests(ctx: Context, plan: DemoPlan) {
  const [location] = plan.locations
  const today = dayOf(ctx.now(), location!.timeZone)
  // The animals of the first client are for trying it out.
  const asking = plan.pets.filter(
    ({ status, ownerId }) => status === 'ACTIVE' && ownerId !== plan.owners[0]!.id,
  )
  await insertRows(
    ctx,
    appointmentRequests,
    asking.slice(3, 3 + wishes.length).map((pet, number) => {
      const { category, partOfDay, reason } = wishes[number]!
      const at = addMinutes(ctx.now(), -60 * (20 - 9 * number))
      return {
        id: demoId('appointment-request', number),
        locationId: location!.id,
        petId: pet.id,
        ownerId: pet.ownerId,
        typeId: plan.types.find((type) => type.category === category)!.id,
        vetId: null,
        day: addDays(today, 6 + number),
        partOfDay,
        reason,
        status: AppointmentRequestStatus.WAITING,
        ...{ version: 1, createdAt: at, updatedAt: at },
      }
    }),
  )
}
