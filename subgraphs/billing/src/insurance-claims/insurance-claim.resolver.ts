import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Money } from '@vetgraph/kit/scalars'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { findPolicy } from '../insurance-policies/insurance-policy.service.ts'
import { InsurancePolicy } from '../insurance-policies/insurance-policy.types.ts'
import { addressOfClaim } from '../invoices/document.service.ts'
import { findInvoice } from '../invoices/invoice.service.ts'
import { Invoice } from '../invoices/invoice.types.ts'
import { findPayment } from '../payments/payment.service.ts'
import { Payment } from '../payments/payment.types.ts'
import { Location, Owner, Pet } from '../refs/stubs.ts'
import { gapOf } from './gap.service.ts'
import {
  type ClaimShown,
  type ClaimSignal,
  findClaim,
  getClaim,
  listClaimItems,
  listClaims,
  listClaimsOf,
  watchClaims,
} from './insurance-claim.service.ts'
import {
  InsuranceClaim,
  InsuranceClaimChangeFilter,
  InsuranceClaimConnection,
  InsuranceClaimFilter,
  InsuranceClaimItem,
} from './insurance-claim.types.ts'

@Resolver(() => InsuranceClaim)
export class InsuranceClaimResolver {
  @Query(() => InsuranceClaim, {
    nullable: true,
    description: 'An insurance claim by id; null if there is none that the viewer may see.',
  })
  insuranceClaim(
    @Arg('id', () => ID, { description: 'The claim’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<InsuranceClaim | null> {
    return findClaim(ctx, id)
  }

  @Query(() => InsuranceClaimConnection, {
    description:
      'Insurance claims, the oldest first. Pet owners get their own ones that were submitted, never drafts.',
  })
  async insuranceClaims(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => InsuranceClaimFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: InsuranceClaimFilter | null,
    @Ctx() ctx: Context,
  ): Promise<InsuranceClaimConnection> {
    return new InsuranceClaimConnection(await listClaims(ctx, page, filter))
  }

  @Shared()
  @Subscription(() => InsuranceClaim, {
    description: 'Insurance claims that the viewer may see, as they change.',
    subscribe: hears(watchClaims),
  })
  insuranceClaimChanged(
    @Root() { claimId }: ClaimSignal,
    @Arg('filter', () => InsuranceClaimChangeFilter, {
      nullable: true,
      description: 'Filters; all that the viewer may see if omitted.',
    })
    _filter: InsuranceClaimChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<InsuranceClaim> {
    return getClaim(ctx, claimId)
  }

  @FieldResolver(() => Invoice, { nullable: true, description: 'The invoice whose lines are claimed.' })
  invoice(@Root() { invoiceId }: InsuranceClaim, @Ctx() ctx: Context): Promise<Invoice | null> {
    return findInvoice(ctx, invoiceId)
  }

  @FieldResolver(() => InsurancePolicy, { nullable: true, description: 'The policy as it is now.' })
  policy(@Root() { policyId }: InsuranceClaim, @Ctx() ctx: Context): Promise<InsurancePolicy | null> {
    return findPolicy(ctx, policyId)
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'The owner who is insured. Null while its subgraph is unavailable.',
  })
  owner(@Root() { ownerId }: InsuranceClaim): Owner {
    return { id: ownerId }
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The insured pet. Null while its subgraph is unavailable.',
  })
  pet(@Root() { petId }: InsuranceClaim): Pet {
    return { id: petId }
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location that issued the invoice. Null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: InsuranceClaim): Location {
    return { id: locationId }
  }

  @FieldResolver(() => Money, { description: 'The sum of its lines, with tax.' })
  claimed(@Root() { claimed, currency }: ClaimShown): MoneyValue {
    return { amount: claimed, currency }
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What the insurer has paid; null unless it is settled.',
  })
  settled(@Root() { settled, currency }: ClaimShown): MoneyValue | null {
    return settled === null ? null : { amount: settled, currency }
  }

  @FieldResolver(() => Payment, {
    nullable: true,
    description: 'The payment of the insurer; null unless it is settled.',
  })
  payment(@Root() { paymentId }: ClaimShown, @Ctx() ctx: Context): Promise<Payment | null> | null {
    return paymentId ? findPayment(ctx, paymentId) : null
  }

  @Shared()
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [InsuranceClaimItem], { description: 'The lines in printed order.' })
  items(@Root() claim: ClaimShown, @Ctx() ctx: Context): Promise<InsuranceClaimItem[]> {
    return listClaimItems(ctx, claim)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The claim as PDF, stored when it was submitted and never made anew; null for a draft. The path on the gateway: GET it with the same access token within five minutes. For other viewers, and afterwards, it is not found.',
  })
  pdfUrl(@Root() claim: ClaimShown, @Ctx() ctx: Context): string | null {
    return addressOfClaim(ctx, claim)
  }
}

@Resolver(() => Invoice)
export class InvoiceClaimsResolver {
  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [InsuranceClaim], {
    description: 'The insurance claims of its lines, in time order; for owners without drafts.',
  })
  insuranceClaims(@Root() { id }: Invoice, @Ctx() ctx: Context): Promise<InsuranceClaim[]> {
    return listClaimsOf(ctx, id)
  }

  @Shared()
  @FieldResolver(() => Money, {
    description:
      'What the owner is to pay now: what is due without what insurers are asked for and have not decided yet.',
  })
  gap(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<MoneyValue> {
    return gapOf(ctx, invoice)
  }
}
