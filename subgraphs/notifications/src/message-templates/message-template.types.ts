import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { MessageChannel, MessageLanguage } from './message-template.table.ts'

export { MessageChannel, MessageLanguage }

registerEnumType(MessageLanguage, {
  name: 'MessageLanguage',
  description: 'A language in which messages are written.',
  valuesConfig: {
    EN: { description: 'English; what is used where a language has no wording.' },
    DE: { description: 'German.' },
    FR: { description: 'French.' },
    NL: { description: 'Dutch.' },
    ES: { description: 'Spanish.' },
  },
})

registerEnumType(MessageChannel, {
  name: 'MessageChannel',
  description: 'How a message reaches somebody.',
  valuesConfig: { EMAIL: { description: 'By e-mail.' } },
})

@ObjectType({ description: 'A value that the words of a message can mention, as `{{ name }}`.' })
export class MessageVariable {
  @Field(() => String, { description: 'Its name between the braces.' })
  name!: string

  @Field(() => String, { description: 'What it is.' })
  meaning!: string

  @Field(() => String, { description: 'An example of it.' })
  example!: string

  @Field(() => Boolean, { description: 'Whether it may be blank: `{% if name %}` asks for it.' })
  optional!: boolean
}

@ObjectType({ description: 'The words of a message, as a Liquid template of plain text.' })
export class MessageWording {
  @Field(() => String, { description: 'The subject line.' })
  subject!: string

  @Field(() => String, {
    description: 'The text; blank lines separate paragraphs, and `{{ link }}` is where the button stands.',
  })
  body!: string

  @Field(() => String, {
    nullable: true,
    description: 'What the button says; null for a message without a link.',
  })
  linkLabel!: string | null
}

@ObjectType({ description: 'The wording of one message in one language and channel.' })
export class MessageTemplate {
  @Field(() => ID, { description: 'The message, language and channel, as `invoice:EN:EMAIL`.' })
  id!: string

  @Field(() => String, { description: 'Which message it is: `invoice`.' })
  template!: string

  @Field(() => String, { description: 'Its name, in English.' })
  name!: string

  @Field(() => String, { description: 'When it is sent, in English.' })
  sentWhen!: string

  @Field(() => MessageLanguage, { description: 'The language.' })
  language!: MessageLanguage

  @Field(() => MessageChannel, { description: 'The channel.' })
  channel!: MessageChannel

  @Field(() => MessageWording, {
    description: 'The wording that is sent; in a language without one, the English wording.',
  })
  wording!: MessageWording

  @Field(() => MessageWording, { description: 'The wording that comes with the software, in English.' })
  originalWording!: MessageWording

  @Field(() => [MessageVariable], { description: 'What the words can mention.' })
  variables!: MessageVariable[]

  @Field(() => Int, {
    description: 'Increases with every change of this language’s wording; 0 while nobody has written one.',
  })
  version!: number

  @Field(() => Date, { nullable: true, description: 'When it was last changed; null at version 0.' })
  updatedAt!: Date | null

  updatedById!: string | null
}

@ObjectType({ description: 'A message as its recipient would read it.' })
export class MessagePreview {
  @Field(() => String, { description: 'The subject line.' })
  subject!: string

  @Field(() => String, { description: 'The message as plain text; a link is that of an example.' })
  text!: string

  @Field(() => String, { description: 'The message as an HTML document.' })
  html!: string

  @Field(() => Date, {
    nullable: true,
    description: 'When the message whose values are shown was written; null if they are made-up examples.',
  })
  exampleOf!: Date | null
}

@InputType({ description: 'The words of a message in one language and channel.' })
export class MessageWordingInput {
  @Field(() => String, { description: 'Which message: `invoice`.' })
  template!: string

  @Field(() => MessageLanguage, { description: 'The language.' })
  language!: MessageLanguage

  @Field(() => MessageChannel, { description: 'The channel.' })
  channel!: MessageChannel

  @Text({ description: 'The subject line, as Liquid.', max: 200 })
  subject!: string

  @Text({ description: 'The text, as Liquid; blank lines separate paragraphs.', max: 5000 })
  body!: string

  @Text({ description: 'What the button says; null for a message without a link.', max: 100, nullable: true })
  linkLabel?: string | null
}

@InputType({ description: 'A change of the words of a message.' })
export class UpdateMessageTemplateInput extends MessageWordingInput {
  @BasedOnVersion()
  version!: number
}

@InputType({ description: 'Words to be read before they are saved.' })
export class PreviewMessageInput extends MessageWordingInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether to use the values of the last message of this kind; needs `mail:read`, and is audited.',
  })
  withLatest!: boolean
}
