import type { Context } from '@vetgraph/kit/context'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { addClosure, listClosures, removeClosure } from './closure.service.ts'
import { AddClosureInput, Closure } from './closure.types.ts'

@Resolver(() => Closure)
export class ClosureResolver {
  @Query(() => [Closure], {
    description: 'The closures of a location on some days, by first day; at most 500.',
  })
  closures(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('from', () => CalendarDate, { description: 'The first day.' }) from: string,
    @Arg('to', () => CalendarDate, { description: 'The last day, included.' }) to: string,
    @Ctx() ctx: Context,
  ): Promise<Closure[]> {
    return listClosures(ctx, locationId, from, to)
  }

  @Mutation(() => Closure, {
    description:
      'Closes a location on some days. Booked appointments stay: see `affectedAppointments`. A repeated request with the same Idempotency-Key returns the first closure.',
  })
  addClosure(
    @Arg('input', () => AddClosureInput, { description: 'Where, when and why.' }) input: AddClosureInput,
    @Ctx() ctx: Context,
  ): Promise<Closure> {
    return addClosure(ctx, input)
  }

  @Mutation(() => ID, { description: 'Removes a closure and returns its id.' })
  removeClosure(
    @Arg('id', () => ID, { description: 'The id of the closure.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return removeClosure(ctx, id)
  }
}
