import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql'
import {
  createCalendarFeed,
  listCalendarFeeds,
  readCalendarFile,
  revokeCalendarFeed,
} from './calendar-feed.service.ts'
import { CalendarFeed, CalendarFile, CreateCalendarFeedInput } from './calendar-feed.types.ts'

@Resolver(() => CalendarFeed)
export class CalendarFeedResolver {
  @Query(() => [CalendarFeed], {
    description:
      'The calendar addresses that are good, at most one: a location’s (needs `calendar-feed:write`) or one’s own.',
  })
  calendarFeeds(
    @Arg('locationId', () => ID, {
      nullable: true,
      description: 'The location’s id; the viewer’s own address if omitted.',
    })
    locationId: string | null,
    @Ctx() ctx: Context,
  ): Promise<CalendarFeed[]> {
    return listCalendarFeeds(ctx, locationId)
  }

  @Mutation(() => CalendarFeed, {
    description:
      'Makes a private address for calendar programs; its `url` is answered this once. CONFLICT with the rule `one_feed_each` while there is one that is not revoked. A repeated request with the same Idempotency-Key returns the first feed without its `url`.',
  })
  createCalendarFeed(
    @Arg('input', () => CreateCalendarFeedInput, { description: 'Whose appointments it shows.' })
    input: CreateCalendarFeedInput,
    @Ctx() ctx: Context,
  ): Promise<CalendarFeed> {
    return createCalendarFeed(ctx, input)
  }

  @Mutation(() => CalendarFeed, {
    description:
      'Revokes a calendar address: nothing is found there from now on. NOT_FOUND for another’s own.',
  })
  revokeCalendarFeed(
    @Arg('id', () => ID, { description: 'The id of the calendar feed.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<CalendarFeed> {
    return revokeCalendarFeed(ctx, id)
  }

  @Directive('@inaccessible')
  @Query(() => CalendarFile, {
    description: 'What the gateway sends at `GET /calendars/….ics`; clients do not see it.',
  })
  calendarFile(
    @Arg('secret', () => String, { description: 'The secret in the address.' }) secret: string,
    @Ctx() ctx: Context,
  ): Promise<CalendarFile> {
    return readCalendarFile(ctx, secret)
  }
}
