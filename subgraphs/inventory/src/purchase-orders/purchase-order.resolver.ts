import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { DocumentFile } from '@vetgraph/kit/documents/document.types'
import { type Money as MoneyValue, quantityOf } from '@vetgraph/kit/money'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { Money } from '@vetgraph/kit/scalars'
import { hears } from '@vetgraph/kit/work/signals'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Float,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { getItem } from '../inventory-items/inventory-item.service.ts'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { Location } from '../refs/stubs.ts'
import { getSupplierItem } from '../suppliers/catalogue.service.ts'
import { getSupplier } from '../suppliers/supplier.service.ts'
import { Supplier, SupplierItem } from '../suppliers/supplier.types.ts'
import {
  cancelPurchaseOrder,
  closePurchaseOrder,
  createPurchaseOrder,
  updatePurchaseOrder,
} from './change-order.service.ts'
import {
  findOrder,
  getChangedOrder,
  getOrder,
  listLines,
  listOrders,
  listReceipts,
  type OrderSignal,
  watchOrders,
} from './purchase-order.service.ts'
import {
  CreatePurchaseOrderInput,
  EndPurchaseOrderInput,
  PurchaseOrder,
  PurchaseOrderChangeFilter,
  PurchaseOrderConnection,
  PurchaseOrderFilter,
  PurchaseOrderLine,
  PurchaseOrderReceipt,
  SendPurchaseOrderInput,
  UpdatePurchaseOrderInput,
} from './purchase-order.types.ts'
import { addressOfOrder, openDocument, sendPurchaseOrder } from './send-order.service.ts'

@Resolver(() => PurchaseOrder)
export class PurchaseOrderResolver {
  @Query(() => PurchaseOrderConnection, {
    description: 'Orders of the locations whose stock the viewer may see, the latest first.',
  })
  async purchaseOrders(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PurchaseOrderFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: PurchaseOrderFilter | null,
    @Ctx() ctx: Context,
  ): Promise<PurchaseOrderConnection> {
    return new PurchaseOrderConnection(await listOrders(ctx, page, filter))
  }

