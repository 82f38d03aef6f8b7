import type { Context } from '@vetgraph/kit/context'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { hears } from '@vetgraph/kit/work/signals'
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql'
import { Service, User } from '../refs/stubs.ts'
import { recordTreatment, undoTreatment } from './entry.service.ts'
import {
  OrderTreatmentInput,
  RecordTreatmentInput,
  StopTreatmentInput,
  TreatmentSheetFilter,
  UndoTreatmentInput,
} from './in-patient.inputs.ts'
import { getSheetChange, hearSheets, type SheetSignal } from './in-patient.service.ts'
import { Treatment, TreatmentEntry, TreatmentSheet, TreatmentSheetChange } from './in-patient.types.ts'
import { orderTreatment, stopTreatment } from './order.service.ts'
import { treatmentSheet } from './sheet.service.ts'

const key = 'With an Idempotency-Key a repetition answers the first one’s.'

@Resolver(() => Treatment)
export class TreatmentResolver {
  @Query(() => TreatmentSheet, {
    description:
      'What is to be done for an in-patient on a day, and what was done. Opening it leaves the audit entry of a chart. Needs `in-patient:read`.',
  })
  treatmentSheet(
    @Arg('inPatientId', () => ID, { description: 'The stay.' }) inPatientId: string,
    @Arg('date', () => CalendarDate, {
      nullable: true,
      description:
        'The day of the location’s clock: today if left out, the day of discharge for who has gone home.',
    })
    date: string | null,
    @Ctx() ctx: Context,
  ): Promise<TreatmentSheet> {
    return treatmentSheet(ctx, inPatientId, date)
  }

  @Mutation(() => Treatment, {
    description: `Orders something for an in-patient. CONFLICT after discharge and for a patient that has died; BAD_USER_INPUT at \`startsAt\` for a time past or more than a week ahead. Needs \`treatment:order\`. ${key}`,
  })
  orderTreatment(
    @Arg('input', () => OrderTreatmentInput, { description: 'What, and how often.' })
    input: OrderTreatmentInput,
    @Ctx() ctx: Context,
  ): Promise<Treatment> {
    return orderTreatment(ctx, input)
  }

  @Mutation(() => Treatment, {
    description:
      'Ends a treatment from now on; what was due before stays on the sheet. CONFLICT when it is stopped already. Needs `treatment:order`.',
  })
  stopTreatment(
    @Arg('input', () => StopTreatmentInput, { description: 'Which, and why.' }) input: StopTreatmentInput,
    @Ctx() ctx: Context,
  ): Promise<Treatment> {
    return stopTreatment(ctx, input)
  }

  @Mutation(() => TreatmentEntry, {
    description: `Keeps what was done about a treatment at one of its times. CONFLICT at \`dueAt\` when somebody has entered it: the message and \`enteredBy\` say who, \`at\` when. BAD_USER_INPUT at \`at\` for a time to come, at \`dueAt\` for what is none of its times, at \`note\` without a reason for what was not given. Needs \`treatment:record\`. ${key}`,
  })
  recordTreatment(
    @Arg('input', () => RecordTreatmentInput, { description: 'What was done.' }) input: RecordTreatmentInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentEntry> {
    return recordTreatment(ctx, input)
  }

  @Mutation(() => TreatmentEntry, {
    description:
      'Takes an entry back for a reason: it is kept, and its time is open again. CONFLICT when it is undone already. Needs `treatment:record`.',
  })
  undoTreatment(
    @Arg('input', () => UndoTreatmentInput, { description: 'Which, and why.' }) input: UndoTreatmentInput,
    @Ctx() ctx: Context,
  ): Promise<TreatmentEntry> {
    return undoTreatment(ctx, input)
  }

  @Subscription(() => TreatmentSheetChange, {
    description:
      'Every change of treatment sheets and of those who are in the hospital, as it happens, of the locations where the viewer holds `in-patient:read`.',
    subscribe: hears(hearSheets),
  })
  treatmentSheetChanged(
    @Root() change: SheetSignal,
    @Arg('filter', () => TreatmentSheetFilter, { nullable: true, description: 'Whose; all if left out.' })
    _filter: TreatmentSheetFilter | null,
    @Ctx() ctx: Context,
  ): Promise<TreatmentSheetChange> {
    return getSheetChange(ctx, change)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who ordered it; null while its part of the system does not answer.',
  })
  orderedBy(@Root() { orderedBy }: Treatment): User {
    return { id: orderedBy }
  }

  @FieldResolver(() => Service, {
    nullable: true,
    description:
      'The entry of the price list that charges each time it is given; null where nothing does, and while its part of the system does not answer.',
  })
  service(@Root() { serviceId }: Treatment): Service | null {
    return serviceId === null ? null : { id: serviceId }
  }
}

@Resolver(() => TreatmentEntry)
export class TreatmentEntryResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who entered it; null while its part of the system does not answer.',
  })
  enteredBy(@Root() { enteredBy }: TreatmentEntry): User {
    return { id: enteredBy }
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who has undone it; null while it holds.' })
  undoneBy(@Root() { undoneBy }: TreatmentEntry): User | null {
    return undoneBy === null ? null : { id: undoneBy }
  }
}
