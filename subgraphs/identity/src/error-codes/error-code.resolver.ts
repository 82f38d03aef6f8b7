import { Directive, Query, Resolver } from 'type-graphql'
import { listErrorCodes } from './error-code.service.ts'
import { ErrorCodeExplanation } from './error-code.types.ts'

@Resolver(() => ErrorCodeExplanation)
export class ErrorCodeResolver {
  @Directive('@listSize(assumedSize: 20)')
  @Query(() => [ErrorCodeExplanation], {
    description: 'Every error code with its meaning. Does not need a signed-in viewer.',
  })
  errorCodes(): ErrorCodeExplanation[] {
    return listErrorCodes()
  }
}