  @Query(() => PurchaseOrder, { nullable: true, description: 'An order by id; null if there is none.' })
  purchaseOrder(
    @Arg('id', () => ID, { description: 'The order’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<PurchaseOrder | null> {
    return findOrder(ctx, id)
  }

  @Mutation(() => PurchaseOrder, {
    description:
      'Drafts an order to a supplier, with the prices of its catalogue. BAD_USER_INPUT at `supplierId` if it is retired or invoices in another currency. A repeated request with the same Idempotency-Key returns the first order.',
  })
  createPurchaseOrder(
    @Arg('input', () => CreatePurchaseOrderInput, { description: 'The order.' })
    input: CreatePurchaseOrderInput,
    @Ctx() ctx: Context,
  ): Promise<PurchaseOrder> {
    return createPurchaseOrder(ctx, input)
  }

  @Mutation(() => PurchaseOrder, {
    description: 'Changes a draft. CONFLICT at `id` once it was sent or cancelled.',
  })
  updatePurchaseOrder(
    @Arg('input', () => UpdatePurchaseOrderInput, { description: 'The fields to change.' })
    input: UpdatePurchaseOrderInput,
    @Ctx() ctx: Context,
  ): Promise<PurchaseOrder> {
    return updatePurchaseOrder(ctx, input)
  }

  @Mutation(() => PurchaseOrder, {
    description:
      'Sends a draft: it gets its number and is frozen. CONFLICT at `id` if it was sent or has no lines, at `byEmail` if the supplier has no e-mail address. A repeated request with the same Idempotency-Key sends it only once.',
  })
  sendPurchaseOrder(
    @Arg('input', () => SendPurchaseOrderInput, { description: 'The order and how it is sent.' })
    input: SendPurchaseOrderInput,
    @Ctx() ctx: Context,
  ): Promise<PurchaseOrder> {
    return sendPurchaseOrder(ctx, input)
  }

  @Mutation(() => PurchaseOrder, {
    description: 'Cancels an order. CONFLICT at `id` if something has arrived.',
  })
  cancelPurchaseOrder(
    @Arg('input', () => EndPurchaseOrderInput, { description: 'The order and why.' })
    input: EndPurchaseOrderInput,
    @Ctx() ctx: Context,
  ): Promise<PurchaseOrder> {
    return cancelPurchaseOrder(ctx, input)
  }

  @Mutation(() => PurchaseOrder, {
    description: 'Gives up what has not arrived of an order. CONFLICT at `id` if nothing is awaited.',
  })
  closePurchaseOrder(
    @Arg('input', () => EndPurchaseOrderInput, { description: 'The order and why.' })
    input: EndPurchaseOrderInput,
    @Ctx() ctx: Context,
  ): Promise<PurchaseOrder> {
    return closePurchaseOrder(ctx, input)
  }

  @Shared()
  @Subscription(() => PurchaseOrder, {
    description: 'Orders that the viewer may see, as they are written, sent and received.',
    subscribe: hears(watchOrders),
  })
  purchaseOrderChanged(
    @Root() change: OrderSignal,
    @Arg('filter', () => PurchaseOrderChangeFilter, { nullable: true, description: 'Filters.' })
    _filter: PurchaseOrderChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<PurchaseOrder> {
    return getChangedOrder(ctx, change)
  }

  @Directive('@inaccessible')
  @Directive('@shareable')
  @Query(() => DocumentFile, {
    description: 'What the gateway asks for `GET /documents/…`; clients do not see it.',
  })
  documentFile(
    @Arg('address', () => String, { description: 'The last part of the address.' }) address: string,
    @Ctx() ctx: Context,
  ): Promise<DocumentFile> {
    return openDocument(ctx, address)
  }

  @Shared()
  @FieldResolver(() => Supplier, { description: 'The supplier.' })
  supplier(@Root() { supplierId }: PurchaseOrder, @Ctx() ctx: Context): Promise<Supplier> {
    return getSupplier(ctx, supplierId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'The location that it is for; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: PurchaseOrder): Location {
    return { id: locationId }
  }

  @FieldResolver(() => Money, { description: 'What all of it costs, without tax.' })
  total(@Root() { total, currency }: PurchaseOrder): MoneyValue {
    return { amount: total, currency }
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The path of its PDF on the gateway, for this viewer and a few minutes; null before it is sent.',
  })
  documentUrl(@Root() order: PurchaseOrder, @Ctx() ctx: Context): string | null {
    return addressOfOrder(ctx, order)
  }

  @Shared()
  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [PurchaseOrderLine], { description: 'The lines in their order, at most 200.' })
  lines(@Root() { id }: PurchaseOrder, @Ctx() ctx: Context): Promise<PurchaseOrderLine[]> {
    return listLines(ctx, id)
  }
}

@Resolver(() => PurchaseOrderLine)
export class PurchaseOrderLineResolver {
  @Shared()
  @FieldResolver(() => InventoryItem, { description: 'The item.' })
  item(@Root() { itemId }: PurchaseOrderLine, @Ctx() ctx: Context): Promise<InventoryItem> {
    return getItem(ctx, itemId)
  }

  @Shared()
  @FieldResolver(() => SupplierItem, { description: 'The entry of the catalogue that it was ordered by.' })
  supplierItem(@Root() { supplierItemId }: PurchaseOrderLine, @Ctx() ctx: Context): Promise<SupplierItem> {
    return getSupplierItem(ctx, supplierItemId)
  }

  @FieldResolver(() => Float, { description: 'What a pack contains, in the item’s unit.' })
  packSize(@Root() { packSize }: PurchaseOrderLine): number {
    return quantityOf(packSize)
  }

  @Shared()
  @FieldResolver(() => Money, { description: 'The price of a pack, without tax.' })
  async price(@Root() { price, orderId }: PurchaseOrderLine, @Ctx() ctx: Context): Promise<MoneyValue> {
    return { amount: price, currency: (await getOrder(ctx, orderId)).currency }
  }

  @FieldResolver(() => Float, { description: 'How much is ordered, in the item’s unit.' })
  ordered(@Root() { ordered }: PurchaseOrderLine): number {
    return quantityOf(ordered)
  }

  @FieldResolver(() => Float, { description: 'How much has arrived, in the item’s unit.' })
  received(@Root() { received }: PurchaseOrderLine): number {
    return quantityOf(received)
  }

  @Shared()
  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [PurchaseOrderReceipt], { description: 'What has arrived, the first first.' })
  receipts(@Root() { id }: PurchaseOrderLine, @Ctx() ctx: Context): Promise<PurchaseOrderReceipt[]> {
    return listReceipts(ctx, id)
  }
}
