import { BasedOnVersion, Id, Text, Version } from '@vetgraph/kit/fields'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import {
  AppointmentCategory,
  AppointmentColour,
  OnlineBooking,
  type SpeciesMinutes,
} from './appointment-type.table.ts'
import { EquipmentKind } from '../equipment/equipment.table.ts'

registerEnumType(AppointmentCategory, {
  name: 'AppointmentCategory',
  description: 'The category of an appointment type, used for reports.',
  valuesConfig: {
    CHECKUP: { description: 'A general examination.' },
    VACCINATION: { description: 'A vaccination, with a short health check.' },
    SURGERY: { description: 'An operation under anaesthesia.' },
    EMERGENCY: { description: 'An emergency that cannot wait.' },
    DENTAL: { description: 'Dental work, usually under anaesthesia.' },
    GROOMING: { description: 'Care of coat, nails and ears.' },
    FOLLOW_UP: { description: 'A follow-up on an earlier treatment.' },
  },
})

registerEnumType(AppointmentColour, {
  name: 'AppointmentColour',
  description: 'The colour of an appointment type in the diary; each screen has its own shade of it.',
  valuesConfig: {
    GREY: { description: 'Grey.' },
    BLUE: { description: 'Blue.' },
    TEAL: { description: 'Teal.' },
    GREEN: { description: 'Green.' },
    AMBER: { description: 'Amber.' },
    ORANGE: { description: 'Orange.' },
    RED: { description: 'Red.' },
    VIOLET: { description: 'Violet.' },
  },
})

registerEnumType(OnlineBooking, {
  name: 'OnlineBooking',
  description: 'Who may book appointments of a type online.',
  valuesConfig: {
    NOBODY: { description: 'Only staff book it.' },
    CLIENTS: { description: 'Owners with an account of the portal, for their own pets.' },
    EVERYBODY: { description: 'Owners with an account, and new clients.' },
  },
})

@ObjectType({ description: 'The usual duration of an appointment type for one species.' })
export class SpeciesDuration {
  @Field(() => ID, { description: 'The species’ id.' })
  speciesId!: string

  @Field(() => Int, { description: 'The usual duration, in minutes.' })
  minutes!: number
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Something the hospital offers by appointment, with its usual length.' })
export class AppointmentType {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name that owners see.' })
  name!: string

  @Field(() => AppointmentCategory, { description: 'The category of the appointment type.' })
  category!: AppointmentCategory

  @Field(() => AppointmentColour, { description: 'The colour in the diary.' })
  colour!: AppointmentColour

  @Field(() => Int, { description: 'The usual duration, in minutes.' })
  durationMinutes!: number

  @Field(() => [SpeciesDuration], {
    description: 'The usual duration for species that differ from `durationMinutes`.',
  })
  speciesDurations!: readonly SpeciesMinutes[]

  @Field(() => Int, {
    description: 'Minutes of preparation before each appointment, in which vet and room are occupied.',
  })
  bufferBeforeMinutes!: number

  @Field(() => Int, {
    description: 'Minutes of cleaning after each appointment, in which vet and room are occupied.',
  })
  bufferAfterMinutes!: number

  @Field(() => Boolean, {
    description: 'Whether it needs a room; a free one is assigned if none is chosen.',
  })
  needsRoom!: boolean

  @Field(() => [EquipmentKind], {
    description: 'The kinds of equipment it requires; a free piece of each is booked with it.',
  })
  equipmentKinds!: EquipmentKind[]

  @Field(() => OnlineBooking, { description: 'Who may book it online.' })
  onlineBooking!: OnlineBooking

  @Field(() => Int, { description: 'The least number of hours between an online booking and its start.' })
  onlineNoticeHours!: number

  @Field(() => Int, { description: 'How many days ahead it can be booked online.' })
  onlineHorizonDays!: number

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of appointments of this type on a day of a location at which online booking stops for that day; null for no limit.',
  })
  onlineDailyCap!: number | null

  @Field(() => Boolean, { description: 'Whether it can be booked.' })
  active!: boolean

  @Version()
  version!: number
}

@InputType({ description: 'The usual duration of an appointment type for one species.' })
export class SpeciesDurationInput {
  @Field(() => ID, { description: 'The species’ id.' })
  speciesId!: string

  @Field(() => Int, { description: 'The usual duration in minutes: 5 to 480, in steps of 5.' })
  minutes!: number
}

@InputType({ description: 'What can be said of an appointment type beside its name, category and duration.' })
class AppointmentTypeRules {
  @Field(() => AppointmentColour, { nullable: true, description: 'The colour in the diary.' })
  colour?: AppointmentColour | null

  @Field(() => [SpeciesDurationInput], {
    nullable: true,
    description: 'The usual duration for species that differ; each species at most once.',
  })
  speciesDurations?: SpeciesDurationInput[] | null

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes of preparation: 0 to 120, in steps of 5. Visits that are booked keep theirs.',
  })
  bufferBeforeMinutes?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes of cleaning: 0 to 120, in steps of 5. Visits that are booked keep theirs.',
  })
  bufferAfterMinutes?: number | null

  @Field(() => [EquipmentKind], {
    nullable: true,
    description: 'The kinds of equipment it requires; each at most once. Visits that are booked keep theirs.',
  })
  equipmentKinds?: EquipmentKind[] | null

  @Field(() => OnlineBooking, { nullable: true, description: 'Who may book it online.' })
  onlineBooking?: OnlineBooking | null

  @Field(() => Int, { nullable: true, description: 'Notice for online booking in hours, 0 to 720.' })
  onlineNoticeHours?: number | null

  @Field(() => Int, { nullable: true, description: 'How many days ahead it is booked online, 1 to 540.' })
  onlineHorizonDays?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'Appointments a day at which online booking stops, 1 to 500; null for no limit.',
  })
  onlineDailyCap?: number | null
}

@InputType({ description: 'A new appointment type; nobody books it online unless that is said.' })
export class CreateAppointmentTypeInput extends AppointmentTypeRules {
  @Text({ description: 'The name that owners see. CONFLICT if another type has it, also a retired one.' })
  name!: string

  @Field(() => AppointmentCategory, { description: 'The category.' })
  category!: AppointmentCategory

  @Field(() => Int, { description: 'The usual duration in minutes: 5 to 480, in steps of 5.' })
  durationMinutes!: number

  @Field(() => Boolean, { description: 'Whether it needs a room.' })
  needsRoom!: boolean
}

@InputType({ description: 'A change to an appointment type; omitted fields stay unchanged.' })
export class UpdateAppointmentTypeInput extends AppointmentTypeRules {
  @Field(() => ID, { description: 'The id of the appointment type.' })
  id!: string

  @BasedOnVersion()
  version!: number

  @Text({ nullable: true, description: 'The name that owners see.' })
  name?: string | null

  @Field(() => AppointmentCategory, { nullable: true, description: 'The category.' })
  category?: AppointmentCategory | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The usual duration in minutes: 5 to 480, in steps of 5. Visits that are booked keep theirs.',
  })
  durationMinutes?: number | null

  @Field(() => Boolean, { nullable: true, description: 'Whether it needs a room.' })
  needsRoom?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'False retires the type: existing appointments stay, nothing new is booked. True brings it back.',
  })
  active?: boolean | null
}
