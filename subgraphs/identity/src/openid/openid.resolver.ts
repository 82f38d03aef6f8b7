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
    description: 'Where people can sign in beside here (OpenID Connect). Answers without signing in.',
  })
  signInProviders(@Ctx() ctx: Context): SignInProvider[] {
    return listSignInProviders(ctx)
  }

  @Mutation(() => String, {
    description:
      'Begins to sign in elsewhere: answers the address to send the browser to, and sets an http-only cookie by which it is known again within ten minutes. It comes back to `/sign-in/callback`. UNAVAILABLE when the provider does not answer.',
  })
  startOpenIdSignIn(
    @Arg('provider', () => String, { description: 'The provider’s key.' }) provider: string,
    @Ctx() ctx: Context,
  ): Promise<string> {
    return startOpenIdSignIn(ctx, provider)
  }

  @Directive('@cost(weight: 100)')
  @Mutation(() => Session, {
    description:
      'Signs in with what the provider has answered, once, at the browser that began. An account is found by the e-mail address, which must be verified at both; later by the provider’s own id of the person. UNAUTHENTICATED when there is none, SECOND_FACTOR_REQUIRED when `confirmOpenIdSignIn` must follow, UNAVAILABLE when the provider does not answer.',
  })
  finishOpenIdSignIn(
    @Arg('input', () => FinishOpenIdSignInInput, { description: 'What came back.' })
    input: FinishOpenIdSignInInput,
    @Ctx() ctx: Context,
  ): Promise<Session> {
    return finishOpenIdSignIn(ctx, input)
  }

  @Mutation(() => Session, {
    description:
      'Signs in after `finishOpenIdSignIn` has asked for the second factor, at the same browser and within ten minutes. SECOND_FACTOR_REQUIRED for a wrong code, TOO_MANY_REQUESTS after too many.',
  })
  confirmOpenIdSignIn(
    @Arg('code', () => String, { description: 'What the second factor shows, or a recovery code.' })
    code: string,
    @Ctx() ctx: Context,
  ): Promise<Session> {
    return confirmOpenIdSignIn(ctx, code)
  }
}
