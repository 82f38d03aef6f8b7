import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id, Text, Version, BasedOnVersion } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { maxReason } from '@vetgraph/kit/text'
import { Directive, Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { InsuranceClaimStatus } from './insurance-claim.table.ts'

registerEnumType(InsuranceClaimStatus, {
  name: 'InsuranceClaimStatus',
  description: 'How far an insurance claim is.',
  valuesConfig: {
    DRAFT: { description: 'It was not submitted yet and can still be discarded.' },
    SUBMITTED: { description: 'The insurer is to decide.' },
    SETTLED: { description: 'The insurer has paid, all of it or less.' },
    REJECTED: { description: 'The insurer pays nothing.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Lines of a finalised invoice that an insurer is asked to pay.' })
export class InsuranceClaim {
  @Id()
  id!: string

  invoiceId!: string
  policyId!: string
  ownerId!: string
  petId!: string
  locationId!: string

  @Field(() => InsuranceClaimStatus, { description: 'How far it is.' })
  status!: InsuranceClaimStatus

  @Field(() => String, { description: 'The insurer that the claim was made to.' })
  insurer!: string

  @Field(() => String, { description: 'The number of the policy when the claim was made.' })
  policyNumber!: string

  @Field(() => String, { description: 'What was treated, as the insurer reads it.' })
  condition!: string

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The location’s day on which it was submitted; null for a draft.',
  })
  submittedOn!: string | null

  @Field(() => Date, {
    nullable: true,
    description: 'When its settlement or rejection was noted; null before.',
  })
  decidedAt!: Date | null

  @Field(() => String, {
    nullable: true,
    description: 'Why the insurer pays nothing; null unless it was rejected.',
  })
  rejectionReason!: string | null

  @Field(() => Date, { description: 'When it was drafted.' })
  createdAt!: Date

  @Version()
  version!: number
}

@ObjectType({ description: 'A line of an invoice in an insurance claim.' })
export class InsuranceClaimItem {
  @Field(() => ID, { description: 'The line of the invoice.' })
  invoiceItemId!: string

  @Field(() => String, { description: 'What it charges for, as printed.' })
  description!: string

  @Field(() => String, { nullable: true, description: 'The pet’s name as printed; null for no single pet.' })
  petName!: string | null

  @Field(() => Float, { description: 'The quantity that is claimed: what was not credited before.' })
  quantity!: number

  @Field(() => Money, { description: 'What is claimed, with tax.' })
  amount!: MoneyValue
}

@InputType({ description: 'Lines of a finalised invoice that an insurer is asked to pay.' })
export class CreateInsuranceClaimInput {
  @Field(() => ID, { description: 'The finalised invoice.' })
  invoiceId!: string

  @Field(() => ID, { description: 'The policy of the pet, valid on the invoice’s day of supply.' })
  policyId!: string

  @Field(() => [ID], {
    description: 'The lines, which are for the insured pet or for no single one; each is claimed whole.',
  })
  itemIds!: string[]

  @Text({ max: 1000, description: 'What was treated, as the insurer reads it.' })
  condition!: string
}

@InputType({ description: 'What an insurer has paid for a claim.' })
export class SettleInsuranceClaimInput {
  @Field(() => ID, { description: 'The claim.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Field(() => Money, { description: 'What the insurer has paid: above zero, at most what was claimed.' })
  amount!: MoneyValue

  @Text({ nullable: true, description: 'The insurer’s or the bank’s reference.' })
  reference?: string | null

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'The location’s day on which the money was received; today if omitted. An earlier day needs the permission `payment:back-date`.',
  })
  receivedOn?: string | null
}

@InputType({ description: 'A claim that the insurer rejects.' })
export class RejectInsuranceClaimInput {
  @Field(() => ID, { description: 'The claim.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ max: maxReason, description: 'Why the insurer pays nothing.' })
  reason!: string
}

@InputType({ description: 'Filters of the list of insurance claims; all if omitted.' })
export class InsuranceClaimFilter {
  @Field(() => ID, { nullable: true, description: 'Only this owner’s.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this location’s.' })
  locationId?: string | null

  @Field(() => InsuranceClaimStatus, { nullable: true, description: 'Only those of this status.' })
  status?: InsuranceClaimStatus | null

  @Field(() => Boolean, { nullable: true, description: 'True: only drafts and submitted ones.' })
  open?: boolean | null
}

@InputType({ description: 'Filters; all that the viewer may see if omitted.' })
export class InsuranceClaimChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only this owner’s.' })
  ownerId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only this location’s.' })
  locationId?: string | null
}

export const InsuranceClaimConnection = connectionOf(() => InsuranceClaim, 'InsuranceClaim', 'claims')
export type InsuranceClaimConnection = InstanceType<typeof InsuranceClaimConnection>
