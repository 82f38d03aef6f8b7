import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'

export enum ProblemStatus {
  ACTIVE = 'ACTIVE',
  RESOLVED = 'RESOLVED',
}

registerEnumType(ProblemStatus, {
  name: 'ProblemStatus',
  description: 'Whether a patient still has a problem.',
  valuesConfig: {
    ACTIVE: { description: 'The patient has it.' },
    RESOLVED: { description: 'The patient had it.' },
  },
})

@ObjectType({ description: 'What a patient suffers from over more than one visit.' })
export class Problem {
  @Id()
  id!: string

  @Field(() => String, { description: 'The problem in words.' })
  text!: string

  @Field(() => String, {
    nullable: true,
    description: 'Its code of the list of diagnoses as it was then; null for one in words only.',
  })
  code!: string | null

  @Field(() => CalendarDate, { nullable: true, description: 'When it began; null when nobody knows.' })
  onsetOn!: string | null

  @Field(() => Date, { description: 'When it was entered.' })
  createdAt!: Date

  @Field(() => Date, { nullable: true, description: 'When it was resolved; null while it is active.' })
  resolvedAt!: Date | null

  @Version()
  version!: number

  addedBy!: string
}

@InputType({ description: 'A problem for a patient’s list: by a code, in words, or both.' })
export class AddProblemInput {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string

  @Text({ description: 'The problem in words; the code’s name if left out.', nullable: true })
  text?: string | null

  @Text({ description: 'A code of the list of diagnoses.', nullable: true })
  code?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'When it began, not in the future; null when nobody knows.',
  })
  onsetOn?: string | null
}

@InputType({ description: 'A problem that the patient no longer has.' })
export class ResolveProblemInput {
  @Field(() => ID, { description: 'The problem.' })
  id!: string

  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'A resolved problem that the patient has again.' })
export class ReopenProblemInput extends ResolveProblemInput {}

@InputType({ description: 'A problem that was entered in error.' })
export class RetractProblemInput {
  @Field(() => ID, { description: 'The problem.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ description: 'Why; it is kept.', max: 1000 })
  reason!: string
}
