import { connectionOf } from '@vetgraph/kit/connection'
import { Json } from '@vetgraph/kit/scalars'
import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Something that somebody did, as the audit log keeps it.' })
export class AuditEntry {
  @Id()
  id!: string

  @Field(() => Date, { description: 'When it was done.' })
  at!: Date

  @Field(() => String, { description: 'What was done, `appointment.book`.' })
  action!: string

  @Field(() => String, { description: 'The kind of thing it was done to, `Appointment`.' })
  entity!: string

  @Field(() => String, {
    description: 'The thing’s id; `*` when it was done to all of a kind.',
  })
  entityId!: string

  @Field(() => String, {
    description: 'The network address it was done from; empty for the hospital’s own machinery.',
  })
  ip!: string

  @Field(() => String, { description: 'The program it was done with.' })
  userAgent!: string

  @Field(() => String, {
    nullable: true,
    description: 'The session in which it was done; null when nobody was signed in.',
  })
  sessionId!: string | null

  @Field(() => String, {
    description: 'The request that did it, as in the answer’s errors and in the operators’ logs.',
  })
  requestId!: string

  @Field(() => String, {
    description: 'Which part of the hospital’s software wrote it, `clinical`.',
  })
  subgraph!: string
}

@ObjectType({ description: 'A field of a thing, before and after something was done to it.' })
export class AuditChange {
  @Field(() => String, { description: 'The field, `address.city`.' })
  field!: string

  @Field(() => Json, {
    nullable: true,
    description: 'What it was; null when there was nothing.',
  })
  before!: unknown

  @Field(() => Json, {
    nullable: true,
    description: 'What it is then; null when there is nothing.',
  })
  after!: unknown
}

@ObjectType({ description: 'A page of the audit log.' })
export class AuditEntryConnection extends connectionOf(() => AuditEntry, 'AuditEntry', 'audit entries') {}

@ObjectType({ description: 'What the audit log knows, to choose from.' })
export class AuditTerms {
  @Field(() => [String], {
    description: 'What was ever done, `appointment.book`, in alphabetical order.',
  })
  actions!: string[]

  @Field(() => [String], {
    description: 'The kinds of things it was done to, `Appointment`, in alphabetical order.',
  })
  entities!: string[]
}

@InputType({ description: 'Which entries of the audit log; what is not said is not asked.' })
export class AuditLogFilter {
  @Field(() => ID, { nullable: true, description: 'Who did it: a person’s or a program’s id.' })
  actorId?: string | null

  @Field(() => String, { nullable: true, description: 'To which kind of thing, `Appointment`.' })
  entity?: string | null

  @Field(() => String, { nullable: true, description: 'To the thing with this id.' })
  entityId?: string | null

  @Field(() => String, { nullable: true, description: 'What was done, `appointment.book`.' })
  action?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Written by this part of the hospital’s software, `clinical`.',
  })
  subgraph?: string | null

  @Field(() => Date, { nullable: true, description: 'At this instant or later.' })
  from?: Date | null

  @Field(() => Date, { nullable: true, description: 'Before this instant.' })
  to?: Date | null
}
