import type { Context } from '@vetgraph/kit/context'
import { Shared } from '@vetgraph/kit/contracts/personal'
import { hears } from '@vetgraph/kit/work/signals'
import {
  Arg,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import type { VisitShown } from '../appointments/appointment.service.ts'
import { Appointment, AppointmentChange } from '../appointments/appointment.types.ts'
import type { AppointmentSignal } from '../appointments/changes.service.ts'
import { forStaff } from '../appointments/history.service.ts'
import { hearPatientFlow, readPatientFlow } from './patient-flow.service.ts'
import { PatientFlow, PatientFlowChangeFilter } from './patient-flow.types.ts'
import { triageAppointment, triageOf } from './triage.service.ts'
import { Triage, TriageAppointmentInput } from './triage.types.ts'
import { registerWalkIn, updateWalkIn } from './walk-in.service.ts'
import { RegisterWalkInInput, UpdateWalkInInput } from './walk-in.types.ts'

@Resolver(() => Appointment)
export class PatientFlowResolver {
  @Directive('@cost(weight: 5)')
  @Query(() => PatientFlow, { description: 'The patients of a location now.' })
  patientFlow(
    @Arg('locationId', () => ID, { description: 'The location’s id.' }) locationId: string,
    @Ctx() ctx: Context,
  ): Promise<PatientFlow> {
    return readPatientFlow(ctx, locationId)
  }

  @Mutation(() => Appointment, {
    description:
      'Registers a pet that is brought without an appointment, as ARRIVED from now on. CONFLICT with `clash` if the pet has an appointment at this time: check that in instead. A repeated request with the same Idempotency-Key registers only once.',
  })
  registerWalkIn(
    @Arg('input', () => RegisterWalkInInput, { description: 'The patient, as far as it is known.' })
    input: RegisterWalkInInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return registerWalkIn(ctx, input)
  }

  @Mutation(() => Appointment, {
    description:
      'Adds what became known of a walk-in: the pet, who brought it, or another vet. The treatment cannot be completed before the pet is known.',
  })
  updateWalkIn(
    @Arg('input', () => UpdateWalkInInput, { description: 'What became known.' }) input: UpdateWalkInInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return updateWalkIn(ctx, input)
  }

  @Mutation(() => Appointment, {
    description:
      'Sets how urgent a patient is who has arrived. CONFLICT if it was treated already or is not there.',
  })
  triageAppointment(
    @Arg('input', () => TriageAppointmentInput, { description: 'The appointment and the triage level.' })
    input: TriageAppointmentInput,
    @Ctx() ctx: Context,
  ): Promise<Appointment> {
    return triageAppointment(ctx, input)
  }

  @Shared()
  @Subscription(() => AppointmentChange, {
    description:
      'What changes `patientFlow`: patients are expected, arrive, are triaged, go to another stage or leave, as it happens. Also changes of appointments of other days.',
    subscribe: hears(hearPatientFlow),
  })
  patientFlowChanged(
    @Root() change: AppointmentSignal,
    @Arg('filter', () => PatientFlowChangeFilter, {
      nullable: true,
      description: 'Filters; all changes that the viewer may see if omitted.',
    })
    _filter: PatientFlowChangeFilter | null,
  ): Omit<AppointmentChange, 'at'> {
    return change
  }

  @FieldResolver(() => Triage, {
    nullable: true,
    description: 'How urgent the patient was found to be; null before triage, and for pet owners.',
  })
  triage(@Root() visit: VisitShown, @Ctx() ctx: Context): Triage | null {
    return triageOf(ctx, visit)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What the patient of a walk-in looked like before it was known; null for pet owners, and if nobody described it.',
  })
  patientDescription(@Root() visit: VisitShown, @Ctx() ctx: Context): string | null {
    return forStaff(ctx, visit, visit.patientDescription)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who brought a walk-in and how to reach them; null for pet owners, and if nobody noted it.',
  })
  broughtBy(@Root() visit: VisitShown, @Ctx() ctx: Context): string | null {
    return forStaff(ctx, visit, visit.broughtBy)
  }
}
