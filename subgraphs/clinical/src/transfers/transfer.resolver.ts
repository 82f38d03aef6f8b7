import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { getOwner } from '../owners/owner.service.ts'
import { Owner } from '../owners/owner.types.ts'
import { Pet } from '../pets/pet.types.ts'
import { User } from '../refs/stubs.ts'
import { listTransfers, transferPet } from './transfer.service.ts'
import { PetTransfer, TransferPetInput } from './transfer.types.ts'

@Resolver(() => PetTransfer)
export class TransferResolver {
  @Mutation(() => Pet, {
    description:
      'Gives a patient to another owner: its chart and future appointments go with it, invoices stay with whom they were made out to, and neither the former owner nor co-owners see anything of it any more. With an Idempotency-Key a repetition answers the same. CONFLICT for a deceased pet, and at `version` if it has changed.',
  })
  transferPet(
    @Arg('input', () => TransferPetInput, { description: 'The pet and its new owner.' })
    input: TransferPetInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return transferPet(ctx, input)
  }

  @FieldResolver(() => Owner, { description: 'Whose pet it was.' })
  from(@Root() { fromOwnerId }: PetTransfer, @Ctx() ctx: Context): Promise<Owner> {
    return getOwner(ctx, fromOwnerId)
  }

  @FieldResolver(() => Owner, { description: 'Whose pet it became.' })
  to(@Root() { toOwnerId }: PetTransfer, @Ctx() ctx: Context): Promise<Owner> {
    return getOwner(ctx, toOwnerId)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who recorded it; null while its part of the system does not answer.',
  })
  by(@Root() { recordedBy }: PetTransfer): User {
    return { id: recordedBy }
  }
}

@Resolver(() => Pet)
export class PetTransfersResolver {
  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [PetTransfer], {
    description:
      'Its changes of owner, the latest first, at most 50; empty for viewers who may not see all patients and clients.',
  })
  transfers(@Root() pet: Pet, @Ctx() ctx: Context): Promise<PetTransfer[]> {
    return listTransfers(ctx, pet.id)
  }
}
