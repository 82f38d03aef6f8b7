import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { quantityOf } from '@vetgraph/kit/money'
import { Arg, Ctx, Directive, FieldResolver, Float, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { getItem } from '../inventory-items/inventory-item.service.ts'
import { InventoryItem } from '../inventory-items/inventory-item.types.ts'
import { Location, Owner, Pet, Prescription, User } from '../refs/stubs.ts'
import { findLot } from '../stock/lot.service.ts'
import { Lot, StockMovement } from '../stock/stock.types.ts'
import { dispense } from './dispense.service.ts'
import { DispenseInput, ReturnStockInput } from './dispensing.inputs.ts'
import { findDispensing, listDispensingsOf, listLotsOf, stockToDispense } from './dispensing.service.ts'
import { DispensedLot, Dispensing, StockToDispense } from './dispensing.types.ts'
import { returnStock } from './return.service.ts'

@Resolver(() => Dispensing)
export class DispensingResolver {
  @Query(() => StockToDispense, {
    description:
      'Of which lots a quantity would be dispensed now, and how much there is. NOT_FOUND at `itemId` or `locationId`.',
  })
  stockToDispense(
    @Arg('itemId', () => ID, { description: 'The item’s id.' }) itemId: string,
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Arg('quantity', () => Float, { description: 'How much, in the item’s unit, to 0.001.' })
    quantity: number,
    @Ctx() ctx: Context,
  ): Promise<StockToDispense> {
    return stockToDispense(ctx, { itemId, locationId, quantity })
  }

  @Mutation(() => Dispensing, {
    description:
      'Hands out some of a prescription from stock, of the lots that expire first. CONFLICT at `prescriptionId` when it is used up, expired or cancelled; at `quantity` with `remaining` when less is left of it, with `available` when less is in stock; at `lotId` for an expired lot. BAD_USER_INPUT for a pet that is not active, and at `reason` when another lot expires earlier. The prescription counts it and the charge follows moments later. A repeated request with the same Idempotency-Key dispenses only once.',
  })
  dispense(
    @Arg('input', () => DispenseInput, { description: 'Which prescription, how much, and from where.' })
    input: DispenseInput,
    @Ctx() ctx: Context,
  ): Promise<Dispensing> {
    return dispense(ctx, input)
  }

  @Mutation(() => Dispensing, {
    description:
      'Takes back what was dispensed, into its lot or to be destroyed. It can be dispensed of the prescription again, and its charge is corrected moments later while it is on no finalised invoice. CONFLICT at `quantity` with `available`, or at `dispensingId` when all of it was brought back. A repeated request with the same Idempotency-Key takes it back only once.',
  })
  returnStock(
    @Arg('input', () => ReturnStockInput, { description: 'What, how much, and what becomes of it.' })
    input: ReturnStockInput,
    @Ctx() ctx: Context,
  ): Promise<Dispensing> {
    return returnStock(ctx, input)
  }

  @FieldResolver(() => Prescription, {
    nullable: true,
    description: 'The prescription; null while its subgraph is unavailable.',
  })
  prescription(@Root() { prescriptionId }: Dispensing): Prescription {
    return { id: prescriptionId }
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The patient; null while its subgraph is unavailable.',
  })
  pet(@Root() { petId }: Dispensing): Pet {
    return { id: petId }
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'Who owned the patient then; null while its subgraph is unavailable.',
  })
  owner(@Root() { ownerId }: Dispensing): Owner {
    return { id: ownerId }
  }

  @Shared()
  @FieldResolver(() => InventoryItem, { description: 'The item.' })
  item(@Root() { itemId }: Dispensing, @Ctx() ctx: Context): Promise<InventoryItem> {
    return getItem(ctx, itemId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'From whose stock it is; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: Dispensing): Location {
    return { id: locationId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who handed it out; null while its subgraph is unavailable.',
  })
  dispensedBy(@Root() { dispensedBy }: Dispensing): User {
    return { id: dispensedBy }
  }

  @FieldResolver(() => Float, { description: 'How much, in the prescription’s unit.' })
  quantity(@Root() { quantity }: Dispensing): number {
    return quantityOf(quantity)
  }

  @FieldResolver(() => Float, { description: 'How much, in the item’s unit.' })
  stockQuantity(@Root() { stockQuantity }: Dispensing): number {
    return quantityOf(stockQuantity)
  }

  @Shared()
  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [DispensedLot], { description: 'The lots of which it was.' })
  lots(@Root() { id }: Dispensing, @Ctx() ctx: Context): Promise<DispensedLot[]> {
    return listLotsOf(ctx, id)
  }
}

@Resolver(() => DispensedLot)
export class DispensedLotResolver {
  @Shared()
  @FieldResolver(() => Lot, { nullable: true, description: 'The lot.' })
  lot(@Root() { lotId }: DispensedLot, @Ctx() ctx: Context): Promise<Lot | null> {
    return findLot(ctx, lotId)
  }
}

@Resolver(() => StockMovement)
export class DispensedMovementResolver {
  @Shared()
  @FieldResolver(() => Dispensing, {
    nullable: true,
    description:
      'What was handed out by it, brought back or then written off; null for all else, and for viewers who may not see prescriptions.',
  })
  dispensing(
    @Root() { dispensingId }: StockMovement,
    @Ctx() ctx: Context,
  ): Promise<Dispensing | null> | null {
    return dispensingId === null ? null : findDispensing(ctx, dispensingId)
  }
}

@Resolver(() => Prescription)
export class PrescriptionDispensingsResolver {
  @Shared()
  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [Dispensing], {
    nullable: true,
    description:
      'What was handed out of it from stock, the latest 50 in the order of time; empty for its owner, and null while its subgraph is unavailable.',
  })
  dispensings(@Root() { id }: Prescription, @Ctx() ctx: Context): Promise<Dispensing[]> {
    return listDispensingsOf(ctx, id)
  }
}
