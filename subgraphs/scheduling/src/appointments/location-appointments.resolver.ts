import type { Context } from '@vetgraph/kit/context'
import { Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { countOpenAt } from './open.service.ts'

@Resolver(() => Location)
export class LocationAppointmentsResolver {
  @Directive('@inaccessible')
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The number of visits that are ahead or in the hospital, for whoever wants to retire the location; clients do not see it.',
  })
  openAppointments(@Root() location: Location, @Ctx() ctx: Context): Promise<number> {
    return countOpenAt(ctx, location.id)
  }
}
