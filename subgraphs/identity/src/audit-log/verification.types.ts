import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { BreakReason } from './audit-log.table.ts'

registerEnumType(BreakReason, {
  name: 'AuditBreakReason',
  description: 'How the audit log was tampered with.',
  valuesConfig: {
    CHANGED: { description: 'The entry was changed or replaced.' },
    REMOVED: { description: 'The entry at this position is missing, but there are later ones.' },
    TRUNCATED: { description: 'The entries from this position on are missing.' },
    ADDED: { description: 'The entry was added after the end of the chain.' },
    REWRITTEN: {
      description:
        'The entries up to this position are consistent with each other, but not with the checkpoint.',
    },
  },
})

@ObjectType({ description: 'The first place where the audit log was tampered with.' })
export class AuditBreak {
  @Field(() => Int, { description: 'The position in the log; the first entry is at 1.' })
  position!: number

  @Field(() => BreakReason, { description: 'What kind of tampering was found.' })
  reason!: BreakReason
}

@ObjectType({ description: 'The end of the audit log.' })
export class AuditHead {
  @Field(() => Int, { description: 'The position of the last entry; 0 if the log is empty.' })
  position!: number

  @Field(() => String, {
    description: 'SHA-256 of the last entry and the previous entry’s hash, in hexadecimal.',
  })
  hash!: string
}

@ObjectType({ description: 'The result of verifying the audit log.' })
export class AuditVerification {
  @Field(() => Boolean, { description: 'Whether no tampering was found in the checked entries.' })
  intact!: boolean

  @Field(() => Int, { description: 'The number of entries checked.' })
  entries!: number

  @Field(() => AuditBreak, {
    nullable: true,
    description: 'The first place where tampering was found; null if there is none.',
  })
  firstBroken!: AuditBreak | null

  @Field(() => AuditHead, { description: 'The end of the audit log.' })
  head!: AuditHead

  @Field(() => Int, {
    nullable: true,
    description: 'The position to pass as `after` in the next request; null when the end was reached.',
  })
  continueAfter!: number | null
}
