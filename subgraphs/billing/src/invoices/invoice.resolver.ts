import { PageArgs } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/live'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql'
import { Appointment, Location, Owner, Pet } from '../refs/stubs.ts'
import {
  findInvoice,
  getInvoiceChange,
  type InvoiceSignal,
  listInvoices,
  listInvoicesOfOwner,
  listItems,
  watchInvoices,
} from './invoice.service.ts'
import {
  Invoice,
  InvoiceChange,
  InvoiceChangeFilter,
  InvoiceConnection,
  InvoiceFilter,
  InvoiceItem,
} from './invoice.types.ts'
import { findInvoiceOfVisit, type VisitCharged } from './visit-invoice.service.ts'

@Resolver(() => Invoice)
export class InvoiceResolver {
  @Query(() => Invoice, {
    nullable: true,
    description: 'An invoice by id; null when there is none that the viewer may see.',
  })
  invoice(
    @Arg('id', () => ID, { description: 'The invoice’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Invoice | null> {
    return findInvoice(ctx, id)
  }

  @Query(() => InvoiceConnection, {
    description: 'Invoices, newest first. An owner gets the own released ones, never drafts.',
  })
  async invoices(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => InvoiceFilter, { nullable: true, description: 'Which ones.' })
    filter: InvoiceFilter | null,
    @Ctx() ctx: Context,
  ): Promise<InvoiceConnection> {
    return new InvoiceConnection(await listInvoices(ctx, page, filter ?? {}))
  }

  @Subscription(() => InvoiceChange, {
    description:
      'Every change of an invoice that the viewer may see, as it happens. Owners hear only of the own released ones.',
    subscribe: hears(watchInvoices),
  })
  invoiceChanged(
    @Root() change: InvoiceSignal,
    @Arg('filter', () => InvoiceChangeFilter, { nullable: true, description: 'Which changes.' })
    _filter: InvoiceChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<InvoiceChange> {
    return getInvoiceChange(ctx, change)
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description:
      'The visit that it charges; null when it was written without one, and while its part of the system does not answer.',
  })
  appointment(@Root() { appointmentId }: Invoice): Appointment | null {
    return appointmentId ? { id: appointmentId } : null
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description:
      'The client who pays; stays when the pet changes hands. Null while its part of the system does not answer.',
  })
  owner(@Root() { ownerId }: Invoice): Owner {
    return { id: ownerId }
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description:
      'The patient; null when it does not charge for a single one, and while its part of the system does not answer.',
  })
  pet(@Root() { petId }: Invoice): Pet | null {
    return petId ? { id: petId } : null
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description:
      'The location that charges; its tax and currency apply. Null while its part of the system does not answer.',
  })
  location(@Root() { locationId }: Invoice): Location {
    return { id: locationId }
  }

  @FieldResolver(() => [InvoiceItem], { description: 'The lines, as printed from top to bottom.' })
  items(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<InvoiceItem[]> {
    return listItems(ctx, invoice)
  }
}

@Resolver(() => Appointment)
export class AppointmentInvoiceResolver {
  @FieldResolver(() => Invoice, {
    nullable: true,
    description:
      'The invoice of this visit, drafted on completion; null before that, after an undo, for whoever may not see it, and while its part of the system does not answer.',
  })
  invoice(@Root() visit: VisitCharged, @Ctx() ctx: Context): Invoice | null | Promise<Invoice | null> {
    return visit.invoice === undefined ? findInvoiceOfVisit(ctx, visit) : visit.invoice
  }
}

@Resolver(() => Owner)
export class OwnerInvoicesResolver {
  @FieldResolver(() => InvoiceConnection, {
    nullable: true,
    description:
      'This client’s invoices, newest first, without drafts that were taken back; null while its part of the system does not answer.',
  })
  async invoices(
    @Root() { id }: Owner,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<InvoiceConnection> {
    return new InvoiceConnection(await listInvoicesOfOwner(ctx, id, page))
  }
}
