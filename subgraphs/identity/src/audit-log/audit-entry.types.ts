import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Json } from '@vetgraph/kit/scalars'
import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType } from 'type-graphql'

@ObjectType({ description: 'An entry of the audit log: an action of a user, an API client or the system.' })
export class AuditEntry {
  @Id()
  id!: string

  @Field(() => Date, { description: 'When it was done.' })
  at!: Date

  @Field(() => String, { description: 'The action, `appointment.book`.' })
  action!: string

  @Field(() => String, { description: 'The entity’s type, `Appointment`.' })
  entity!: string

  @Field(() => String, {
    description: 'The entity’s id; `*` if the action was on several entities of the type.',
  })
  entityId!: string

  @Field(() => String, {
    description: 'The IP address of the request; empty for the system itself.',
  })
  ip!: string

  @Field(() => String, { description: 'The user agent: the browser or app used.' })
  userAgent!: string

  @Field(() => String, {
    nullable: true,
    description: 'The id of the session; null if nobody was signed in.',
  })
  sessionId!: string | null

  @Field(() => String, {
    description: 'The id of the request, as in error responses and in the server logs.',
  })
  requestId!: string

  @Field(() => String, {
    description: 'The subgraph that wrote the entry, `clinical`.',
  })
  subgraph!: string
}

@ObjectType({ description: 'A field of an entity, before and after a change.' })
export class AuditChange {
  @Field(() => String, { description: 'The path of the field, `address.city`.' })
  field!: string

  @Field(() => Json, {
    nullable: true,
    description: 'The value before the change; null if there was none.',
  })
  before!: unknown

  @Field(() => Json, {
    nullable: true,
    description: 'The value after the change; null if there is none.',
  })
  after!: unknown
}

@ObjectType({ description: 'A page of the audit log.' })
export class AuditEntryConnection extends connectionOf(() => AuditEntry, 'AuditEntry', 'audit entries') {}

@ObjectType({ description: 'The values that occur in the audit log, for filters.' })
export class AuditTerms {
  @Field(() => [String], {
    description: 'All actions that occur in the log, `appointment.book`, in alphabetical order.',
  })
  actions!: string[]

  @Field(() => [String], {
    description: 'The types of the entities, `Appointment`, in alphabetical order.',
  })
  entities!: string[]
}

@InputType({ description: 'Filters of the audit log; all entries if omitted.' })
export class AuditLogFilter {
  @Field(() => ID, { nullable: true, description: 'Only actions of this user or API client, by id.' })
  actorId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only entries about entities of this type, `Appointment`.',
  })
  entity?: string | null

  @Field(() => String, { nullable: true, description: 'Only entries about the entity with this id.' })
  entityId?: string | null

  @Field(() => String, { nullable: true, description: 'The action, `appointment.book`.' })
  action?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only entries written by this subgraph, `clinical`.',
  })
  subgraph?: string | null

  @Field(() => Date, { nullable: true, description: 'Only entries at this instant or later.' })
  from?: Date | null

  @Field(() => Date, { nullable: true, description: 'Only entries before this instant.' })
  to?: Date | null
}
