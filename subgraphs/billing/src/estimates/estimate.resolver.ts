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
  Int,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { findInvoice } from '../invoices/invoice.service.ts'
import { Invoice } from '../invoices/invoice.types.ts'
import { Location, Owner, Pet, TreatmentPlan } from '../refs/stubs.ts'
import { addressOfVersion } from './document.service.ts'
import { EstimateChangeFilter, EstimateFilter } from './estimate.inputs.ts'
import {
  answerTo,
  type EstimateShown,
  type EstimateSignal,
  findEstimate,
  getEstimate,
  listEstimates,
  listItemsOf,
  listVersionsOf,
  type VersionShown,
  watchEstimates,
} from './estimate.service.ts'
import {
  Estimate,
  EstimateAnswer,
  EstimateConnection,
  EstimateItem,
  EstimateVersion,
} from './estimate.types.ts'
import { estimateOf, overrunOf } from './overrun.service.ts'
import { estimateOfPlan } from './plan.service.ts'

@Resolver(() => Estimate)
export class EstimateResolver {
  @Query(() => Estimate, {
    nullable: true,
    description: 'An estimate by id; null if there is none that the viewer may see.',
  })
  estimate(
    @Arg('id', () => ID, { description: 'The estimate’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Estimate | null> {
    return findEstimate(ctx, id)
  }

  @Query(() => EstimateConnection, {
    description: 'Estimates, the latest first. Pet owners get their own ones that were sent, never drafts.',
  })
  async estimates(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => EstimateFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: EstimateFilter | null,
    @Ctx() ctx: Context,
  ): Promise<EstimateConnection> {
    return new EstimateConnection(await listEstimates(ctx, page, filter))
  }

  @Shared()
  @Subscription(() => Estimate, {
    description: 'Estimates that the viewer may see, as they change.',
    subscribe: hears(watchEstimates),
  })
  estimateChanged(
    @Root() { estimateId }: EstimateSignal,
    @Arg('filter', () => EstimateChangeFilter, {
      nullable: true,
      description: 'Filters; all that the viewer may see if omitted.',
    })
    _filter: EstimateChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<Estimate> {
    return getEstimate(ctx, estimateId)
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'The owner it is for. Null while its subgraph is unavailable.',
  })
  owner(@Root() { ownerId }: Estimate): Owner {
    return { id: ownerId }
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location whose prices apply. Null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: Estimate): Location {
    return { id: locationId }
  }

  @FieldResolver(() => Int, { description: 'The number of its latest version.' })
  revision(@Root() { revision }: EstimateShown): number {
    return revision
  }

  @FieldResolver(() => Money, { description: 'The total by the lowest quantities, with tax.' })
  low(@Root() { low, currency }: EstimateShown): MoneyValue {
    return { amount: low, currency }
  }

  @FieldResolver(() => Money, { description: 'The total by the highest quantities, with tax.' })
  high(@Root() { high, currency }: EstimateShown): MoneyValue {
    return { amount: high, currency }
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'The highest total of the accepted lines, with tax; null before it was accepted.',
  })
  acceptedHigh(@Root() { acceptedHigh, currency }: EstimateShown): MoneyValue | null {
    return acceptedHigh === null ? null : { amount: acceptedHigh, currency }
  }

  @Shared()
  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [EstimateItem], { description: 'The lines of its latest version in printed order.' })
  items(@Root() estimate: EstimateShown, @Ctx() ctx: Context): Promise<EstimateItem[]> {
    return listItemsOf(ctx, estimate)
  }

  @Shared()
  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [EstimateVersion], {
    description: 'Its versions as they were sent, the latest first.',
  })
  versions(@Root() estimate: EstimateShown, @Ctx() ctx: Context): Promise<EstimateVersion[]> {
    return listVersionsOf(ctx, estimate)
  }
}

@Resolver(() => EstimateItem)
export class EstimateItemResolver {
  @FieldResolver(() => Pet, {
    nullable: true,
    description:
      'The pet that the line is for; null if it is for no single pet, and while its subgraph is unavailable.',
  })
  pet(@Root() { petId }: EstimateItem): Pet | null {
    return petId ? { id: petId } : null
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'The invoice that charges it; null until then, and if the viewer may not see it.',
  })
  invoice(@Root() { invoiceId }: EstimateItem, @Ctx() ctx: Context): Promise<Invoice | null> | null {
    return invoiceId ? findInvoice(ctx, invoiceId) : null
  }
}

@Resolver(() => EstimateVersion)
export class EstimateVersionResolver {
  @FieldResolver(() => Money, { description: 'The total by the lowest quantities, with tax.' })
  low(@Root() { low, currency }: VersionShown): MoneyValue {
    return { amount: low, currency }
  }

  @FieldResolver(() => Money, { description: 'The total by the highest quantities, with tax.' })
  high(@Root() { high, currency }: VersionShown): MoneyValue {
    return { amount: high, currency }
  }

  @Shared()
  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [EstimateItem], { description: 'Its lines in printed order.' })
  items(
    @Root() { estimateId, number, currency }: VersionShown,
    @Ctx() ctx: Context,
  ): Promise<EstimateItem[]> {
    return listItemsOf(ctx, { id: estimateId, revision: number, currency })
  }

  @Shared()
  @FieldResolver(() => EstimateAnswer, {
    nullable: true,
    description: 'How it was answered; null if nobody did.',
  })
  answer(@Root() { id }: VersionShown, @Ctx() ctx: Context): Promise<EstimateAnswer | null> {
    return answerTo(ctx, id)
  }

  @FieldResolver(() => String, {
    description:
      'The path of the version as PDF on the gateway: GET it with the same access token within 5 minutes. For other viewers, and afterwards, it is not found.',
  })
  pdfUrl(@Root() version: VersionShown, @Ctx() ctx: Context): string {
    return addressOfVersion(ctx, version)
  }
}

@Resolver(() => Invoice)
export class InvoiceEstimateResolver {
  @FieldResolver(() => Estimate, {
    nullable: true,
    description: 'The estimate whose lines it charges; null without one.',
  })
  estimate(@Root() { id }: Invoice, @Ctx() ctx: Context): Promise<Estimate | null> {
    return estimateOf(ctx, id)
  }

  @Shared()
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'By how much the invoices made of its estimate pass the highest total that the owner accepted; null if they do not.',
  })
  aboveEstimate(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<MoneyValue | null> {
    return overrunOf(ctx, invoice)
  }
}

@Resolver(() => TreatmentPlan)
export class TreatmentPlanEstimateResolver {
  @FieldResolver(() => Estimate, {
    nullable: true,
    description:
      'The estimate that was drafted of its accepted lines; null without one, and if the viewer may not see it.',
  })
  estimate(@Root() { id }: TreatmentPlan, @Ctx() ctx: Context): Promise<Estimate | null> {
    return estimateOfPlan(ctx, id)
  }
}
