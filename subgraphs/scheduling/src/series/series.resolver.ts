import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { listOfSeries } from '../appointments/appointment.service.ts'
import { Appointment } from '../appointments/appointment.types.ts'
import type { Planned } from './plan.service.ts'
import { cancelSeries, previewSeries, updateSeries } from './series-change.service.ts'
import { bookSeries, findSeries } from './series.service.ts'
import {
  AppointmentSeries,
  BookSeriesInput,
  CancelSeriesInput,
  PreviewSeriesInput,
  SeriesOccurrence,
  UpdateSeriesInput,
} from './series.types.ts'

@Resolver(() => SeriesOccurrence)
export class SeriesOccurrenceResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why this is not possible, such as a vet who is busy; null if it is.',
  })
  problem(@Root() { problem }: Planned): string | null {
    return problem?.message ?? null
  }
}

@Resolver(() => AppointmentSeries)
export class SeriesResolver {
  @Directive('@cost(weight: 10)')
  @Directive('@listSize(assumedSize: 53)')
  @Query(() => [SeriesOccurrence], {
    description:
      'What booking or changing a series would do to each of its appointments, and which are not possible; nothing is saved. Needs `appointment:book`.',
  })
  previewSeries(
    @Arg('input', () => PreviewSeriesInput, { description: 'What is planned.' }) input: PreviewSeriesInput,
    @Ctx() ctx: Context,
  ): Promise<Array<Omit<Planned, 'problem'>>> {
    return previewSeries(ctx, input)
  }

  @Mutation(() => AppointmentSeries, {
    description:
      'Books a series of appointments, all of them or none: if some are not possible, CONFLICT with their `clashes`. A repeated request with the same Idempotency-Key books only once.',
  })
  bookSeries(
    @Arg('input', () => BookSeriesInput, { description: 'The series.' }) input: BookSeriesInput,
    @Ctx() ctx: Context,
  ): Promise<AppointmentSeries> {
    return bookSeries(ctx, input)
  }

  @Mutation(() => AppointmentSeries, {
    description:
      'Changes appointments of a series, all that is asked for or nothing: if some changes are not possible, CONFLICT with their `clashes`. A shorter rule cancels the surplus. Returns the series of the changed appointments.',
  })
  updateSeries(
    @Arg('input', () => UpdateSeriesInput, { description: 'The change.' }) input: UpdateSeriesInput,
    @Ctx() ctx: Context,
  ): Promise<AppointmentSeries> {
    return updateSeries(ctx, input)
  }

  @Mutation(() => AppointmentSeries, {
    description:
      'Cancels appointments of a series that are in the future and have not been invoiced, also those that were moved on their own.',
  })
  cancelSeries(
    @Arg('input', () => CancelSeriesInput, { description: 'Which ones, and the reason.' })
    input: CancelSeriesInput,
    @Ctx() ctx: Context,
  ): Promise<AppointmentSeries> {
    return cancelSeries(ctx, input)
  }

  @Directive('@listSize(assumedSize: 53)')
  @Shared()
  @FieldResolver(() => [Appointment], {
    description: 'Its appointments in order, including cancelled and moved ones.',
  })
  appointments(@Root() { id }: AppointmentSeries, @Ctx() ctx: Context): Promise<Appointment[]> {
    return listOfSeries(ctx, id)
  }
}

@Resolver(() => Appointment)
export class AppointmentSeriesResolver {
  @Shared()
  @FieldResolver(() => AppointmentSeries, {
    nullable: true,
    description: 'The series of which this is an appointment; null for a single one.',
  })
  series(@Root() { seriesId }: Appointment, @Ctx() ctx: Context): Promise<AppointmentSeries | null> | null {
    return seriesId === null ? null : findSeries(ctx, seriesId)
  }
}
