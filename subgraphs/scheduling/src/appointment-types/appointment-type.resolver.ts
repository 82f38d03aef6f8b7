import type { Context } from '@vetgraph/kit/context'
import { Ctx, Query, Resolver } from 'type-graphql'
import { listAppointmentTypes } from './appointment-type.service.ts'
import { AppointmentType } from './appointment-type.types.ts'

@Resolver(() => AppointmentType)
export class AppointmentTypeResolver {
  @Query(() => [AppointmentType], { description: 'The appointment types, by name.' })
  appointmentTypes(@Ctx() ctx: Context): Promise<AppointmentType[]> {
    return listAppointmentTypes(ctx)
  }
}
