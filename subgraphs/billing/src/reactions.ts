import type { Reactions } from '@vetgraph/kit/contracts/events'
import {
  chargeDispensing,
  chargeLabTest,
  chargePrescription,
  chargeRest,
  chargeStay,
  chargeVaccination,
  takeBackLabTest,
  takeBackPrescription,
  takeBackVaccination,
} from './charges/clinical-act.service.ts'
import { draftForVisit, takeBackDraft } from './charges/visit.service.ts'
import { draftForPlan } from './estimates/plan.service.ts'
import { keepVisit, locations, owners } from './refs/refs.service.ts'

/** What billing does when something happens elsewhere. */
export const reactions: Reactions = {
  'location.changed': locations.heard,
  'owner.changed': owners.heard,
  'appointment.booked': async (ctx, { payload }) => {
    await keepVisit(ctx, payload, false)
  },
  'appointment.rescheduled': async (ctx, { payload }) => {
    await keepVisit(ctx, payload, false)
  },
  'appointment.completed': (ctx, { payload }) => draftForVisit(ctx, payload),
  'appointment.reopened': (ctx, { payload }) => takeBackDraft(ctx, payload),
  'vaccination.given': chargeVaccination,
  'vaccination.retracted': takeBackVaccination,
  'in-patient.discharged': chargeStay,
  'lab-test.ordered': chargeLabTest,
  'lab-test.cancelled': takeBackLabTest,
  'treatment-plan.decided': (ctx, { payload }) => draftForPlan(ctx, payload),
  'prescription.created': chargePrescription,
  'prescription.dispensed': chargeDispensing,
  'prescription.returned': chargeRest,
  'prescription.cancelled': takeBackPrescription,
}
