import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { cancelPrescription, prescribe, updatePrescription } from './prescribe.service.ts'
import {
  CancelPrescriptionInput,
  PrescribeInput,
  RefillPrescriptionInput,
  UpdatePrescriptionInput,
} from './prescription.inputs.ts'
import { Prescription } from './prescription.types.ts'
import { refillPrescription } from './refill.service.ts'

@Resolver(() => Prescription)
export class PrescriptionChangesResolver {
  @Mutation(() => Prescription, {
    description:
      'Prescribes a medicine in the viewer’s name. FORBIDDEN unless the viewer has a prescriber’s number that has not expired; BAD_USER_INPUT for a pet that is not active; CONFLICT with all `stops` when one has no reason among the overrides. With an Idempotency-Key a repetition answers the first one’s.',
  })
  prescribe(
    @Arg('input', () => PrescribeInput, { description: 'The prescription.' }) input: PrescribeInput,
    @Ctx() ctx: Context,
  ): Promise<Prescription> {
    return prescribe(ctx, input)
  }

  @Mutation(() => Prescription, {
    description:
      'Changes a prescription in the viewer’s name, as long as nothing was dispensed; it is checked like a new one. CONFLICT at `quantity` when one with an `item` would authorise less: cancel it and write a new one.',
  })
  updatePrescription(
    @Arg('input', () => UpdatePrescriptionInput, { description: 'What changes.' })
    input: UpdatePrescriptionInput,
    @Ctx() ctx: Context,
  ): Promise<Prescription> {
    return updatePrescription(ctx, input)
  }

  @Mutation(() => Prescription, {
    description:
      'Hands out some of a prescription of what the hospital does not keep in stock; the rest is handed out by `dispense`. CONFLICT when it has an `item`, is used up, expired or cancelled, or less is left. With an Idempotency-Key a repetition hands out nothing more.',
  })
  refillPrescription(
    @Arg('input', () => RefillPrescriptionInput, { description: 'Which prescription, and how much.' })
    input: RefillPrescriptionInput,
    @Ctx() ctx: Context,
  ): Promise<Prescription> {
    return refillPrescription(ctx, input)
  }

  @Mutation(() => Prescription, {
    description: 'Ends a prescription; what was dispensed stays. Doing it twice is no error.',
  })
  cancelPrescription(
    @Arg('input', () => CancelPrescriptionInput, { description: 'Which prescription, and why.' })
    input: CancelPrescriptionInput,
    @Ctx() ctx: Context,
  ): Promise<Prescription> {
    return cancelPrescription(ctx, input)
  }
}
