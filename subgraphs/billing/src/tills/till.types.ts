import { connectionOf } from '@vetgraph/kit/reads/connection'
import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { TillSessionStatus } from './till.table.ts'

registerEnumType(TillSessionStatus, {
  name: 'TillSessionStatus',
  description: 'Where a session of a till stands.',
  valuesConfig: {
    OPEN: { description: 'It takes cash.' },
    COUNTING: { description: 'It is being counted: cash goes into the next session.' },
    CLOSED: { description: 'It was counted and does not change any more.' },
  },
})

@ObjectType({ description: 'A drawer for cash at a location.' })
export class Till {
  @Id()
  id!: string

  @Field(() => String, { description: 'The till’s name.' })
  name!: string

  @Field(() => Boolean, { description: 'Whether it can be opened; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number

  locationId!: string
}

@ObjectType({ description: 'A till from its opening to its count.' })
export class TillSession {
  @Id()
  id!: string

  @Field(() => TillSessionStatus, { description: 'Where it stands.' })
  status!: TillSessionStatus

  @Field(() => CalendarDate, { description: 'The location’s day on which it was opened.' })
  day!: string

  @Field(() => Date, { description: 'When it was opened.' })
  createdAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'When its count began, from when on it takes no cash; null before.',
  })
  countingSince!: Date | null

  @Field(() => Date, { nullable: true, description: 'When it was closed; null before.' })
  closedAt!: Date | null

  @Field(() => String, {
    nullable: true,
    description: 'Why more or less was counted than expected; null if the count agreed, and before.',
  })
  differenceReason!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The reference of the paying-in slip; null if none was noted.',
  })
  bankReference!: string | null

  @Version()
  version!: number
}

@ObjectType({ description: 'How many notes or coins of one value were counted.' })
export class CashCount {
  @Field(() => Money, { description: 'The value of one.' })
  value!: MoneyValue

  @Field(() => Int, { description: 'How many of them.' })
  pieces!: number
}

export const TillSessionConnection = connectionOf(() => TillSession, 'TillSession', 'sessions')
export type TillSessionConnection = InstanceType<typeof TillSessionConnection>

@InputType({ description: 'A new till.' })
export class CreateTillInput {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string

  @Text({ description: 'The till’s name. CONFLICT if another till of the location has it.' })
  name!: string
}

@InputType({ description: 'A change to a till; omitted fields stay unchanged.' })
export class UpdateTillInput {
  @Field(() => ID, { description: 'The till’s id.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The till’s name.' })
  name?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'False retires the till; CONFLICT while it is open or being counted. True brings it back.',
  })
  active?: boolean | null
}

@InputType({ description: 'A till to be opened.' })
export class OpenTillInput {
  @Field(() => ID, { description: 'The till. CONFLICT if it is open already.' })
  tillId!: string

  @Field(() => Money, { description: 'The cash that is in it, in the currency of its location.' })
  float!: MoneyValue
}

@InputType({ description: 'A session whose count begins.' })
export class StartTillCountInput {
  @Field(() => ID, { description: 'The session. CONFLICT unless it is open.' })
  sessionId!: string

  @BasedOnVersion()
  version!: number

  @Field(() => Money, {
    nullable: true,
    description:
      'The cash in the drawer that takes its place: the next session opens with it at once, so that trade goes on. The till takes no cash until it is opened again if omitted.',
  })
  nextFloat?: MoneyValue | null
}

@InputType({ description: 'How many notes or coins of one value were counted.' })
export class CashCountInput {
  @Field(() => Money, { description: 'The value of one; one of `Till.cash`, each once.' })
  value!: MoneyValue

  @Field(() => Int, { description: 'How many of them, up to 100,000.' })
  pieces!: number
}

@InputType({ description: 'The count of a session.' })
export class CloseTillInput {
  @Field(() => ID, { description: 'The session. CONFLICT if it is closed already.' })
  sessionId!: string

  @BasedOnVersion()
  version!: number

  @Field(() => [CashCountInput], { description: 'What was counted; values that are omitted count as none.' })
  cash!: CashCountInput[]

  @Text({
    nullable: true,
    max: 500,
    description: 'Why it is more or less than expected; required if it is.',
  })
  differenceReason?: string | null

  @Field(() => Money, {
    nullable: true,
    description: 'What of it is taken to the bank, at most what was counted; nothing if omitted.',
  })
  banked?: MoneyValue | null

  @Text({ nullable: true, description: 'The reference of the paying-in slip.' })
  bankReference?: string | null
}

@InputType({ description: 'Filters; a location is required.' })
export class TillChangeFilter {
  @Field(() => ID, { description: 'The location’s id.' })
  locationId!: string
}
