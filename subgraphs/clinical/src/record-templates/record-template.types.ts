import { Id, Text, Version } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'

const part = (what: string) => ({ description: `What ${what} begins with. May be empty.` })

@ObjectType({ description: 'What a medical record of a kind of visit begins with.' })
export class RecordTemplate {
  @Id()
  id!: string

  @Field(() => String, { description: 'The name it is chosen by.' })
  name!: string

  @Field(() => String, part('“subjective”'))
  subjective!: string

  @Field(() => String, part('“objective”'))
  objective!: string

  @Field(() => String, part('“assessment”'))
  assessment!: string

  @Field(() => String, part('“plan”'))
  plan!: string

  @Field(() => Boolean, { description: 'Whether it is offered; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number

  appointmentTypeId!: string | null
}

@ObjectType({ description: 'A text that is written into a record by typing `/` and its name.' })
export class TextBlock {
  @Id()
  id!: string

  @Field(() => String, { description: 'What is typed after `/`: small letters, digits and hyphens.' })
  name!: string

  @Field(() => String, { description: 'What is written in its place.' })
  text!: string

  @Field(() => Boolean, { description: 'Whether it is offered; false once it is retired.' })
  active!: boolean

  @Version()
  version!: number
}

@InputType({ description: 'Something new, or a change of what there is.' })
abstract class SaveInput {
  @Field(() => ID, { nullable: true, description: 'What is changed; left out for a new one.' })
  id?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The version that a change is based on, required with `id`; a stale one is a CONFLICT.',
  })
  version?: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'False retires it, true brings it back; left out, it stays as it is.',
  })
  active?: boolean | null
}

@InputType({ description: 'A record template to save.' })
export class SaveRecordTemplateInput extends SaveInput {
  @Text({ description: 'The name it is chosen by. CONFLICT when another active one has it.' })
  name!: string

  @Field(() => ID, {
    nullable: true,
    description:
      'The kind of visit whose records begin with it, at most one active template each; null for none.',
  })
  appointmentTypeId?: string | null

  @Text({ nullable: true, max: 5_000, ...part('“subjective”') })
  subjective?: string | null

  @Text({ nullable: true, max: 5_000, ...part('“objective”') })
  objective?: string | null

  @Text({ nullable: true, max: 5_000, ...part('“assessment”') })
  assessment?: string | null

  @Text({ nullable: true, max: 5_000, ...part('“plan”') })
  plan?: string | null
}

@InputType({ description: 'A text block to save.' })
export class SaveTextBlockInput extends SaveInput {
  @Text({
    max: 30,
    description:
      'What is typed after `/`: small letters, digits and hyphens. CONFLICT when another active one has it.',
  })
  name!: string

  @Text({ max: 5_000, description: 'What is written in its place.' })
  text!: string
}
