import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql'
import { Appointment, Location, Owner, Pet } from '../refs/stubs.ts'
import {
  findInvoice,
  getInvoiceChange,
  type InvoiceSignal,
  listInvoices,
  listInvoicesOfOwner,
  watchInvoices,
} from './invoice.service.ts'
import {
  Invoice,
  InvoiceChange,
  InvoiceChangeFilter,
  InvoiceConnection,
  InvoiceFilter,
  InvoiceItem,
  InvoiceTax,
} from './invoice.types.ts'
import { listItems, listTaxes } from './item.service.ts'
import { findInvoiceOfVisit, type VisitCharged } from './visit-invoice.service.ts'

@Resolver(() => Invoice)
export class InvoiceResolver {
  @Query(() => Invoice, {
    nullable: true,
    description: 'An invoice by id; null if there is none that the viewer may see.',
  })
  invoice(
    @Arg('id', () => ID, { description: 'The invoice’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Invoice | null> {
    return findInvoice(ctx, id)
  }

  @Query(() => InvoiceConnection, {
    description: 'Invoices, newest first. Pet owners get their own finalised ones, never drafts.',
  })
  async invoices(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => InvoiceFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: InvoiceFilter | null,
    @Ctx() ctx: Context,
  ): Promise<InvoiceConnection> {
    return new InvoiceConnection(await listInvoices(ctx, page, filter ?? {}))
  }

  @Shared()
  @Subscription(() => InvoiceChange, {
    description:
      'Every change of an invoice that the viewer may see, as it happens. Owners receive changes of their own finalised invoices only.',
    subscribe: hears(watchInvoices),
  })
  invoiceChanged(
    @Root() change: InvoiceSignal,
    @Arg('filter', () => InvoiceChangeFilter, {
      nullable: true,
      description: 'Filters; all changes that the viewer may see if omitted.',
    })
    _filter: InvoiceChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<InvoiceChange> {
    return getInvoiceChange(ctx, change)
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description:
      'The appointment that the invoice is for; null if it was created without one, and while its subgraph is unavailable.',
  })
  appointment(@Root() { appointmentId }: Invoice): Appointment | null {
    return appointmentId ? { id: appointmentId } : null
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description:
      'The owner who pays; unchanged if the pet gets another owner. Null while its subgraph is unavailable.',
  })
  owner(@Root() { ownerId }: Invoice): Owner {
    return { id: ownerId }
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description:
      'The pet; null if the invoice is not for a single pet, and while its subgraph is unavailable.',
  })
  pet(@Root() { petId }: Invoice): Pet | null {
    return petId ? { id: petId } : null
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description:
      'The location that issued the invoice; its tax and currency apply. Null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: Invoice): Location {
    return { id: locationId }
  }

  @Shared()
  @FieldResolver(() => [InvoiceTax], {
    description: 'The tax by class and rate, mixed rates broken out; its parts add up to `tax`.',
  })
  taxes(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<InvoiceTax[]> {
    return listTaxes(ctx, invoice)
  }

  @Shared()
  @FieldResolver(() => [InvoiceItem], { description: 'The lines in printed order.' })
  items(@Root() invoice: Invoice, @Ctx() ctx: Context): Promise<InvoiceItem[]> {
    return listItems(ctx, invoice)
  }
}

@Resolver(() => InvoiceItem)
export class InvoiceItemResolver {
  @FieldResolver(() => Pet, {
    nullable: true,
    description:
      'The pet that the line is for; null if it is for no single pet, and while its subgraph is unavailable.',
  })
  pet(@Root() { petId }: InvoiceItem): Pet | null {
    return petId ? { id: petId } : null
  }
}

@Resolver(() => Appointment)
export class AppointmentInvoiceResolver {
  @FieldResolver(() => Invoice, {
    nullable: true,
    description:
      'The invoice of this appointment, drafted on completion; null before, after an undo, if the viewer may not see it, and while its subgraph is unavailable.',
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
      'The owner’s invoices, newest first, without voided drafts; null while its subgraph is unavailable.',
  })
  async invoices(
    @Root() { id }: Owner,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<InvoiceConnection> {
    return new InvoiceConnection(await listInvoicesOfOwner(ctx, id, page))
  }
}
