import { LimitedAs } from '@vetgraph/kit/access/attempts'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql'
import { Session } from '../sessions/session.types.ts'
import {
  confirmOpenIdSignIn,
  finishOpenIdSignIn,
  listSignInProviders,
  startOpenIdSignIn,
} from './openid.service.ts'
import { FinishOpenIdSignInInput, SignInProvider } from './openid.types.ts'

@Resolver(() => Session)
export class OpenIdResolver {
  @Directive('@listSize(assumedSize: 5)')
  @Query(() => [SignInProvider], {
    description:
      'The OpenID Connect providers that users can sign in with. Does not need a signed-in viewer.',
  })
  signInProviders(@Ctx() ctx: Context): SignInProvider[] {
    return listSignInProviders(ctx)
  }

  @LimitedAs('sign-in')
  @Mutation(() => String, {
    description:
      'Starts a sign-in with an OpenID Connect provider: returns the provider’s URL to send the browser to, and sets an http-only cookie that identifies the browser for ten minutes. The provider redirects back to `/sign-in/callback`. UNAVAILABLE if the provider does not respond.',
  })
  startOpenIdSignIn(
    @Arg('provider', () => String, { description: 'The provider’s key.' }) provider: string,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return startOpenIdSignIn(ctx, provider)
  }

  @Directive('@cost(weight: 100)')
  @LimitedAs('sign-in')
  @Mutation(() => Session, {
    description:
      'Signs in with the provider’s response, once, in the browser that started the sign-in. The first time, the account is found by e-mail address, which must be verified on both sides; later by the provider’s id for the user. UNAUTHENTICATED if there is no account, SECOND_FACTOR_REQUIRED if `confirmOpenIdSignIn` must follow, UNAVAILABLE if the provider does not respond.',
  })
  finishOpenIdSignIn(
    @Arg('input', () => FinishOpenIdSignInInput, { description: 'The provider’s response.' })
    input: FinishOpenIdSignInInput,
    @Ctx() ctx: Context,
  ): Promise<Session> {
    return finishOpenIdSignIn(ctx, input)
  }

  @LimitedAs('sign-in')
  @Mutation(() => Session, {
    description:
      'Completes a sign-in with a code after `finishOpenIdSignIn` answered SECOND_FACTOR_REQUIRED, in the same browser within ten minutes. SECOND_FACTOR_REQUIRED for a wrong code, TOO_MANY_REQUESTS after too many.',
  })
  confirmOpenIdSignIn(
    @Arg('code', () => String, { description: 'A code of the authenticator app, or a recovery code.' })
    code: string,
    @Ctx() ctx: Context,
  ): Promise<Session> {
    return confirmOpenIdSignIn(ctx, code)
  }
}
