import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { hears } from '@vetgraph/kit/work/signals'
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { getPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { shownVisit } from '../refs/appointment-ref.service.ts'
import { Appointment, Location, User } from '../refs/stubs.ts'
import { retractVaccination, updateVaccination } from './change.service.ts'
import { declineVaccination, recordVaccination } from './give.service.ts'
import {
  DeclineVaccinationInput,
  RecordVaccinationInput,
  RetractVaccinationInput,
  UpdateVaccinationInput,
  VaccinationChangeFilter,
  VaccinationFilter,
} from './vaccination.inputs.ts'
import {
  findVaccination,
  getVaccinationChange,
  listVaccinations,
  type VaccinationSignal,
  watchVaccinations,
} from './vaccination.service.ts'
import { Vaccination, VaccinationChange, VaccinationConnection } from './vaccination.types.ts'
import { findProduct, protocolsOf } from './vaccine.service.ts'
import { VaccinationProtocol, VaccineProduct } from './vaccine.types.ts'

@Resolver(() => Vaccination)
export class VaccinationResolver {
  @Query(() => Vaccination, {
    nullable: true,
    description:
      'A vaccination by id; null when there is none, and for an owner unless it was given to the own household’s pet and holds.',
  })
  vaccination(
    @Arg('id', () => ID, { description: 'The vaccination’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Vaccination | null> {
    return findVaccination(ctx, id)
  }

  @Query(() => VaccinationConnection, {
    description: 'Vaccinations, latest first; an owner finds those given to the own household’s pets.',
  })
  async vaccinations(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => VaccinationFilter, {
      nullable: true,
      description: 'Which vaccinations; all that hold if left out.',
    })
    filter: VaccinationFilter | null,
    @Ctx() ctx: Context,
  ): Promise<VaccinationConnection> {
    return new VaccinationConnection(await listVaccinations(ctx, args, filter))
  }

  @Mutation(() => Vaccination, {
    description:
      'Records a vaccination given here or elsewhere; the next dose becomes due by the protocol. BAD_USER_INPUT at `lotExpiresOn` for an expired lot; CONFLICT at `petId` for a patient who has died, and at `productId` when this vaccine is recorded for that day already. With an Idempotency-Key a repetition answers the first one’s vaccination.',
  })
  recordVaccination(
    @Arg('input', () => RecordVaccinationInput, { description: 'What was given to whom.' })
    input: RecordVaccinationInput,
    @Ctx() ctx: Context,
  ): Promise<Vaccination> {
    return recordVaccination(ctx, input)
  }

  @Mutation(() => Vaccination, {
    description:
      'Records that the client declined doses that were offered; they are no longer listed as due. With an Idempotency-Key a repetition answers the first entry.',
  })
  declineVaccination(
    @Arg('input', () => DeclineVaccinationInput, { description: 'What was declined, and why.' })
    input: DeclineVaccinationInput,
    @Ctx() ctx: Context,
  ): Promise<Vaccination> {
    return declineVaccination(ctx, input)
  }

  @Mutation(() => Vaccination, {
    description:
      'Notes an adverse reaction, the site, the tag, or another day for the next dose. CONFLICT at `version` when somebody else has changed it.',
  })
  updateVaccination(
    @Arg('input', () => UpdateVaccinationInput, { description: 'What changes.' })
    input: UpdateVaccinationInput,
    @Ctx() ctx: Context,
  ): Promise<Vaccination> {
    return updateVaccination(ctx, input)
  }

  @Mutation(() => Vaccination, {
    description:
      'Marks a vaccination as entered in error. It stays visible to staff, and what was due before it is due again.',
  })
  retractVaccination(
    @Arg('input', () => RetractVaccinationInput, { description: 'Which, and why.' })
    input: RetractVaccinationInput,
    @Ctx() ctx: Context,
  ): Promise<Vaccination> {
    return retractVaccination(ctx, input)
  }

  @Subscription(() => VaccinationChange, {
    description:
      'Every change of one patient’s vaccinations, as it happens; of a patient whom the viewer may not see, nothing comes.',
    subscribe: hears(watchVaccinations),
  })
  vaccinationChanged(
    @Root() change: VaccinationSignal,
    @Arg('filter', () => VaccinationChangeFilter, { description: 'Filters; a pet is required.' })
    _filter: VaccinationChangeFilter,
    @Ctx() ctx: Context,
  ): Promise<VaccinationChange> {
    return getVaccinationChange(ctx, change)
  }

  @FieldResolver(() => Pet, { description: 'The patient.' })
  pet(@Root() vaccination: Vaccination, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, vaccination.petId)
  }

  @FieldResolver(() => VaccineProduct, {
    nullable: true,
    description:
      'The vaccine as it stands in the list now; null when it never stood there, or none was given.',
  })
  product(@Root() { productId }: Vaccination, @Ctx() ctx: Context): Promise<VaccineProduct | null> | null {
    return productId === null ? null : findProduct(ctx, productId)
  }

  @FieldResolver(() => [VaccinationProtocol], {
    description: 'The protocols of which it was a dose, by name.',
  })
  protocols(@Root() vaccination: Vaccination, @Ctx() ctx: Context): Promise<VaccinationProtocol[]> {
    return protocolsOf(ctx, vaccination.protocolIds)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it was given or entered; null while its part of the system does not answer.',
  })
  location(@Root() vaccination: Vaccination): Location {
    return { id: vaccination.locationId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The vet who answers for it; null for one given elsewhere or declined, and while its part of the system does not answer.',
  })
  vet(@Root() { vetId }: Vaccination): User | null {
    return vetId === null ? null : { id: vetId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who entered it; null while its part of the system does not answer.',
  })
  enteredBy(@Root() vaccination: Vaccination): User {
    return { id: vaccination.enteredBy }
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description:
      'The visit at which it was given; null outside one, for staff of other locations (AU6), and while its part of the system does not answer.',
  })
  appointment(@Root() { appointmentId }: Vaccination, @Ctx() ctx: Context): Promise<Appointment | null> {
    return shownVisit(ctx, appointmentId)
  }
}
