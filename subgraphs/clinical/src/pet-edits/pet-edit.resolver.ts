import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { getPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { findBreed } from '../species/species.service.ts'
import { Breed } from '../species/species.types.ts'
import { acceptPetEdit, editMyPet, findPetEdit, listPetEdits, refusePetEdit } from './pet-edit.service.ts'
import {
  DecidePetEditInput,
  EditMyPetInput,
  PetEditRequest,
  PetEditRequestConnection,
  PetEditsWanted,
  PortalSettings,
  RefusePetEditInput,
  UpdatePortalSettingsInput,
  wantedOf,
} from './pet-edit.types.ts'
import { getPortalSettings, updatePortalSettings } from './portal-settings.service.ts'

@Resolver(() => PetEditRequest)
export class PetEditResolver {
  @Query(() => PortalSettings, {
    description: 'What the hospital has decided about the owners’ portal, for everybody who is signed in.',
  })
  portalSettings(@Ctx() ctx: Context): Promise<PortalSettings> {
    return getPortalSettings(ctx)
  }

  @Mutation(() => PortalSettings, {
    description: 'Changes what owners may do in the portal. Needs `hospital:write`.',
  })
  updatePortalSettings(
    @Arg('input', () => UpdatePortalSettingsInput, { description: 'What changes.' })
    input: UpdatePortalSettingsInput,
    @Ctx() ctx: Context,
  ): Promise<PortalSettings> {
    return updatePortalSettings(ctx, input)
  }

  @Query(() => PetEditRequestConnection, {
    description:
      'The changes of pets that owners have asked for and nobody has decided, the oldest first. Needs `pet:write`.',
  })
  async petEditRequests(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<PetEditRequestConnection> {
    return new PetEditRequestConnection(await listPetEdits(ctx, args))
  }

  @Mutation(() => Pet, {
    description:
      'An owner changes an own pet, as `portalSettings.petEdits` says: at once, or by a request that staff decide; a later request takes the place of one that waits. FORBIDDEN if owners change nothing. NOT_FOUND for another household’s pet, CONFLICT for a deceased one and at a stale version.',
  })
  editMyPet(
    @Arg('input', () => EditMyPetInput, { description: 'What changes.' }) input: EditMyPetInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return editMyPet(ctx, input)
  }

  @Mutation(() => PetEditRequest, {
    description:
      'Changes the pet as its owner has asked. CONFLICT if it was decided already, if the owner has asked for something else meanwhile, and if the pet has another owner now.',
  })
  acceptPetEdit(
    @Arg('input', () => DecidePetEditInput, { description: 'The request.' }) input: DecidePetEditInput,
    @Ctx() ctx: Context,
  ): Promise<PetEditRequest> {
    return acceptPetEdit(ctx, input)
  }

  @Mutation(() => PetEditRequest, {
    description: 'Leaves the pet as it is; the owner reads the reason. CONFLICT as for `acceptPetEdit`.',
  })
  refusePetEdit(
    @Arg('input', () => RefusePetEditInput, { description: 'The request and the reason.' })
    input: RefusePetEditInput,
    @Ctx() ctx: Context,
  ): Promise<PetEditRequest> {
    return refusePetEdit(ctx, input)
  }

  @FieldResolver(() => Pet, { description: 'The pet as it is now.' })
  pet(@Root() { petId }: PetEditRequest, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, petId)
  }

  @FieldResolver(() => PetEditsWanted, { description: 'What the pet is to be.' })
  edits(@Root() { edits }: PetEditRequest): PetEditsWanted {
    return wantedOf(edits)
  }
}

@Resolver(() => PetEditsWanted)
export class PetEditsWantedResolver {
  @FieldResolver(() => Breed, { nullable: true, description: 'The breed; null when not known.' })
  breed(@Root() { breedId }: PetEditsWanted, @Ctx() ctx: Context): Promise<Breed | null> {
    return findBreed(ctx, breedId)
  }
}

@Resolver(() => Pet)
export class PetEditsResolver {
  @Shared()
  @FieldResolver(() => PetEditRequest, {
    nullable: true,
    description:
      'What its owner has asked to change last, waiting or decided; null if nothing, and for viewers who are neither that owner nor may edit patients.',
  })
  editRequest(@Root() { id }: Pet, @Ctx() ctx: Context): Promise<PetEditRequest | null> {
    return findPetEdit(ctx, id)
  }
}
