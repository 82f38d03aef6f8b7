import { Field, InputType, registerEnumType } from 'type-graphql'

export enum PhotoType {
  JPEG = 'image/jpeg',
  PNG = 'image/png',
  WEBP = 'image/webp',
}

registerEnumType(PhotoType, {
  name: 'PhotoType',
  description: 'The form of a portrait.',
  valuesConfig: {
    JPEG: { description: 'image/jpeg' },
    PNG: { description: 'image/png' },
    WEBP: { description: 'image/webp' },
  },
})

@InputType({ description: 'A portrait.' })
export class PhotoInput {
  @Field(() => String, {
    description:
      'The picture in base64, up to 64 KiB before that and 2,048 × 2,048 pixels; make it small and square.',
  })
  content!: string

  @Field(() => PhotoType, { description: 'What it is; the content must be that.' })
  mediaType!: PhotoType
}
