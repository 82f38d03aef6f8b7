import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { quantityOf } from '@vetgraph/kit/money'
import { Arg, Args, Ctx, FieldResolver, Float, Mutation, Query, Resolver, Root } from 'type-graphql'
import { findInvoice } from '../invoices/invoice.service.ts'
import { Invoice } from '../invoices/invoice.types.ts'
import { Appointment, Location, Owner, Pet, User } from '../refs/stubs.ts'
import { listUnbilled, waiveCharge } from './act.service.ts'
import { Act, ActConnection, ChargeActsInput, UnbilledActFilter, WaiveChargeInput } from './act.types.ts'
import { chargeActs } from './charge.service.ts'

@Resolver(() => Act)
export class ActResolver {
  @Query(() => ActConnection, {
    description:
      'What was done and is neither charged nor waived, the oldest first. What was done at a visit is charged with it when it is completed. Needs `invoice:read`.',
  })
  async unbilledActs(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => UnbilledActFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: UnbilledActFilter | null,
    @Ctx() ctx: Context,
  ): Promise<ActConnection> {
    return new ActConnection(await listUnbilled(ctx, page, filter ?? {}))
  }

  @Mutation(() => Invoice, {
    description:
      'Puts lines for what was done on a draft, at the prices of the price list. NOT_FOUND at `actIds`; CONFLICT at `actIds` if one is charged or waived, at `invoiceId` or `version` as of `updateInvoice`; BAD_USER_INPUT for several owners or locations. Needs `invoice:write`. Send an `Idempotency-Key`.',
  })
  chargeActs(
    @Arg('input', () => ChargeActsInput, { description: 'What, and on which draft.' })
    input: ChargeActsInput,
    @Ctx() ctx: Context,
  ): Promise<Invoice> {
    return chargeActs(ctx, input)
  }

  @Mutation(() => Act, {
    description:
      'Decides not to charge something, for a reason that is kept. NOT_FOUND or CONFLICT at `actId` if it is charged, waived or taken back. Needs `charge:waive`. Send an `Idempotency-Key`.',
  })
  waiveCharge(
    @Arg('input', () => WaiveChargeInput, { description: 'What, and why.' }) input: WaiveChargeInput,
    @Ctx() ctx: Context,
  ): Promise<Act> {
    return waiveCharge(ctx, input)
  }

  @FieldResolver(() => Float, { description: 'How much, to three decimals.' })
  quantity(@Root() { quantity }: Act): number {
    return quantityOf(quantity)
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The patient; null while its subgraph is unavailable.',
  })
  pet(@Root() { petId }: Act): Pet {
    return { id: petId }
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'The owner at that time; null while its subgraph is unavailable.',
  })
  owner(@Root() { ownerId }: Act): Owner {
    return { id: ownerId }
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it was done; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: Act): Location {
    return { id: locationId }
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description: 'The visit at which it was done; null outside one, and while its subgraph is unavailable.',
  })
  appointment(@Root() { appointmentId }: Act): Appointment | null {
    return appointmentId ? { id: appointmentId } : null
  }

  @FieldResolver(() => Invoice, {
    nullable: true,
    description: 'The invoice that charges it; null if none does.',
  })
  invoice(@Root() { invoiceId }: Act, @Ctx() ctx: Context): Promise<Invoice | null> | null {
    return invoiceId ? findInvoice(ctx, invoiceId) : null
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who decided not to charge it; null if nobody did, and while its subgraph is unavailable.',
  })
  waivedBy(@Root() { waivedBy }: Act): User | null {
    return waivedBy ? { id: waivedBy } : null
  }
}
