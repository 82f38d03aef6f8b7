import { Field, InputType, registerEnumType } from 'type-graphql'

export enum PhotoType {
  JPEG = 'image/jpeg',
  PNG = 'image/png',
  WEBP = 'image/webp',
}

registerEnumType(PhotoType, {
  name: 'PhotoType',
  description: 'The media type of an image.',
  valuesConfig: {
    JPEG: { description: 'image/jpeg' },
    PNG: { description: 'image/png' },
    WEBP: { description: 'image/webp' },
  },
})

@InputType({ description: 'An image: a portrait photo or a logo.' })
export class PhotoInput {
  @Field(() => String, {
    description:
      'The image in base64, at most 64 KiB before encoding and 2,048 × 2,048 pixels; preferably small.',
  })
  content!: string

  @Field(() => PhotoType, { description: 'The media type; the content must match it.' })
  mediaType!: PhotoType
}
