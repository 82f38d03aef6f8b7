import { Text } from '@vetgraph/kit/fields'
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'

export enum DuplicateReason {
  MICROCHIP = 'MICROCHIP',
  PHONE = 'PHONE',
  EMAIL = 'EMAIL',
  NAME = 'NAME',
  PET_NAME = 'PET_NAME',
}

registerEnumType(DuplicateReason, {
  name: 'DuplicateReason',
  description: 'By what something that is entered resembles what is there already.',
  valuesConfig: {
    MICROCHIP: { description: 'A pet has the same microchip.' },
    PHONE: { description: 'An owner has the same telephone number.' },
    EMAIL: { description: 'An owner has the same e-mail address.' },
    NAME: { description: 'An owner has the same name, or one that is written nearly so.' },
    PET_NAME: { description: 'The same owner has a pet of the same name, or one that is written nearly so.' },
  },
})

@ObjectType({ description: 'An owner or a pet that may be the one that is being entered.' })
export class PossibleDuplicate {
  @Field(() => [DuplicateReason], { description: 'Why it may be the same, the surest reason first.' })
  reasons!: DuplicateReason[]

  ownerId!: string
  /** Null where the owner itself is alike. */
  petId!: string | null
}

@InputType({ description: 'What has been typed of a new owner or pet so far; what is not known is omitted.' })
export class PossibleDuplicatesInput {
  @Text({ nullable: true, description: 'The owner’s given name.' })
  firstName?: string | null

  @Text({ nullable: true, description: 'The owner’s family name; names are compared once both are there.' })
  lastName?: string | null

  @Text({ nullable: true, description: 'E-mail address; one that is not complete yet matches nothing.' })
  email?: string | null

  @Field(() => [String], {
    nullable: true,
    description: 'Telephone numbers, the first 10; one that is not complete yet matches nothing.',
  })
  phones?: string[] | null

  @Field(() => [String], {
    nullable: true,
    description: 'Microchips of the pet, the first 10; one that is not complete yet matches nothing.',
  })
  microchips?: string[] | null

  @Field(() => ID, { nullable: true, description: 'Whose pet it will be.' })
  ownerId?: string | null

  @Text({ nullable: true, description: 'The pet’s name; compared with those of the owner’s pets.' })
  petName?: string | null
}
