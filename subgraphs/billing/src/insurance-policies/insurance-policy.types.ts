import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'

@Directive('@key(fields: "id")')
@ObjectType({ description: 'An insurance policy of a pet.' })
export class InsurancePolicy {
  @Id()
  id!: string

  petId!: string

  @Field(() => String, { description: 'The company that insures the pet.' })
  insurer!: string

  @Field(() => String, { description: 'The number of the policy, as the insurer gave it.' })
  number!: string

  @Field(() => CalendarDate, { description: 'The first day on which it is valid.' })
  validFrom!: string

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it is valid; null while no end is known.',
  })
  validUntil!: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'How much of a bill it covers in per cent, as information; null if that is not noted.',
  })
  coverPercent!: number | null

  @Version()
  version!: number
}

@InputType({ description: 'What a policy says.' })
abstract class InsurancePolicyInput {
  @Text({ description: 'The company that insures the pet.' })
  insurer!: string

  @Text({ max: 60, description: 'The number of the policy.' })
  number!: string

  @Field(() => CalendarDate, { description: 'The first day on which it is valid.' })
  validFrom!: string

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it is valid, not before the first; null while no end is known.',
  })
  validUntil?: string | null

  @Field(() => Int, { nullable: true, description: 'How much of a bill it covers: 1 to 100 per cent.' })
  coverPercent?: number | null

  @Field(() => Money, {
    nullable: true,
    description: 'What the owner pays of each claim themselves; not negative.',
  })
  excess?: MoneyValue | null
}

@InputType({ description: 'A policy of a pet.' })
export class CreateInsurancePolicyInput extends InsurancePolicyInput {
  @Field(() => ID, { description: 'The pet that is insured.' })
  petId!: string
}

@InputType({ description: 'A policy as it shall be from now on.' })
export class UpdateInsurancePolicyInput extends InsurancePolicyInput {
  @Field(() => ID, { description: 'The policy.' })
  id!: string

  @BasedOnVersion()
  version!: number
}
