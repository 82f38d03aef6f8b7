import type { Context } from '@vetgraph/kit/context'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { getPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { Location, Service, User } from '../refs/stubs.ts'
import { decideTreatmentPlan } from './decide.service.ts'
import { followUpTreatmentPlan, listToFollowUp } from './follow-up.service.ts'
import {
  createTreatmentPlan,
  offerTreatmentPlan,
  updateTreatmentPlan,
  withdrawTreatmentPlan,
} from './plan.service.ts'
import {
  CreateTreatmentPlanInput,
  DecideTreatmentPlanInput,
  FollowUpTreatmentPlanInput,
  OfferTreatmentPlanInput,
  TreatmentPlanFollowUpFilter,
  UpdateTreatmentPlanInput,
  WithdrawTreatmentPlanInput,
} from './treatment-plan.inputs.ts'
import { findTreatmentPlan, linesOf, listTreatmentPlansOf, signatureOf } from './treatment-plan.service.ts'
import { TreatmentPlan, TreatmentPlanConnection, TreatmentPlanLine } from './treatment-plan.types.ts'

@Resolver(() => TreatmentPlan)
export class TreatmentPlanResolver {
  @Query(() => TreatmentPlan, {
    nullable: true,
    description: 'A treatment plan by id; null when there is none, and for pet owners.',
  })
  treatmentPlan(
    @Arg('id', () => ID, { description: 'The plan’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<TreatmentPlan | null> {
    return findTreatmentPlan(ctx, id)
  }

  @Query(() => TreatmentPlanConnection, {
    description:
      'Plans of which something was declined and whose owners are still to be asked again, the earliest day first. Needs `treatment-plan:read`.',
  })
  async treatmentPlansToFollowUp(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => TreatmentPlanFollowUpFilter, {
      nullable: true,
      description: 'Which; all if left out.',
    })
    filter: TreatmentPlanFollowUpFilter | null,
    @Ctx() ctx: Context,
  ): Promise<TreatmentPlanConnection> {
    return new TreatmentPlanConnection(await listToFollowUp(ctx, args, filter))
  }

  @Mutation(() => TreatmentPlan, {
    description:
      'Begins a treatment plan of a patient as a draft. With an Idempotency-Key a repetition answers the first one’s. Needs `treatment-plan:write`.',
  })
  createTreatmentPlan(
    @Arg('input', () => CreateTreatmentPlanInput, { description: 'The plan.' })
    input: CreateTreatmentPlanInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentPlan> {
    return createTreatmentPlan(ctx, input)
  }

  @Mutation(() => TreatmentPlan, {
    description:
      'Changes a draft with all of its lines. CONFLICT at `id` for a plan that was offered or withdrawn, and at a stale version. Needs `treatment-plan:write`.',
  })
  updateTreatmentPlan(
    @Arg('input', () => UpdateTreatmentPlanInput, { description: 'The plan as it shall be.' })
    input: UpdateTreatmentPlanInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentPlan> {
    return updateTreatmentPlan(ctx, input)
  }

  @Mutation(() => TreatmentPlan, {
    description:
      'Offers a draft to the owner; from then on nobody changes it. BAD_USER_INPUT at `lines` without lines; CONFLICT at `id` for a plan that is no draft or whose patient has died, and at a stale version. Needs `treatment-plan:write`.',
  })
  offerTreatmentPlan(
    @Arg('input', () => OfferTreatmentPlanInput, { description: 'Which plan.' })
    input: OfferTreatmentPlanInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentPlan> {
    return offerTreatmentPlan(ctx, input)
  }

  @Mutation(() => TreatmentPlan, {
    description:
      'Keeps what the owner has decided about each line and signed on the screen, with the viewer as witness; of the accepted lines with an entry of the price list billing drafts an estimate. CONFLICT at `id` for a plan that is not offered or whose patient has died, and at a stale version. With an Idempotency-Key a repetition answers the first one’s. Needs `treatment-plan:decide`.',
  })
  decideTreatmentPlan(
    @Arg('input', () => DecideTreatmentPlanInput, {
      description: 'Which plan, what is decided and who signs.',
    })
    input: DecideTreatmentPlanInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentPlan> {
    return decideTreatmentPlan(ctx, input)
  }

  @Mutation(() => TreatmentPlan, {
    description:
      'Ends a plan before it is decided: it stays on the chart with the reason. CONFLICT at `id` for one that was decided or withdrawn, and at a stale version. Needs `treatment-plan:write`.',
  })
  withdrawTreatmentPlan(
    @Arg('input', () => WithdrawTreatmentPlanInput, { description: 'Which plan, and why.' })
    input: WithdrawTreatmentPlanInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentPlan> {
    return withdrawTreatmentPlan(ctx, input)
  }

  @Mutation(() => TreatmentPlan, {
    description:
      'Keeps that the owner was asked again about what was declined, and what came of it. CONFLICT at `id` for a plan that is not to be followed up any more, and at a stale version. Needs `treatment-plan:decide`.',
  })
  followUpTreatmentPlan(
    @Arg('input', () => FollowUpTreatmentPlanInput, { description: 'Which plan, and what came of it.' })
    input: FollowUpTreatmentPlanInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentPlan> {
    return followUpTreatmentPlan(ctx, input)
  }

  @FieldResolver(() => Pet, { description: 'The patient.' })
  pet(@Root() { petId }: TreatmentPlan, @Ctx() ctx: Context): Promise<Pet> {
    return getPet(ctx, petId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it is done; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: TreatmentPlan): Location {
    return { id: locationId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who wrote it; null while its subgraph is unavailable.',
  })
  plannedBy(@Root() { plannedBy }: TreatmentPlan): User {
    return { id: plannedBy }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who of the staff stood by when it was decided; null if it was not.',
  })
  witness(@Root() { witnessId }: TreatmentPlan): User | null {
    return witnessId === null ? null : { id: witnessId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who of the staff has asked the owner again; null if nobody has.',
  })
  followedUpBy(@Root() { followedUpBy }: TreatmentPlan): User | null {
    return followedUpBy === null ? null : { id: followedUpBy }
  }

  @Directive('@listSize(assumedSize: 6)')
  @FieldResolver(() => [TreatmentPlanLine], {
    description: 'Its lines in the order in which the owner reads them.',
  })
  lines(@Root() { id }: TreatmentPlan, @Ctx() ctx: Context): Promise<TreatmentPlanLine[]> {
    return linesOf(ctx, id)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The signature as a data URL of a PNG image; null if it was not decided.',
  })
  signature(@Root() { id }: TreatmentPlan, @Ctx() ctx: Context): Promise<string | null> {
    return signatureOf(ctx, id)
  }
}

@Resolver(() => TreatmentPlanLine)
export class TreatmentPlanLineResolver {
  @FieldResolver(() => Service, {
    nullable: true,
    description:
      'The entry of the price list by which it is estimated; null if it has none, and while its part of the system does not answer.',
  })
  service(@Root() { serviceId }: TreatmentPlanLine): Service | null {
    return serviceId === null ? null : { id: serviceId }
  }
}

@Resolver(() => Pet)
export class PetTreatmentPlansResolver {
  @FieldResolver(() => TreatmentPlanConnection, {
    description: 'Its treatment plans, the latest first: none for viewers without `treatment-plan:read`.',
  })
  async treatmentPlans(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<TreatmentPlanConnection> {
    return new TreatmentPlanConnection(await listTreatmentPlansOf(ctx, pet.id, args))
  }
}
