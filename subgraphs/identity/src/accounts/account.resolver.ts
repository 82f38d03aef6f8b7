import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql'
import { User } from '../users/user.types.ts'
import {
  ChangePasswordInput,
  ChoosePasswordInput,
  RegisterOwnerInput,
  RequestEmailChangeInput,
} from './account.types.ts'
import { acceptInvitation, changePassword, requestPasswordReset, resetPassword } from './recovery.service.ts'
import { registerOwner, resendVerification } from './registration.service.ts'
import { requestEmailChange, verifyEmail } from './verification.service.ts'

const email = 'The account’s e-mail address, in any case.'
const token = 'What stands behind the `#` of the link.'

/** How people come by an account, and get back into it. */
@Resolver(() => User)
export class AccountResolver {
  // Hashing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @Mutation(() => Boolean, {
    description:
      'Signs a pet owner up. True, after the same time, whether or not the address has an account: what happened stands in the e-mail. BAD_USER_INPUT for a password that is easily guessed.',
  })
  registerOwner(
    @Arg('input', () => RegisterOwnerInput, { description: 'Who it is.' }) input: RegisterOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return registerOwner(ctx, input)
  }

  @Mutation(() => Boolean, {
    description:
      'Sends the link to verify an address again. Always true; nothing is sent where nothing is to be verified.',
  })
  resendVerification(
    @Arg('email', () => String, { description: email }) email: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return resendVerification(ctx, email)
  }

  @Mutation(() => Boolean, {
    description:
      'Follows a link of an e-mail: verifies the address, or changes it to the one that the link went to. BAD_USER_INPUT at `token` for a link that is used, too old or replaced, at `password` for one that is not the account’s; then the link still works.',
  })
  verifyEmail(
    @Arg('token', () => String, { description: token }) token: string,
    @Arg('password', () => String, {
      nullable: true,
      description:
        'The password that was chosen at the sign-up. Ask people for it: somebody else may have signed up with their address.',
    })
    password: string | null,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return verifyEmail(ctx, token, password)
  }

  @Mutation(() => Boolean, {
    description:
      'Sends a link to choose a new password. True, after the same time, also for an unknown address.',
  })
  requestPasswordReset(
    @Arg('email', () => String, { description: email }) email: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return requestPasswordReset(ctx, email)
  }

  @Directive('@cost(weight: 100)')
  @Mutation(() => Boolean, {
    description:
      'A new password against the link of an e-mail; ends all sessions of the account. BAD_USER_INPUT at `token` or `password`.',
  })
  resetPassword(
    @Arg('input', () => ChoosePasswordInput, { description: 'Link and password.' })
    input: ChoosePasswordInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return resetPassword(ctx, input)
  }

  @Directive('@cost(weight: 100)')
  @Mutation(() => Boolean, {
    description:
      'The first password of somebody who was invited; then they can sign in. BAD_USER_INPUT at `token` or `password`.',
  })
  acceptInvitation(
    @Arg('input', () => ChoosePasswordInput, { description: 'Link and password.' })
    input: ChoosePasswordInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return acceptInvitation(ctx, input)
  }

  @Directive('@cost(weight: 200)')
  @Mutation(() => Boolean, {
    description:
      'Changes one’s own password and ends one’s other sessions. BAD_USER_INPUT at `current` or `next`; TOO_MANY_REQUESTS as for `login`.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Before and after.' }) input: ChangePasswordInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return changePassword(ctx, input)
  }

  @Directive('@cost(weight: 100)')
  @Mutation(() => Boolean, {
    description:
      'Sends a link to a new address; with `verifyEmail` it becomes one’s own. True also when the address has an account. BAD_USER_INPUT at `email` or `password`.',
  })
  requestEmailChange(
    @Arg('input', () => RequestEmailChangeInput, { description: 'Which, and who asks.' })
    input: RequestEmailChangeInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return requestEmailChange(ctx, input)
  }
}
