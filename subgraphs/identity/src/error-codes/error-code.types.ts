import { ErrorCode } from '@vetgraph/kit/errors'
import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The meaning of an error code.' })
export class ErrorCodeExplanation {
  @Field(() => ErrorCode, { description: 'The value found at `errors[].extensions.code`.' })
  code!: ErrorCode

  @Field(() => String, { description: 'When this error occurs, and what to do about it.' })
  meaning!: string

  @Field(() => Int, {
    description:
      'The HTTP status if the whole request is refused; an error of a single field is part of a response with status 200.',
  })
  httpStatus!: number
}
