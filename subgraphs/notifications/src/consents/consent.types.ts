import { connectionOf } from '@vetgraph/kit/connection'
import { Id } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { ConsentChannel, ConsentPurpose, ConsentSource } from './consent.table.ts'

registerEnumType(ConsentPurpose, {
  name: 'ConsentPurpose',
  description: 'For what a client may be written to or called.',
  valuesConfig: {
    APPOINTMENT_REMINDERS: { description: 'Visits that are booked: reminders, changes.' },
    HEALTH_REMINDERS: { description: 'What falls due for an animal: vaccinations, check-ups.' },
    NEWS: { description: 'News and offers of the hospital.' },
    SURVEYS: { description: 'Questions about how a visit was.' },
  },
})

registerEnumType(ConsentChannel, {
  name: 'ConsentChannel',
  description: 'How a client is reached.',
  valuesConfig: {
    EMAIL: { description: 'By e-mail.' },
    SMS: { description: 'By a text message to the mobile telephone.' },
    PHONE: { description: 'By a call.' },
    POST: { description: 'By a letter or a card.' },
  },
})

registerEnumType(ConsentSource, {
  name: 'ConsentSource',
  description: 'Where a decision was written down.',
  valuesConfig: {
    PORTAL: { description: 'By the client, in the portal.' },
    FRONT_DESK: { description: 'By somebody of the hospital, for the client.' },
  },
})

@ObjectType({ description: 'What a client is asked for one purpose, word for word.' })
export class ConsentWording {
  @Field(() => ConsentPurpose, { description: 'The purpose.' })
  purpose!: ConsentPurpose

  @Field(() => Int, { description: 'Counts up from 1 with each change of the words.' })
  version!: number

  @Field(() => String, { description: 'The words.' })
  text!: string

  @Field(() => Date, { description: 'Since when they are asked.' })
  since!: Date
}

@ObjectType({ description: 'One decision of a client about one purpose and channel. It is never changed.' })
export class ConsentDecision {
  @Id()
  id!: string

  @Field(() => ConsentPurpose, { description: 'For what.' })
  purpose!: ConsentPurpose

  @Field(() => ConsentChannel, { description: 'By which way.' })
  channel!: ConsentChannel

  @Field(() => Boolean, {
    description: 'Whether the client agreed; false refuses or takes back.',
  })
  granted!: boolean

  @Field(() => Int, { description: 'Which version of the words they were asked.' })
  wordingVersion!: number

  @Field(() => ConsentSource, { description: 'Where it was written down.' })
  source!: ConsentSource

  @Field(() => Date, { description: 'When.' })
  decidedAt!: Date

  recordedById!: string
}

@ObjectType({ description: 'How a client stands to being reached for one purpose by one way.' })
export class Consent {
  @Field(() => ConsentPurpose, { description: 'For what.' })
  purpose!: ConsentPurpose

  @Field(() => ConsentChannel, { description: 'By which way.' })
  channel!: ConsentChannel

  @Field(() => ConsentWording, { description: 'What is asked today.' })
  wording!: ConsentWording

  @Field(() => ConsentDecision, {
    nullable: true,
    description: 'The latest decision; null when the client was never asked, which counts as no.',
  })
  decision!: ConsentDecision | null

  @Field(() => Boolean, {
    description: 'Whether the client agreed to other words than those of today, and should be asked again.',
  })
  outdated!: boolean
}

@ObjectType('ConsentDecisionConnection', { description: 'A page of decisions.' })
export class ConsentDecisionConnection extends connectionOf(
  () => ConsentDecision,
  'ConsentDecision',
  'decisions',
) {}

@InputType({ description: 'What a client decided.' })
export class DecideConsentInput {
  @Field(() => ID, { description: 'The client; owners decide for themselves only.' })
  ownerId!: string

  @Field(() => ConsentPurpose, { description: 'For what.' })
  purpose!: ConsentPurpose

  @Field(() => ConsentChannel, { description: 'By which way.' })
  channel!: ConsentChannel

  @Field(() => Boolean, { description: 'Whether they agree; false refuses or takes back.' })
  granted!: boolean

  @Field(() => Int, { description: 'The version of the words they were asked: that of today.' })
  wordingVersion!: number
}

@InputType({ description: 'New words for a purpose.' })
export class PublishConsentWordingInput {
  @Field(() => ConsentPurpose, { description: 'The purpose.' })
  purpose!: ConsentPurpose

  @Field(() => String, { description: 'The words, 20 to 2,000 characters.' })
  text!: string

  @Field(() => Int, { description: 'The version that they replace.' })
  basedOn!: number
}
