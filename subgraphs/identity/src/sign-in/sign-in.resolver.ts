import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql'
import { Session } from '../sessions/session.types.ts'
import { login } from './sign-in.service.ts'
import { LoginInput } from './sign-in.types.ts'

@Resolver(() => Session)
export class SignInResolver {
  // Comparing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @LimitedAs('sign-in')
  @Mutation(() => Session, {
    description:
      'Signs in: returns an access token and sets the http-only refresh cookie (7 days). The same UNAUTHENTICATED for a wrong password, an unknown address and a deactivated account; TOO_MANY_REQUESTS after too many of these. EMAIL_NOT_VERIFIED if the password is right but the address was not verified; SECOND_FACTOR_REQUIRED if the password is right but the code is missing or wrong.',
  })
  login(
    @Arg('input', () => LoginInput, { description: 'E-mail address and password.' }) input: LoginInput,
    @Ctx() ctx: Context,
  ): Promise<Session> {
    return login(ctx, input)
  }
}
