import type { Context } from '@vetgraph/kit/context'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { Pet } from '../refs/stubs.ts'
import {
  createInsurancePolicy,
  listPoliciesOf,
  type PolicyShown,
  updateInsurancePolicy,
} from './insurance-policy.service.ts'
import {
  CreateInsurancePolicyInput,
  InsurancePolicy,
  UpdateInsurancePolicyInput,
} from './insurance-policy.types.ts'

@Resolver(() => InsurancePolicy)
export class InsurancePolicyResolver {
  @Mutation(() => InsurancePolicy, {
    description:
      'Notes by whom a pet is insured. NOT_FOUND at `petId`; CONFLICT at `number` for a policy that is noted already; BAD_USER_INPUT at `validUntil`, `coverPercent` and `excess`. Needs `insurance:write`. Send an `Idempotency-Key`.',
  })
  createInsurancePolicy(
    @Arg('input', () => CreateInsurancePolicyInput, { description: 'The policy.' })
    input: CreateInsurancePolicyInput,
    @Ctx() ctx: Context,
  ): Promise<InsurancePolicy> {
    return createInsurancePolicy(ctx, input)
  }

  @Mutation(() => InsurancePolicy, {
    description:
      'Changes what a policy says; claims keep the insurer and number that they were made with. CONFLICT for a stale version, and at `number` for a policy that is noted already. Needs `insurance:write`.',
  })
  updateInsurancePolicy(
    @Arg('input', () => UpdateInsurancePolicyInput, { description: 'The policy as it shall be.' })
    input: UpdateInsurancePolicyInput,
    @Ctx() ctx: Context,
  ): Promise<InsurancePolicy> {
    return updateInsurancePolicy(ctx, input)
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The pet that is insured. Null while its subgraph is unavailable.',
  })
  pet(@Root() { petId }: InsurancePolicy): Pet {
    return { id: petId }
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What the owner pays of each claim themselves, as information; null if that is not noted.',
  })
  excess(@Root() { excess, excessCurrency }: PolicyShown): MoneyValue | null {
    return excess === null ? null : { amount: excess, currency: excessCurrency! }
  }
}

@Resolver(() => Pet)
export class PetInsuranceResolver {
  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [InsurancePolicy], {
    nullable: true,
    description:
      'The insurance policies of the pet, the latest first; an owner’s own. Null while its subgraph is unavailable.',
  })
  insurancePolicies(@Root() { id }: Pet, @Ctx() ctx: Context): Promise<InsurancePolicy[]> {
    return listPoliciesOf(ctx, id)
  }
}
