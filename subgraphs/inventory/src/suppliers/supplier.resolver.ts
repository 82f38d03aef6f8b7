import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { type Money as MoneyValue, quantityOf } from '@vetgraph/kit/money'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { Money } from '@vetgraph/kit/scalars'
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { getItem } from '../inventory-items/inventory-item.service.ts'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { createSupplierItem, listCatalogue, listOffers, updateSupplierItem } from './catalogue.service.ts'
import {
  createSupplier,
  findSupplier,
  getSupplier,
  listSuppliers,
  updateSupplier,
} from './supplier.service.ts'
import {
  CreateSupplierInput,
  CreateSupplierItemInput,
  Supplier,
  SupplierConnection,
  SupplierFilter,
  SupplierItem,
  SupplierItemConnection,
  UpdateSupplierInput,
  UpdateSupplierItemInput,
} from './supplier.types.ts'

@Resolver(() => Supplier)
export class SupplierResolver {
  @Query(() => SupplierConnection, { description: 'The suppliers in use, by name.' })
  async suppliers(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => SupplierFilter, { nullable: true, description: 'Filters; all in use if omitted.' })
    filter: SupplierFilter | null,
    @Ctx() ctx: Context,
  ): Promise<SupplierConnection> {
    return new SupplierConnection(await listSuppliers(ctx, page, filter))
  }

  @Query(() => Supplier, { nullable: true, description: 'A supplier by id; null if there is none.' })
  supplier(
    @Arg('id', () => ID, { description: 'The supplier’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Supplier | null> {
    return findSupplier(ctx, id)
  }

  @Mutation(() => Supplier, {
    description:
      'Adds a supplier. CONFLICT if another in use has the name. A repeated request with the same Idempotency-Key returns the first supplier.',
  })
  createSupplier(
    @Arg('input', () => CreateSupplierInput, { description: 'The supplier.' }) input: CreateSupplierInput,
    @Ctx() ctx: Context,
  ): Promise<Supplier> {
    return createSupplier(ctx, input)
  }

  @Mutation(() => Supplier, {
    description: 'Changes, retires or brings back a supplier. CONFLICT if another in use has the name.',
  })
  updateSupplier(
    @Arg('input', () => UpdateSupplierInput, { description: 'The fields to change.' })
    input: UpdateSupplierInput,
    @Ctx() ctx: Context,
  ): Promise<Supplier> {
    return updateSupplier(ctx, input)
  }

  @Mutation(() => SupplierItem, {
    description:
      'Adds an item to a supplier’s catalogue. CONFLICT if another of its entries has the article number. A repeated request with the same Idempotency-Key returns the first entry.',
  })
  createSupplierItem(
    @Arg('input', () => CreateSupplierItemInput, { description: 'The entry.' })
    input: CreateSupplierItemInput,
    @Ctx() ctx: Context,
  ): Promise<SupplierItem> {
    return createSupplierItem(ctx, input)
  }

  @Mutation(() => SupplierItem, {
    description:
      'Changes, retires or brings back an entry of a supplier’s catalogue; what was ordered keeps its own price.',
  })
  updateSupplierItem(
    @Arg('input', () => UpdateSupplierItemInput, { description: 'The fields to change.' })
    input: UpdateSupplierItemInput,
    @Ctx() ctx: Context,
  ): Promise<SupplierItem> {
    return updateSupplierItem(ctx, input)
  }

  @Shared()
  @FieldResolver(() => SupplierItemConnection, {
    description: 'What the hospital orders there, by article number.',
  })
  async catalogue(
    @Root() { id }: Supplier,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('withRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether to include retired entries.',
    })
    withRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<SupplierItemConnection> {
    return new SupplierItemConnection(await listCatalogue(ctx, page, { supplierId: id, withRetired }))
  }
}

@Resolver(() => SupplierItem)
export class SupplierItemResolver {
  @Shared()
  @FieldResolver(() => Supplier, { description: 'The supplier.' })
  supplier(@Root() { supplierId }: SupplierItem, @Ctx() ctx: Context): Promise<Supplier> {
    return getSupplier(ctx, supplierId)
  }

  @Shared()
  @FieldResolver(() => InventoryItem, { description: 'The item.' })
  item(@Root() { itemId }: SupplierItem, @Ctx() ctx: Context): Promise<InventoryItem> {
    return getItem(ctx, itemId)
  }

  @FieldResolver(() => Float, { description: 'What a pack contains, in the item’s unit.' })
  packSize(@Root() { packSize }: SupplierItem): number {
    return quantityOf(packSize)
  }

  @Shared()
  @FieldResolver(() => Money, { description: 'The price of a pack, without tax.' })
  async price(@Root() { price, supplierId }: SupplierItem, @Ctx() ctx: Context): Promise<MoneyValue> {
    return { amount: price, currency: (await getSupplier(ctx, supplierId)).currency }
  }

  @Shared()
  @FieldResolver(() => Int, {
    description: 'Days from an order to its delivery: the entry’s own, else the supplier’s.',
  })
  async leadDays(@Root() { leadDays, supplierId }: SupplierItem, @Ctx() ctx: Context): Promise<number> {
    return leadDays ?? (await getSupplier(ctx, supplierId)).leadDays
  }
}

@Resolver(() => InventoryItem)
export class ItemSuppliersResolver {
  @Shared()
  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [SupplierItem], {
    description: 'Where it can be ordered, the preferred supplier first; entries in use only.',
  })
  suppliers(@Root() { id }: InventoryItem, @Ctx() ctx: Context): Promise<SupplierItem[]> {
    return listOffers(ctx, id)
  }
}
