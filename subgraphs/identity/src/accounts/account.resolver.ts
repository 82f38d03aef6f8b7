import { LimitedAs } from '@vetgraph/kit/access/attempts'
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

const email = 'The account’s e-mail address; upper and lower case are the same.'
const token = 'The token: the part of the link after `#`.'

/** Sign-up, e-mail verification and password recovery. */
@Resolver(() => User)
export class AccountResolver {
  // Hashing a password is meant to take long.
  @Directive('@cost(weight: 100)')
  @LimitedAs('mail')
  @Mutation(() => Boolean, {
    description:
      'Signs a pet owner up for the portal. Returns true, after the same time, whether or not the address already has an account; the e-mail says what happened. BAD_USER_INPUT for a password that is easy to guess.',
  })
  registerOwner(
    @Arg('input', () => RegisterOwnerInput, { description: 'The owner’s details and password.' })
    input: RegisterOwnerInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return registerOwner(ctx, input)
  }

  @LimitedAs('mail')
  @Mutation(() => Boolean, {
    description:
      'Sends the link to verify an e-mail address again. Always returns true; nothing is sent if nothing needs to be verified.',
  })
  resendVerification(
    @Arg('email', () => String, { description: email }) email: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return resendVerification(ctx, email)
  }

  @LimitedAs('link')
  @Mutation(() => Boolean, {
    description:
      'Follows the link of an e-mail: verifies the address, or changes it to the address that the link was sent to. BAD_USER_INPUT at `token` if the link was used, expired or replaced; at `password` if the password is wrong, and then the link still works.',
  })
  verifyEmail(
    @Arg('token', () => String, { description: token }) token: string,
    @Arg('password', () => String, {
      nullable: true,
      description:
        'The password chosen when signing up. Clients should ask for it, because somebody else may have signed up with this address. Optional.',
    })
    password: string | null,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return verifyEmail(ctx, token, password)
  }

  @LimitedAs('mail')
  @Mutation(() => Boolean, {
    description:
      'Sends a link to choose a new password. Returns true after the same time whether or not the address has an account.',
  })
  requestPasswordReset(
    @Arg('email', () => String, { description: email }) email: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return requestPasswordReset(ctx, email)
  }

  @Directive('@cost(weight: 100)')
  @LimitedAs('link')
  @Mutation(() => Boolean, {
    description:
      'Sets a new password with the link from an e-mail; ends all sessions of the account. BAD_USER_INPUT at `token` or `password`.',
  })
  resetPassword(
    @Arg('input', () => ChoosePasswordInput, { description: 'The token of the link, and a password.' })
    input: ChoosePasswordInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return resetPassword(ctx, input)
  }

  @Directive('@cost(weight: 100)')
  @LimitedAs('link')
  @Mutation(() => Boolean, {
    description:
      'Accepts an invitation by choosing the first password; then the user can sign in. BAD_USER_INPUT at `token` or `password`.',
  })
  acceptInvitation(
    @Arg('input', () => ChoosePasswordInput, { description: 'The token of the link, and a password.' })
    input: ChoosePasswordInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return acceptInvitation(ctx, input)
  }

  @Directive('@cost(weight: 200)')
  @Mutation(() => Boolean, {
    description:
      'Changes the viewer’s own password and ends the viewer’s other sessions. BAD_USER_INPUT at `current` or `next`; TOO_MANY_REQUESTS as for `login`.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The current and the new password.' })
    input: ChangePasswordInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return changePassword(ctx, input)
  }

  @Directive('@cost(weight: 100)')
  @LimitedAs('mail')
  @Mutation(() => Boolean, {
    description:
      'Sends a link to a new e-mail address; `verifyEmail` with it changes the account’s address. Also returns true if the address already has an account. BAD_USER_INPUT at `email` or `password`.',
  })
  requestEmailChange(
    @Arg('input', () => RequestEmailChangeInput, {
      description: 'The new address and the viewer’s password.',
    })
    input: RequestEmailChangeInput,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return requestEmailChange(ctx, input)
  }
}
