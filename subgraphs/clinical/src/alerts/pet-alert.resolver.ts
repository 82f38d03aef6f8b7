import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql'
import { findSubstance } from '../formulary/substance.service.ts'
import { Substance } from '../formulary/substance.types.ts'
import { Pet } from '../pets/pet.types.ts'
import { User } from '../refs/stubs.ts'
import { addPetAlert, listAlerts, removePetAlert } from './pet-alert.service.ts'
import { AddPetAlertInput, PetAlert, RemovePetAlertInput } from './pet-alert.types.ts'

@Resolver(() => PetAlert)
export class PetAlertResolver {
  @Mutation(() => Pet, {
    description:
      'Puts an alert on a patient’s chart and answers the patient. With an Idempotency-Key a repetition answers the same.',
  })
  addPetAlert(
    @Arg('input', () => AddPetAlertInput, { description: 'The alert.' }) input: AddPetAlertInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return addPetAlert(ctx, input)
  }

  @Mutation(() => Pet, {
    description: 'Takes an alert off a patient and answers the patient; doing it twice is no error.',
  })
  removePetAlert(
    @Arg('input', () => RemovePetAlertInput, { description: 'Which alert, and why.' })
    input: RemovePetAlertInput,
    @Ctx() ctx: Context,
  ): Promise<Pet> {
    return removePetAlert(ctx, input)
  }

  @FieldResolver(() => Substance, {
    nullable: true,
    description:
      'What the animal is allergic to; null for what is no allergy or has no substance of the list.',
  })
  substance(@Root() alert: PetAlert, @Ctx() ctx: Context): Promise<Substance | null> | null {
    return alert.substanceId === null ? null : findSubstance(ctx, alert.substanceId)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who entered it; null while its part of the system does not answer.',
  })
  addedBy(@Root() alert: PetAlert): User {
    return { id: alert.addedBy }
  }
}

@Resolver(() => Pet)
export class PetAlertsResolver {
  @Directive('@listSize(assumedSize: 4)')
  @Shared()
  @FieldResolver(() => [PetAlert], {
    description:
      'The alerts in force with their particulars, severe ones first, at most 20; its owner sees the allergies.',
  })
  alertDetails(@Root() pet: Pet, @Ctx() ctx: Context): Promise<PetAlert[]> {
    return listAlerts(ctx, pet.id)
  }
}
