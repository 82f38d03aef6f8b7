import { CalendarDate } from '@vetgraph/kit/scalars'
import { Field, Float, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'Which prescriptions to list; what is left out does not narrow.' })
export class PrescriptionFilter {
  @Field(() => ID, { nullable: true, description: 'Only this pet’s.' })
  petId?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those of which something may still be dispensed. False: only the others.',
  })
  active?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only active ones with repeats of which at most one quantity is left.',
  })
  runningOut?: boolean | null
}

@InputType({ description: 'A reason to prescribe although something speaks against it.' })
export class OverrideInput {
  @Field(() => ID, { description: 'The stop, as the CONFLICT or `prescriptionStops` names it.' })
  stopId!: string

  @Field(() => String, { description: 'Why, up to 1,000 characters; it is kept.' })
  reason!: string
}

@InputType({ description: 'A medicine for a pet, with what is needed to check it.' })
export class MedicineInput {
  @Field(() => ID, { description: 'The patient.' })
  petId!: string

  @Field(() => ID, {
    nullable: true,
    description: 'The dose of the formulary; it says product, substance, unit and item.',
  })
  formularyDoseId?: string | null

  @Field(() => ID, { nullable: true, description: 'The substance; needed without a dose of the formulary.' })
  substanceId?: string | null

  @Field(() => Float, { nullable: true, description: 'How much at a time in the unit, to 0.001.' })
  dose?: number | null
}

@InputType({ description: 'A new prescription. It authorises quantity × (repeats + 1).' })
export class PrescribeInput extends MedicineInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The item of the inventory; it says name and unit when there is no dose of the formulary.',
  })
  itemId?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The medicine in words, up to 200 characters; needed without item and dose of the formulary.',
  })
  drug?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'What is counted; needed with `drug`, up to 50 characters.',
  })
  unit?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'How often it is given, up to 200 characters; needed without a dose of the formulary.',
  })
  frequency?: string | null

  @Field(() => String, { nullable: true, description: 'How it is given, up to 1,000 characters.' })
  instructions?: string | null

  @Field(() => Float, { description: 'How much is handed out at a time, in the unit, to 0.001.' })
  quantity!: number

  @Field(() => Int, { nullable: true, description: 'How often again, 0 to 24; 0 if left out.' })
  repeats?: number | null

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day on which it may be dispensed, within a year; six months ahead if left out.',
  })
  expiresOn?: string | null

  @Field(() => [OverrideInput], {
    nullable: true,
    description:
      'Reasons for what speaks against it; a stop without one is a CONFLICT that lists all `stops`.',
  })
  overrides?: OverrideInput[] | null

  @Field(() => ID, {
    nullable: true,
    description:
      'Where it is prescribed: there a fee for prescribing is charged, if the price list has one; none if left out.',
  })
  locationId?: string | null
}

@InputType({
  description: 'A change to a prescription of which nothing was dispensed; what is left out stays.',
})
export class UpdatePrescriptionInput {
  @Field(() => ID, { description: 'The prescription.' })
  id!: string

  @Field(() => Int, { description: 'The version the change is based on; a stale one is a CONFLICT.' })
  version!: number

  @Field(() => Float, { nullable: true, description: 'How much at a time; checked like a new one.' })
  dose?: number | null

  @Field(() => String, { nullable: true, description: 'How often, up to 200 characters.' })
  frequency?: string | null

  @Field(() => String, { nullable: true, description: 'How it is given, up to 1,000 characters.' })
  instructions?: string | null

  @Field(() => Float, { nullable: true, description: 'How much is handed out at a time.' })
  quantity?: number | null

  @Field(() => Int, { nullable: true, description: 'How often again, 0 to 24.' })
  repeats?: number | null

  @Field(() => CalendarDate, { nullable: true, description: 'The last day, within a year.' })
  expiresOn?: string | null

  @Field(() => [OverrideInput], { nullable: true, description: 'Reasons for what speaks against it now.' })
  overrides?: OverrideInput[] | null
}

@InputType({ description: 'Hands out some of a prescription.' })
export class RefillPrescriptionInput {
  @Field(() => ID, { description: 'The prescription.' })
  id!: string

  @Field(() => ID, { description: 'The location whose stock it comes from.' })
  locationId!: string

  @Field(() => Float, {
    nullable: true,
    description:
      'How much, to 0.001; left out, the prescription’s quantity or the rest if that is less. More than is left is a CONFLICT with `remaining`.',
  })
  quantity?: number | null
}

@InputType({ description: 'Ends a prescription; what was dispensed stays.' })
export class CancelPrescriptionInput {
  @Field(() => ID, { description: 'The prescription.' })
  id!: string

  @Field(() => String, { description: 'Why, up to 1,000 characters.' })
  reason!: string
}
