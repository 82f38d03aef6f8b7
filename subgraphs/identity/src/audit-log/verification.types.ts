import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { BreakReason } from './audit-log.table.ts'

registerEnumType(BreakReason, {
  name: 'AuditBreakReason',
  description: 'How the audit log was tampered with.',
  valuesConfig: {
    CHANGED: { description: 'The entry is not what was written, or stands in another’s place.' },
    REMOVED: { description: 'There is no entry at this place, but there are later ones.' },
    TRUNCATED: { description: 'From this place on the entries are gone.' },
    ADDED: { description: 'The entry was put behind the end of the chain.' },
    REWRITTEN: {
      description: 'The entries up to this place agree with each other, but not with the checkpoint.',
    },
  },
})

@ObjectType({ description: 'Where the audit log was tampered with first.' })
export class AuditBreak {
  @Field(() => Int, { description: 'The place in the log; the first entry ever stands at 1.' })
  position!: number

  @Field(() => BreakReason, { description: 'What is wrong there.' })
  reason!: BreakReason
}

@ObjectType({ description: 'Where the audit log ends.' })
export class AuditHead {
  @Field(() => Int, { description: 'The place of the last entry; 0 while there is none.' })
  position!: number

  @Field(() => String, {
    description: 'SHA-256 over the last entry and the hash of the one before it, in hexadecimal.',
  })
  hash!: string
}

@ObjectType({ description: 'Whether the audit log is what was written.' })
export class AuditVerification {
  @Field(() => Boolean, { description: 'Nothing is wrong with what was looked at.' })
  intact!: boolean

  @Field(() => Int, { description: 'How many entries were looked at.' })
  entries!: number

  @Field(() => AuditBreak, {
    nullable: true,
    description: 'Where it is broken first; else null.',
  })
  firstBroken!: AuditBreak | null

  @Field(() => AuditHead, { description: 'Where it ends.' })
  head!: AuditHead

  @Field(() => Int, {
    nullable: true,
    description: 'Ask again `after` this place for what was not looked at yet; null at the end.',
  })
  continueAfter!: number | null
}
