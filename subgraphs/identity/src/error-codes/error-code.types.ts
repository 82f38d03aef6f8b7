import { ErrorCode } from '@vetgraph/kit/errors'
import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'What one of the error codes means to a caller.' })
export class ErrorCodeExplanation {
  @Field(() => ErrorCode, { description: 'As found at `errors[].extensions.code`.' })
  code!: ErrorCode

  @Field(() => String, { description: 'When it is answered, and what to do about it.' })
  meaning!: string

  @Field(() => Int, {
    description:
      'The HTTP status when the whole request is refused for it; an error of a field stands in an answer with 200.',
  })
  httpStatus!: number
}
