import { connectionOf } from '@vetgraph/kit/connection'
import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Something that somebody did, as the audit log keeps it.' })
export class AuditEntry {
  @Field(() => ID, { description: 'Permanent id.', simple: true })
  id!: string

  @Field(() => Date, { description: 'When it was done.', simple: true })
  at!: Date

  @Field(() => String, { description: 'What was done, `appointment.book`.', simple: true })
  action!: string

  @Field(() => String, { description: 'The kind of thing it was done to, `Appointment`.', simple: true })
  entity!: string

  @Field(() => String, { description: 'The thing’s id.', simple: true })
  entityId!: string

  @Field(() => String, {
    description: 'The network address it was done from; empty for the hospital’s own machinery.',
    simple: true,
  })
  ip!: string

  @Field(() => String, { description: 'The program it was done with.', simple: true })
  userAgent!: string
}

@ObjectType({ description: 'A page of the audit log.' })
export class AuditEntryConnection extends connectionOf(() => AuditEntry, 'AuditEntry', 'audit entries') {}
