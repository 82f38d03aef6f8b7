import { Id, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'
import { ConsentFormCategory } from './consent-form-template.table.ts'
import { ConsentFormStatus } from './consent-form.table.ts'

registerEnumType(ConsentFormCategory, {
  name: 'ConsentFormCategory',
  description: 'What an owner is asked to agree to.',
  valuesConfig: {
    ANAESTHESIA: { description: 'Anaesthesia or surgery. For the living only.' },
    DENTAL: { description: 'A treatment of the teeth. For the living only.' },
    EUTHANASIA: { description: 'Euthanasia. For the living only.' },
    AFTER_DEATH: { description: 'What is done with a patient that has died.' },
    RECORDS: { description: 'That records are given to somebody else.' },
    OTHER: { description: 'Anything else.' },
  },
})

registerEnumType(ConsentFormStatus, {
  name: 'ConsentFormStatus',
  description: 'What has become of a consent form.',
  valuesConfig: {
    PREPARED: { description: 'It waits to be signed.' },
    SIGNED: { description: 'It was signed and holds.' },
    DECLINED: { description: 'The owner did not sign.' },
    WITHDRAWN: { description: 'It holds no longer, whether it had been signed or not.' },
  },
})

@ObjectType({
  description:
    'The words of consent forms for a kind of procedure. A form keeps the words that it was prepared with.',
})
export class ConsentFormTemplate {
  @Id()
  id!: string

  @Field(() => String, { description: 'What forms of it are called.' })
  name!: string

  @Field(() => ConsentFormCategory, { description: 'What they are for.' })
  category!: ConsentFormCategory

  @Field(() => String, {
    description: 'The words, with variables as `{{ pet }}`; blank lines separate paragraphs.',
  })
  wording!: string

  @Field(() => Boolean, {
    description: 'Whether who signs must say if the patient is resuscitated.',
  })
  asksResuscitation!: boolean

  @Field(() => Boolean, { description: 'Whether it is offered; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A form by which an owner agrees to what is done with a patient. It has nothing to do with the consent to messages, `Consent`.',
})
export class ConsentForm {
  @Id()
  id!: string

  @Field(() => String, { description: 'What it is called.' })
  title!: string

  @Field(() => ConsentFormCategory, { description: 'What it is for.' })
  category!: ConsentFormCategory

  @Field(() => String, {
    description: 'The words that are signed; blank lines separate paragraphs.',
  })
  wording!: string

  @Field(() => String, { nullable: true, description: 'What is to be done; null if it was not said.' })
  procedure!: string | null

  @Field(() => String, { nullable: true, description: 'What else was agreed; the PDF has it.' })
  notes!: string | null

  @Field(() => Boolean, { description: 'Whether who signs must say if the patient is resuscitated.' })
  asksResuscitation!: boolean

  @Field(() => ConsentFormStatus, { description: 'What has become of it.' })
  status!: ConsentFormStatus

  @Field(() => Date, { description: 'When it was prepared.' })
  createdAt!: Date

  @Field(() => Date, { nullable: true, description: 'When it was signed; null if it was not.' })
  signedAt!: Date | null

  @Field(() => String, { nullable: true, description: 'The name of who signed; null if nobody has.' })
  signedBy!: string | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the owner wants the patient to be resuscitated; null until signed, and if it was not asked.',
  })
  resuscitate!: boolean | null

  @Field(() => Date, {
    nullable: true,
    description: 'When it was declined or withdrawn; null if it was neither.',
  })
  endedAt!: Date | null

  @Version()
  version!: number

  petId!: string
  locationId!: string
  preparedBy!: string
  witnessId!: string | null
  endedBy!: string | null
  endReason!: string | null
}

@ObjectType({ description: 'A page of consent forms.' })
export class ConsentFormConnection extends connectionOf(() => ConsentForm, 'ConsentForm', 'consent forms') {}
