import { Id, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Directive, Field, Float, ObjectType, registerEnumType } from 'type-graphql'
import { TreatmentPlanDecision, TreatmentPlanStatus } from './treatment-plan.table.ts'

registerEnumType(TreatmentPlanStatus, {
  name: 'TreatmentPlanStatus',
  description: 'Where a treatment plan stands.',
  valuesConfig: {
    DRAFT: { description: 'It is being written.' },
    OFFERED: { description: 'It stays as it is and waits for the owner’s decision.' },
    DECIDED: { description: 'The owner has accepted or declined each line.' },
    WITHDRAWN: { description: 'It is offered no longer; nobody has decided.' },
  },
})

registerEnumType(TreatmentPlanDecision, {
  name: 'TreatmentPlanDecision',
  description: 'What the owner decided about a line of a treatment plan.',
  valuesConfig: {
    OPEN: { description: 'Nothing yet.' },
    ACCEPTED: { description: 'It may be done.' },
    DECLINED: { description: 'It is not wanted, for the reason that is kept.' },
  },
})

@ObjectType({ description: 'A line of a treatment plan.' })
export class TreatmentPlanLine {
  @Id()
  id!: string

  @Field(() => String, { description: 'What is to be done, as the owner reads it.' })
  description!: string

  @Field(() => Float, { description: 'The least that will be needed, to three decimals; 0 if maybe none.' })
  lowQuantity!: number

  @Field(() => Float, { description: 'The most that may be needed, to three decimals.' })
  highQuantity!: number

  @Field(() => Boolean, { description: 'Whether the vet recommends it; else it is optional.' })
  recommended!: boolean

  @Field(() => TreatmentPlanDecision, { description: 'What the owner decided about it.' })
  decision!: TreatmentPlanDecision

  @Field(() => String, {
    nullable: true,
    description: 'Why it was declined, in the owner’s words; null if it was not.',
  })
  declineReason!: string | null

  serviceId!: string | null
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'What a vet proposes to do for a patient, which the owner accepts or declines line by line (MR11). For staff only.',
})
export class TreatmentPlan {
  @Id()
  id!: string

  @Field(() => String, { description: 'What it is called.' })
  title!: string

  @Field(() => String, { nullable: true, description: 'What it treats; null if it was not said.' })
  diagnosis!: string | null

  @Field(() => TreatmentPlanStatus, { description: 'Where it stands.' })
  status!: TreatmentPlanStatus

  @Field(() => Date, { description: 'When it was begun.' })
  createdAt!: Date

  @Field(() => Date, { nullable: true, description: 'When it was offered; null if it was not yet.' })
  offeredAt!: Date | null

  @Field(() => Date, { nullable: true, description: 'When it was decided; null if it was not.' })
  decidedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'The name of who decided; null if nobody has.' })
  signedBy!: string | null

  @Field(() => Date, { nullable: true, description: 'When it was withdrawn; null if it was not.' })
  withdrawnAt!: Date | null

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn; null if it was not.' })
  withdrawnReason!: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The day from which on the owner is asked again about what was declined; null if nobody asks.',
  })
  followUpOn!: string | null

  @Field(() => Date, { nullable: true, description: 'When the owner was asked again; null if nobody has.' })
  followedUpAt!: Date | null

  @Field(() => String, { nullable: true, description: 'What came of it; null if nobody has asked again.' })
  followUpNote!: string | null

  @Version()
  version!: number

  petId!: string
  locationId!: string
  plannedBy!: string
  witnessId!: string | null
  followedUpBy!: string | null
}

@ObjectType({ description: 'A page of treatment plans.' })
export class TreatmentPlanConnection extends connectionOf(
  () => TreatmentPlan,
  'TreatmentPlan',
  'treatment plans',
) {}
