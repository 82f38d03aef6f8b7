import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { quantityOf } from '@vetgraph/kit/money'
import { Arg, Args, Ctx, Directive, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql'
import { getSubstance } from '../formulary/substance.service.ts'
import { Substance } from '../formulary/substance.types.ts'
import { getPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { InventoryItem, User } from '../refs/stubs.ts'
import { MedicineInput, PrescriptionFilter } from './prescription.inputs.ts'
import {
  findPrescription,
  forStaff,
  listDispenses,
  listPrescriptions,
  listPrescriptionsOf,
  statusOf,
} from './prescription.service.ts'
import {
  Dispense,
  Prescription,
  PrescriptionConnection,
  PrescriptionOverride,
  PrescriptionStatus,
  PrescriptionStop,
} from './prescription.types.ts'
import { findStops } from './stops.service.ts'

@Resolver(() => Prescription)
export class PrescriptionResolver {
  @Query(() => Prescription, {
    nullable: true,
    description: 'A prescription by id; null when there is none or it is another household’s.',
  })
  prescription(
    @Arg('id', () => ID, { description: 'The prescription’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Prescription | null> {
    return findPrescription(ctx, id)
  }

  @Query(() => PrescriptionConnection, {
    description: 'Prescriptions, the latest first; an owner finds the own household’s only.',
  })
  async prescriptions(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => PrescriptionFilter, {
      nullable: true,
      description: 'Which prescriptions; all if left out.',
    })
    filter: PrescriptionFilter | null,
    @Ctx() ctx: Context,
  ): Promise<PrescriptionConnection> {
    return new PrescriptionConnection(await listPrescriptions(ctx, args, filter))
  }

  @Directive('@listSize(assumedSize: 5)')
  @Query(() => [PrescriptionStop], {
    description:
      'What speaks against a medicine for a pet: allergies, the species, the maximum dose, other prescriptions that hold.',
  })
  prescriptionStops(
    @Arg('input', () => MedicineInput, { description: 'The medicine and the pet.' }) input: MedicineInput,
    @Ctx() ctx: Context,
  ): Promise<PrescriptionStop[]> {
    return findStops(ctx, input)
  }

  @FieldResolver(() => Pet, { description: 'The patient.' })
  pet(@Root() prescription: Prescription, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, prescription.petId)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who prescribed it; null while its part of the system does not answer.',
  })
  prescriber(@Root() prescription: Prescription): User {
    return { id: prescription.prescriberId }
  }

  @FieldResolver(() => Substance, { description: 'The active substance.' })
  substance(@Root() prescription: Prescription, @Ctx() ctx: Context): Promise<Substance> {
    return getSubstance(ctx, prescription.substanceId)
  }

  @FieldResolver(() => InventoryItem, {
    nullable: true,
    description: 'The item of the inventory, for staff; null for what the hospital does not keep.',
  })
  item(@Root() prescription: Prescription, @Ctx() ctx: Context): InventoryItem | null {
    const itemId = forStaff(ctx, prescription.itemId)
    return itemId === null ? null : { id: itemId }
  }

  @FieldResolver(() => Float, { nullable: true, description: 'How much at a time, in the unit, to 0.001.' })
  dose(@Root() { dose }: Prescription): number | null {
    return dose === null ? null : quantityOf(dose)
  }

  @FieldResolver(() => Float, { description: 'How much is handed out at a time, in the unit, to 0.001.' })
  quantity(@Root() { quantity }: Prescription): number {
    return quantityOf(quantity)
  }

  @FieldResolver(() => Float, { description: 'How much may be handed out in all: quantity × (repeats + 1).' })
  authorised(@Root() { authorised }: Prescription): number {
    return quantityOf(authorised)
  }

  @FieldResolver(() => Float, { description: 'How much was handed out.' })
  dispensed(@Root() { dispensed }: Prescription): number {
    return quantityOf(dispensed)
  }

  @FieldResolver(() => Float, { description: 'How much of what it authorises was not handed out.' })
  remaining(@Root() { authorised, dispensed }: Prescription): number {
    return quantityOf(authorised - dispensed)
  }

  @FieldResolver(() => PrescriptionStatus, { description: 'Whether something may still be handed out.' })
  status(@Root() prescription: Prescription, @Ctx() ctx: Context): PrescriptionStatus {
    return statusOf(ctx, prescription)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it was cancelled; always null for the owner.',
  })
  cancelReason(@Root() prescription: Prescription, @Ctx() ctx: Context): string | null {
    return forStaff(ctx, prescription.cancelReason)
  }

  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [PrescriptionOverride], {
    description: 'What spoke against it and why it was prescribed all the same; empty for the owner.',
  })
  overrides(@Root() prescription: Prescription, @Ctx() ctx: Context): PrescriptionOverride[] {
    return [...(forStaff(ctx, prescription.overrides) ?? [])]
  }

  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [Dispense], { description: 'What was handed out, in the order of time.' })
  dispenses(@Root() prescription: Prescription, @Ctx() ctx: Context): Promise<Dispense[]> {
    return listDispenses(ctx, prescription.id)
  }
}

@Resolver(() => Dispense)
export class DispenseResolver {
  @FieldResolver(() => Float, {
    description: 'How much, in the prescription’s unit; negative when it was brought back.',
  })
  quantity(@Root() { quantity }: Dispense): number {
    return quantityOf(quantity)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who handed it out; null while its part of the system does not answer.',
  })
  dispensedBy(@Root() dispense: Dispense): User {
    return { id: dispense.dispensedBy }
  }
}

@Resolver(() => Pet)
export class PetPrescriptionsResolver {
  @FieldResolver(() => PrescriptionConnection, { description: 'Its prescriptions, the latest first.' })
  async prescriptions(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<PrescriptionConnection> {
    return new PrescriptionConnection(await listPrescriptionsOf(ctx, pet.id, args))
  }
}
