import { ErrorCode } from '@vetgraph/kit/errors'
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'

/** The largest file, in characters: whole requests are refused above 1 MB. */
export const maxCharacters = 800_000

/** The most visits of a file. */
export const maxVisits = 2000

export enum ImportOutcome {
  BOOK = 'BOOK',
  KNOWN = 'KNOWN',
  PAST = 'PAST',
  CANCELLED = 'CANCELLED',
}

registerEnumType(ImportOutcome, {
  name: 'ImportOutcome',
  description: 'What becomes of a visit of a file.',
  valuesConfig: {
    BOOK: { description: 'It is booked.' },
    KNOWN: { description: 'It was imported before, and nothing changes.' },
    PAST: { description: 'It has begun already and is left out.' },
    CANCELLED: { description: 'The file says that it is cancelled, and it is left out.' },
  },
})

@InputType({ description: 'The calendar of another system.' })
export class ImportAppointmentsInput {
  @Field(() => ID, {
    description: 'The location at which the visits take place; times without a time zone are its own.',
  })
  locationId!: string

  @Field(() => String, {
    description: `The file as it is, in UTF-8: iCalendar (RFC 5545), or CSV with commas or semicolons; at most ${maxCharacters.toLocaleString('en')} characters and ${maxVisits.toLocaleString('en')} visits. Columns of a CSV file: \`date\` and \`time\`, or \`start\` (ISO 8601); \`minutes\` or \`end\`, else the type’s duration; \`type\`; \`vet\` (name or e-mail address); \`room\`, if one is wanted; \`microchip\`, or \`client\` (e-mail address or telephone number) and \`pet\` (name); \`note\`; and \`id\`, by which the other system knows the visit. An event of iCalendar has \`type: pet\` as SUMMARY, the vet as ORGANIZER, the client as ATTENDEE, the room as LOCATION and the note as DESCRIPTION; one that recurs is refused.`,
  })
  file!: string

  @Field(() => Boolean, { description: 'True to see what would happen; nothing is written.' })
  dryRun!: boolean
}

@ObjectType({ description: 'What becomes of a visit of the file.' })
export class ImportedVisit {
  @Field(() => Int, { description: 'The line of the file at which it begins, from 1.' })
  line!: number

  @Field(() => ImportOutcome, { description: 'What becomes of it.' })
  outcome!: ImportOutcome

  @Field(() => Date, { description: 'When it begins.' })
  startsAt!: Date

  @Field(() => Date, {
    nullable: true,
    description: 'When it ends; null if it is left out and the file does not say.',
  })
  endsAt!: Date | null

  @Field(() => String, { nullable: true, description: 'The patient’s name; null if it is left out.' })
  petName!: string | null

  @Field(() => String, { nullable: true, description: 'The vet’s name; null if it is left out.' })
  vetName!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The name of the appointment type; null if it is left out.',
  })
  typeName!: string | null

  @Field(() => String, { nullable: true, description: 'The name of the room; null for none.' })
  roomName!: string | null
}

@ObjectType({ description: 'What is wrong with a line of the file.' })
export class AppointmentImportMistake {
  @Field(() => Int, { description: 'The line of the file, from 1.' })
  line!: number

  @Field(() => String, {
    nullable: true,
    description: 'The column of the CSV file or the property of iCalendar; null for the whole line.',
  })
  column!: string | null

  @Field(() => ErrorCode, {
    description:
      'BAD_USER_INPUT, NOT_FOUND for what the hospital does not have, or CONFLICT for what is taken.',
  })
  code!: ErrorCode

  @Field(() => String, { description: 'What is wrong with it.' })
  message!: string
}

@ObjectType({ description: 'What a file makes of the calendar.' })
export class AppointmentImport {
  @Field(() => Boolean, { description: 'Whether it was written: false in a dry run and if a line is wrong.' })
  applied!: boolean

  @Directive('@listSize(assumedSize: 500)')
  @Field(() => [ImportedVisit], {
    description: 'The visits of the file with which nothing is wrong, in its order.',
  })
  visits!: ImportedVisit[]

  @Directive('@listSize(assumedSize: 100)')
  @Field(() => [AppointmentImportMistake], {
    description: 'What is wrong, by line; at most 100. With any of it nothing is written.',
  })
  errors!: AppointmentImportMistake[]
}
