import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id, Text } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { maxReason } from '@vetgraph/kit/text'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { ActKind } from '../prices/service.table.ts'

@ObjectType({
  description:
    'What was done for a patient: it is charged by one line of one invoice, or waived for a reason.',
})
export class Act {
  @Id()
  id!: string

  @Field(() => ActKind, { description: 'What kind of act it is.' })
  kind!: ActKind

  @Field(() => String, {
    description: 'The type of visit, the vaccine, the medicine, or the days of the stay.',
  })
  description!: string

  @Field(() => CalendarDate, { description: 'The location’s calendar day on which it was done.' })
  day!: string

  @Field(() => Date, { description: 'When it was done, or became known.' })
  at!: Date

  @Field(() => String, { description: 'The pet’s name at that time.' })
  petName!: string

  @Field(() => Date, {
    nullable: true,
    description: 'When it was decided not to charge it; null if it was not.',
  })
  waivedAt!: Date | null

  @Field(() => String, {
    nullable: true,
    description: 'Why it is not charged; null if that was not decided.',
  })
  waivedReason!: string | null

  quantity!: number
  ownerId!: string
  petId!: string
  locationId!: string
  appointmentId!: string | null
  invoiceId!: string | null
  waivedBy!: string | null
}

export const ActConnection = connectionOf(() => Act, 'Act', 'acts')
export type ActConnection = InstanceType<typeof ActConnection>

@InputType({
  description: 'Filters of what is not charged yet; everything that the viewer may see if omitted.',
})
export class UnbilledActFilter {
  @Field(() => ID, { nullable: true, description: 'Only this location’s.' })
  locationId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this owner’s.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this pet’s.' })
  petId?: string | null

  @Field(() => ActKind, { nullable: true, description: 'Only of this kind.' })
  kind?: ActKind | null
}

@InputType({ description: 'What is to be charged.' })
export class ChargeActsInput {
  @Field(() => [ID], {
    description:
      'What was done, for one owner at one location: 1 to 50. CONFLICT if one is charged or waived.',
  })
  actIds!: string[]

  @Field(() => ID, {
    nullable: true,
    description:
      'The draft that gets the lines; if omitted, that of the visit or of the owner’s day, else a new one.',
  })
  invoiceId?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The version of the draft that was seen; needed with it.',
  })
  version?: number | null
}

@InputType({ description: 'A decision not to charge something.' })
export class WaiveChargeInput {
  @Field(() => ID, { description: 'The id of the act.' })
  actId!: string

  @Text({ description: 'Why it is not charged.', max: maxReason })
  reason!: string
}
