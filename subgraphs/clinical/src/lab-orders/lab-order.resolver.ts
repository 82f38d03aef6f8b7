import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
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
import { getPanel, getTest, shownValue } from '../lab-panels/lab-panel.service.ts'
import { LabPanel, LabTest } from '../lab-panels/lab-panel.types.ts'
import { getPet } from '../pets/pet.service.ts'
import { Pet } from '../pets/pet.types.ts'
import { Location, User } from '../refs/stubs.ts'
import {
  AcknowledgeLabResultInput,
  AssignLabResultInput,
  CancelLabOrderInput,
  LabInboxFilter,
  LabOrderChangeFilter,
  OrderLabTestInput,
  RecordLabResultInput,
  TakeLabSampleInput,
} from './lab-order.inputs.ts'
import {
  findLabOrder,
  getLabOrderChange,
  hearLabOrders,
  labNote,
  type LabOrderSignal,
  listInbox,
  listLabOrdersOf,
  replacedBefore,
  resultsOf,
} from './lab-order.service.ts'
import {
  LabOrder,
  LabOrderChange,
  LabOrderConnection,
  LabResult,
  ReplacedLabResult,
} from './lab-order.types.ts'
import { cancelLabOrder, orderLabTest, takeLabSample } from './order.service.ts'
import { recordLabResult } from './record.service.ts'
import { acknowledgeLabResult, assignLabResult } from './review.service.ts'

@Resolver(() => LabOrder)
export class LabOrderResolver {
  @Query(() => LabOrder, {
    nullable: true,
    description:
      'A laboratory order by id; null when there is none, or for an owner when it was not released.',
  })
  labOrder(
    @Arg('id', () => ID, { description: 'The order’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<LabOrder | null> {
    return findLabOrder(ctx, id)
  }

  @Query(() => LabOrderConnection, {
    description: 'What waits of the laboratory, the oldest order first. Needs `lab:read`.',
  })
  async labInbox(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => LabInboxFilter, {
      nullable: true,
      description: 'Which; results to look at if left out.',
    })
    filter: LabInboxFilter | null,
    @Ctx() ctx: Context,
  ): Promise<LabOrderConnection> {
    return new LabOrderConnection(await listInbox(ctx, args, filter))
  }

  @Mutation(() => LabOrder, {
    description:
      'Orders a panel for a patient; CONFLICT at `petId` for one that has died. With an Idempotency-Key a repetition answers the first one’s.',
  })
  orderLabTest(
    @Arg('input', () => OrderLabTestInput, { description: 'The order.' }) input: OrderLabTestInput,
    @Ctx() ctx: Context,
  ): Promise<LabOrder> {
    return orderLabTest(ctx, input)
  }

  @Mutation(() => LabOrder, {
    description:
      'Says that the sample was taken. CONFLICT when it was already and at a stale version; BAD_USER_INPUT at `sampledAt` for a time to come or after the patient’s death.',
  })
  takeLabSample(
    @Arg('input', () => TakeLabSampleInput, { description: 'Of which order.' }) input: TakeLabSampleInput,
    @Ctx() ctx: Context,
  ): Promise<LabOrder> {
    return takeLabSample(ctx, input)
  }

  @Mutation(() => LabOrder, {
    description:
      'Ends an order without results, or discards results that fit no patient; CONFLICT for others and at a stale version.',
  })
  cancelLabOrder(
    @Arg('input', () => CancelLabOrderInput, { description: 'Which order, and why.' })
    input: CancelLabOrderInput,
    @Ctx() ctx: Context,
  ): Promise<LabOrder> {
    return cancelLabOrder(ctx, input)
  }

  @Mutation(() => LabOrder, {
    description:
      'Keeps results of an order, or such as fit no patient. A value that was there is corrected for a reason and stays as `replaced`. They are to be acknowledged anew, and what was released is withdrawn. BAD_USER_INPUT at `values.0.value` and `values.0.unit` for numbers out of range and other units, at `sampledAt` for a time to come or after the patient’s death; CONFLICT for a cancelled order and a stale version. With an Idempotency-Key a repetition answers the first one’s.',
  })
  recordLabResult(
    @Arg('input', () => RecordLabResultInput, { description: 'The results.' }) input: RecordLabResultInput,
    @Ctx() ctx: Context,
  ): Promise<LabOrder> {
    return recordLabResult(ctx, input)
  }

  @Mutation(() => LabOrder, {
    description:
      'Gives results that fitted no patient to one: they are flagged by its species and age, and become a vet’s task. CONFLICT when somebody has done so and at a stale version; BAD_USER_INPUT at `petId` when it had died before the sample was taken.',
  })
  assignLabResult(
    @Arg('input', () => AssignLabResultInput, { description: 'Which results, and whose they are.' })
    input: AssignLabResultInput,
    @Ctx() ctx: Context,
  ): Promise<LabOrder> {
    return assignLabResult(ctx, input)
  }

  @Mutation(() => LabOrder, {
    description:
      'Says by the viewer’s name that somebody has looked at the results, and shows them to the owner if wanted. CONFLICT when somebody has done so, without results, and at a stale version. Needs `lab:acknowledge`.',
  })
  acknowledgeLabResult(
    @Arg('input', () => AcknowledgeLabResultInput, { description: 'Of which order.' })
    input: AcknowledgeLabResultInput,
    @Ctx() ctx: Context,
  ): Promise<LabOrder> {
    return acknowledgeLabResult(ctx, input)
  }

  @Subscription(() => LabOrderChange, {
    description: 'Every change of laboratory orders, as it happens. Needs `lab:read`.',
    subscribe: hears(hearLabOrders),
  })
  labOrderChanged(
    @Root() change: LabOrderSignal,
    @Arg('filter', () => LabOrderChangeFilter, { nullable: true, description: 'Which; all if left out.' })
    _filter: LabOrderChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<LabOrderChange> {
    return getLabOrderChange(ctx, change)
  }

  @FieldResolver(() => Pet, { nullable: true, description: 'The patient; null while the results fit none.' })
  pet(@Root() { petId }: LabOrder, @Ctx() ctx: Context): Promise<Pet> | null {
    return petId === null ? null : getPet(ctx, petId)
  }

  @FieldResolver(() => LabPanel, { description: 'What is ordered.' })
  panel(@Root() { panelId }: LabOrder, @Ctx() ctx: Context): Promise<LabPanel> {
    return getPanel(ctx, panelId)
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where the sample is taken; null while its subgraph is unavailable.',
  })
  location(@Root() { locationId }: LabOrder): Location {
    return { id: locationId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Whose task the results are; null while they fit no patient.',
  })
  vet(@Root() { vetId }: LabOrder): User | null {
    return vetId === null ? null : { id: vetId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who ordered it; null while its part of the system does not answer.',
  })
  orderedBy(@Root() { orderedBy }: LabOrder): User {
    return { id: orderedBy }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who looked at the results; null while nobody has.',
  })
  acknowledgedBy(@Root() { acknowledgedBy }: LabOrder): User | null {
    return acknowledgedBy === null ? null : { id: acknowledgedBy }
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the laboratory must know; null for the owner.',
  })
  note(@Root() order: LabOrder, @Ctx() ctx: Context): string | null {
    return labNote(ctx, order)
  }

  @Directive('@listSize(assumedSize: 15)')
  @FieldResolver(() => [LabResult], {
    description: 'The values that hold, in the order of the panel’s tests, at most 100.',
  })
  results(@Root() { id }: LabOrder, @Ctx() ctx: Context): Promise<LabResult[]> {
    return resultsOf(ctx, id)
  }
}

