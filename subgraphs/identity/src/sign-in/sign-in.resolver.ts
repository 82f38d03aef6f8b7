import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql'
import { Session } from '../sessions/session.types.ts'
import { login } from './sign-in.service.ts'
import { LoginInput } from './sign-in.types.ts'

@Resolver(() => Session)
export class SignInResolver {
  // Comparing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @Mutation(() => Session, {
    description:
      'Signs in: answers an access token and sets the http-only refresh cookie (7 days). UNAUTHENTICATED alike for a wrong password, an unknown address and a closed account; TOO_MANY_REQUESTS alike after too many of these; EMAIL_NOT_VERIFIED when the password is right and the link in the e-mail was not followed, SECOND_FACTOR_REQUIRED when it is right and the code is missing or wrong.',
  })
  login(
    @Arg('input', () => LoginInput, { description: 'Address and password.' }) input: LoginInput,
    @Ctx() ctx: Context,
  ): Promise<Session> {
    return login(ctx, input)
  }
}
