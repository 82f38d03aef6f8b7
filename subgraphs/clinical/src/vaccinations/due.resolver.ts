import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { getPet, type PetShown } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { Location } from '../refs/stubs.ts'
import { declinedOn, listDuesOf, listVaccinationsDue } from './due.service.ts'
import { VaccinationsDueFilter } from './vaccination.inputs.ts'
import { getVaccination, listVaccinationsOf } from './vaccination.service.ts'
import {
  Vaccination,
  VaccinationConnection,
  VaccinationDue,
  VaccinationDueConnection,
} from './vaccination.types.ts'
import { getProtocol } from './vaccine.service.ts'
import { VaccinationProtocol } from './vaccine.types.ts'

@Resolver(() => VaccinationDue)
export class VaccinationDueResolver {
  @Query(() => VaccinationDueConnection, {
    description:
      'Whose next dose is due or overdue, the longest overdue first; an owner sees the own household’s. Today is the location’s, or UTC’s without one.',
  })
  async vaccinationsDue(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => VaccinationsDueFilter, {
      nullable: true,
      description: 'Which; those of all locations within 30 days if left out.',
    })
    filter: VaccinationsDueFilter | null,
    @Ctx() ctx: Context,
  ): Promise<VaccinationDueConnection> {
    return new VaccinationDueConnection(await listVaccinationsDue(ctx, args, filter))
  }

  @FieldResolver(() => Pet, { description: 'The patient; its owner is whom to call.' })
  pet(@Root() due: VaccinationDue, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, due.petId)
  }

  @FieldResolver(() => VaccinationProtocol, { description: 'The protocol whose next dose it is.' })
  protocol(@Root() due: VaccinationDue, @Ctx() ctx: Context): Promise<VaccinationProtocol> {
    return getProtocol(ctx, due.protocolId)
  }

  @FieldResolver(() => Vaccination, { description: 'The dose after which it is due.' })
  vaccination(@Root() due: VaccinationDue, @Ctx() ctx: Context): Promise<Vaccination> {
    return getVaccination(ctx, due.vaccinationId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where the last dose was entered; null while its part of the system does not answer.',
  })
  location(@Root() due: VaccinationDue): Location {
    return { id: due.locationId }
  }

  @FieldResolver(() => CalendarDate, {
    nullable: true,
    description: 'When the client declined this dose; null when nobody did, and for the client.',
  })
  declinedOn(@Root() due: VaccinationDue, @Ctx() ctx: Context): string | null {
    return declinedOn(ctx, due)
  }
}

@Resolver(() => Pet)
export class PetVaccinationsResolver {
  @FieldResolver(() => VaccinationConnection, {
    description:
      'The pet’s vaccinations, latest first: for staff with declined and retracted ones, for its owner those that were given. Needs `vaccination:read` of staff.',
  })
  async vaccinations(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<VaccinationConnection> {
    return new VaccinationConnection(await listVaccinationsOf(ctx, pet.id, args))
  }

  @FieldResolver(() => [VaccinationDue], {
    description:
      'The next dose of each protocol that the pet has begun, the earliest first; empty for a pet that has died, and for staff who may not see vaccinations.',
  })
  vaccinationsDue(@Root() pet: PetShown, @Ctx() ctx: Context): Promise<VaccinationDue[]> {
    return listDuesOf(ctx, pet)
  }
}