@Resolver(() => LabResult)
export class LabResultResolver {
  @FieldResolver(() => LabTest, { description: 'What was measured.' })
  test(@Root() { testId }: LabResult, @Ctx() ctx: Context): Promise<LabTest> {
    return getTest(ctx, testId)
  }

  @FieldResolver(() => Float, { nullable: true, description: 'The number in `unit`; null for words.' })
  value(@Root() { value }: LabResult): number | null {
    return shownValue(value)
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'The lower limit of the range at the time, in `unit`; null for none.',
  })
  low(@Root() { low }: LabResult): number | null {
    return shownValue(low)
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'The upper limit of the range at the time, in `unit`; null for none.',
  })
  high(@Root() { high }: LabResult): number | null {
    return shownValue(high)
  }

  @Directive('@listSize(assumedSize: 1)')
  @FieldResolver(() => [ReplacedLabResult], {
    description: 'The values in whose place it stands, the oldest first; empty for the owner.',
  })
  replaced(@Root() result: LabResult, @Ctx() ctx: Context): Promise<ReplacedLabResult[]> {
    return replacedBefore(ctx, result)
  }
}

@Resolver(() => ReplacedLabResult)
export class ReplacedLabResultResolver {
  @FieldResolver(() => Float, { nullable: true, description: 'The number in `unit`; null for words.' })
  value(@Root() { value }: ReplacedLabResult): number | null {
    return shownValue(value)
  }
}

@Resolver(() => Pet)
export class PetLabOrdersResolver {
  @FieldResolver(() => LabOrderConnection, {
    description:
      'What was ordered of the laboratory for it, the latest first: for its owner the results that were released, none for staff without `lab:read`.',
  })
  async labOrders(
    @Root() pet: Pet,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<LabOrderConnection> {
    return new LabOrderConnection(await listLabOrdersOf(ctx, pet.id, args))
  }
}
