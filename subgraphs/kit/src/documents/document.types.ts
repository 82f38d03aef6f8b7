import { Directive, Field, ObjectType } from 'type-graphql'

@Directive('@shareable')
@ObjectType({ description: 'The address of a document, valid for one viewer and a few minutes.' })
export class DocumentAddress {
  @Field(() => String, {
    description:
      'The path of the PDF on the gateway: GET it with the same access token before `expiresAt`. For other viewers, and afterwards, it is not found.',
  })
  url!: string

  @Field(() => String, { description: 'The file name.' })
  fileName!: string

  @Field(() => Date, { description: 'When the address expires.' })
  expiresAt!: Date
}

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType({ description: 'The file that the gateway returns at the address of a document.' })
export class DocumentFile {
  @Field(() => String, { description: 'The file name.' })
  fileName!: string

  @Field(() => String, { description: 'The content in base64.' })
  body!: string
}
