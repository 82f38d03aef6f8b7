import { Directive, Query, Resolver } from 'type-graphql'
import { listErrorCodes } from './error-code.service.ts'
import { ErrorCodeExplanation } from './error-code.types.ts'

@Resolver(() => ErrorCodeExplanation)
export class ErrorCodeResolver {
  @Directive('@listSize(assumedSize: 20)')
  @Query(() => [ErrorCodeExplanation], {
    description: 'Every error code there is, with its meaning. Answers without signing in.',
  })
  errorCodes(): ErrorCodeExplanation[] {
    return listErrorCodes()
  }
}
