import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { ConsentChannel, ConsentPurpose, ConsentSource } from './consent.table.ts'

registerEnumType(ConsentPurpose, {
  name: 'ConsentPurpose',
  description: 'A purpose for which an owner may be contacted.',
  valuesConfig: {
    APPOINTMENT_REMINDERS: { description: 'Reminders and changes of booked appointments.' },
    HEALTH_REMINDERS: { description: 'Reminders of what an animal needs: vaccinations, check-ups.' },
    NEWS: { description: 'News and offers of the hospital.' },
    SURVEYS: { description: 'Questions about the owner’s satisfaction after an appointment.' },
  },
})

registerEnumType(ConsentChannel, {
  name: 'ConsentChannel',
  description: 'A channel by which an owner is contacted.',
  valuesConfig: {
    EMAIL: { description: 'By e-mail.' },
    SMS: { description: 'By text message to a mobile phone.' },
    PHONE: { description: 'By a call.' },
    POST: { description: 'By letter or postcard.' },
  },
})

registerEnumType(ConsentSource, {
  name: 'ConsentSource',
  description: 'Where a decision was recorded.',
  valuesConfig: {
    PORTAL: { description: 'By the owner, in the portal.' },
    FRONT_DESK: { description: 'By staff, on the owner’s behalf.' },
    LINK: { description: 'By whoever had the link of a reminder: a withdrawal.' },
  },
})

@ObjectType({ description: 'The exact wording by which owners are asked for consent to a purpose.' })
export class ConsentWording {
  @Field(() => ConsentPurpose, { description: 'The purpose.' })
  purpose!: ConsentPurpose

  @Field(() => Int, {
    description: 'The version number: 1 for the first wording, then one more for each change.',
  })
  version!: number

  @Field(() => String, { description: 'The wording.' })
  text!: string

  @Field(() => Date, { description: 'When this wording was published.' })
  since!: Date
}

@ObjectType({
  description:
    'One decision of an owner for a purpose and channel. Decisions are never changed, only followed by newer ones.',
})
export class ConsentDecision {
  @Id()
  id!: string

  @Field(() => ConsentPurpose, { description: 'The purpose.' })
  purpose!: ConsentPurpose

  @Field(() => ConsentChannel, { description: 'The channel.' })
  channel!: ConsentChannel

  @Field(() => Boolean, {
    description: 'True if the owner agreed; false if the owner refused or withdrew the consent.',
  })
  granted!: boolean

  @Field(() => Int, { description: 'The version of the wording that the owner was asked.' })
  wordingVersion!: number

  @Field(() => ConsentSource, { description: 'Where it was recorded.' })
  source!: ConsentSource

  @Field(() => Date, { description: 'When the decision was made.' })
  decidedAt!: Date

  recordedById!: string | null
}

@ObjectType({ description: 'An owner’s consent to being contacted for one purpose by one channel.' })
export class Consent {
  @Field(() => ConsentPurpose, { description: 'The purpose.' })
  purpose!: ConsentPurpose

  @Field(() => ConsentChannel, { description: 'The channel.' })
  channel!: ConsentChannel

  @Field(() => ConsentWording, { description: 'The current wording.' })
  wording!: ConsentWording

  @Field(() => ConsentDecision, {
    nullable: true,
    description: 'The latest decision; null if the owner was never asked, which counts as no consent.',
  })
  decision!: ConsentDecision | null

  @Field(() => Boolean, {
    description: 'Whether the owner agreed to an older wording, and should be asked again.',
  })
  outdated!: boolean
}

@ObjectType('ConsentDecisionConnection', { description: 'A page of consent decisions.' })
export class ConsentDecisionConnection extends connectionOf(
  () => ConsentDecision,
  'ConsentDecision',
  'consent decisions',
) {}

@InputType({ description: 'An owner’s decision.' })
export class DecideConsentInput {
  @Field(() => ID, { description: 'The owner’s id; pet owners can decide for themselves only.' })
  ownerId!: string

  @Field(() => ConsentPurpose, { description: 'The purpose.' })
  purpose!: ConsentPurpose

  @Field(() => ConsentChannel, { description: 'The channel.' })
  channel!: ConsentChannel

  @Field(() => Boolean, {
    description: 'True if the owner agrees; false if the owner refuses or withdraws the consent.',
  })
  granted!: boolean

  @Field(() => Int, {
    description: 'The version of the wording that the owner was asked; must be the current one.',
  })
  wordingVersion!: number
}

@InputType({ description: 'A new consent wording for a purpose.' })
export class PublishConsentWordingInput {
  @Field(() => ConsentPurpose, { description: 'The purpose.' })
  purpose!: ConsentPurpose

  @Field(() => String, { description: 'The wording, 20 to 2,000 characters.' })
  text!: string

  @Field(() => Int, { description: 'The version that the new wording replaces.' })
  basedOn!: number
}
