import { Id } from '@vetgraph/kit/fields'
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({
  description:
    'A private address at which calendar programs read the appointments of a vet or a location (iCalendar).',
})
export class CalendarFeed {
  @Id()
  id!: string

  @Field(() => String, {
    nullable: true,
    description:
      'The address, when it has just been made; null afterwards and for a repeated request: only a hash of it is kept.',
  })
  url?: string | null

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'When it was revoked: nothing has been found at the address since. Null while it is good.',
  })
  revokedAt!: Date | null

  userId!: string | null
  locationId!: string | null
}

@InputType({ description: 'Whose appointments the address is for.' })
export class CreateCalendarFeedInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The location whose appointments it shows, which needs `calendar-feed:write`; those of the viewer, a vet, if omitted.',
  })
  locationId?: string | null
}

@Directive('@inaccessible')
@ObjectType({ description: 'What the gateway returns at the address of a calendar feed.' })
export class CalendarFile {
  @Field(() => String, { description: 'The file name.' })
  fileName!: string

  @Field(() => String, { description: 'The calendar as RFC 5545 writes it.' })
  body!: string
}
