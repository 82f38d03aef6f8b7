import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { listOfHouseholdVisit } from '../appointments/appointment.service.ts'
import { Appointment } from '../appointments/appointment.types.ts'
import { bookHouseholdVisit } from './household-visit.service.ts'
import { BookHouseholdVisitInput, HouseholdVisit } from './household-visit.types.ts'

@Resolver(() => HouseholdVisit)
export class HouseholdVisitResolver {
  @Mutation(() => HouseholdVisit, {
    description:
      'Books appointments for several pets of one owner that come together, all of them or none. The errors are those of `bookAppointment`, at `appointments.N.…`; BAD_USER_INPUT at `appointments` for fewer than 2 or more than 10, at `appointments.N.petId` for a pet of another owner and at `appointments.N.startsAt` for another day. A repeated request with the same Idempotency-Key books only once. Needs `appointment:book`.',
  })
  bookHouseholdVisit(
    @Arg('input', () => BookHouseholdVisitInput, { description: 'The appointments.' })
    input: BookHouseholdVisitInput,
    @Ctx() ctx: Context,
  ): Promise<HouseholdVisit> {
    return bookHouseholdVisit(ctx, input)
  }

  @Directive('@listSize(assumedSize: 10)')
  @Shared()
  @FieldResolver(() => [Appointment], {
    description: 'Its appointments by start, also cancelled ones and those that were moved to another day.',
  })
  appointments(@Root() { id }: HouseholdVisit, @Ctx() ctx: Context): Promise<Appointment[]> {
    return listOfHouseholdVisit(ctx, id)
  }
}

@Resolver(() => Appointment)
export class HouseholdVisitOfAppointmentResolver {
  @Shared()
  @FieldResolver(() => HouseholdVisit, {
    nullable: true,
    description: 'The household visit of which it is a part; null if the pet comes alone.',
  })
  householdVisit(@Root() { householdVisitId }: Appointment): HouseholdVisit | null {
    return householdVisitId === null ? null : { id: householdVisitId }
  }
}
