import type { Context } from '@vetgraph/kit/context'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { Location } from '../refs/stubs.ts'
import { TillSession } from '../tills/till.types.ts'
import { addressOfDaySheet, daySheet } from './day-sheet.service.ts'
import { DaySheet } from './day-sheet.types.ts'

@Resolver(() => DaySheet)
export class DaySheetResolver {
  @Query(() => DaySheet, {
    description:
      'What was taken, refunded, invoiced, credited and counted on a day at a location. Needs the permissions `till:count` and `invoice:read` there; NOT_FOUND at `locationId` for none.',
  })
  daySheet(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('day', () => CalendarDate, { description: 'The location’s calendar day.' }) day: string,
    @Ctx() ctx: Context,
  ): Promise<DaySheet> {
    return daySheet(ctx, locationId, day)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: DaySheet): Location {
    return { id: locationId }
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [TillSession], {
    description: 'The sessions that were opened on the day, at most 100, in time order.',
  })
  sessions(@Root() { sessions }: DaySheet): TillSession[] {
    return sessions
  }

  @FieldResolver(() => String, {
    description:
      'The path of the sheet as PDF on the gateway: GET it with the same access token within 5 minutes. For other viewers, and afterwards, it is not found.',
  })
  pdfUrl(@Root() sheet: DaySheet, @Ctx() ctx: Context): string {
    return addressOfDaySheet(ctx, sheet)
  }
}
