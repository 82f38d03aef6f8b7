import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { importAppointments } from './appointment-import.service.ts'
import { AppointmentImport, ImportAppointmentsInput } from './appointment-import.types.ts'

@Resolver(() => AppointmentImport)
export class AppointmentImportResolver {
  @Mutation(() => AppointmentImport, {
    description:
      'Books the visits of another system’s calendar: all of a file or, if any line is wrong, none. A visit is booked once, however often its file is imported, so that a repetition needs no Idempotency-Key. Neither vets nor clients are told of each; reminders are sent as for any visit. BAD_USER_INPUT for a file that is empty or too large.',
  })
  importAppointments(
    @Arg('input', () => ImportAppointmentsInput, { description: 'The file.' }) input: ImportAppointmentsInput,
    @Ctx() ctx: Context,
  ): Promise<AppointmentImport> {
    return importAppointments(ctx, input)
  }
}
