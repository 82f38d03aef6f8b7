import { Directive, Field, ObjectType } from 'type-graphql'

@Directive('@shareable')
@ObjectType({ description: 'Where a document can be fetched, by the same viewer and within minutes.' })
export class DocumentAddress {
  @Field(() => String, {
    description:
      'A path below the address of the graph: GET it with the same access token. It answers a PDF; to anybody else and later it does not exist.',
  })
  url!: string

  @Field(() => String, { description: 'What to call the file.' })
  fileName!: string

  @Field(() => Date, { description: 'Until when the address is good.' })
  expiresAt!: Date
}

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType({ description: 'What the gateway answers at the address of a document.' })
export class DocumentFile {
  @Field(() => String, { description: 'What to call the file.' })
  fileName!: string

  @Field(() => String, { description: 'Its bytes in base64.' })
  body!: string
}
