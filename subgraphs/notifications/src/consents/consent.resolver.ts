import { LimitedAs } from '@vetgraph/kit/access/attempts'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { Owner, User } from '../refs/stubs.ts'
import {
  consentsOf,
  decideConsent,
  listDecisions,
  listWordings,
  publishWording,
  withdrawByLink,
} from './consent.service.ts'
import {
  Consent,
  ConsentDecision,
  ConsentDecisionConnection,
  ConsentWording,
  DecideConsentInput,
  PublishConsentWordingInput,
} from './consent.types.ts'

@Resolver(() => ConsentDecision)
export class ConsentResolver {
  @Query(() => [ConsentWording], {
    description:
      'All wordings by which owners are or were asked for consent: for each purpose the current one first, then the older ones.',
  })
  consentWordings(@Ctx() ctx: Context): Promise<ConsentWording[]> {
    return listWordings(ctx)
  }

  @Mutation(() => Consent, {
    description:
      'Records an owner’s consent, refusal or withdrawal. Pet owners can record their own; for others `consent:write` is needed. CONFLICT with the current wording as `current` if an owner agrees to an older one. Recording the same decision again changes nothing.',
  })
  decideConsent(
    @Arg('input', () => DecideConsentInput, { description: 'The owner and the decision.' })
    input: DecideConsentInput,
    @Ctx() ctx: Context,
  ): Promise<Consent> {
    return decideConsent(ctx, input)
  }

  @LimitedAs('link')
  @Mutation(() => Boolean, {
    description:
      'Withdraws the consent to reminders by e-mail, or to news, for whoever has the link of one; true, also if there was none any more. NOT_FOUND at `token`.',
  })
  withdrawReminders(
    @Arg('token', () => String, { description: 'What stands behind `#` in the address of the link.' })
    token: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return withdrawByLink(ctx, token)
  }

  @Mutation(() => ConsentWording, {
    description:
      'Publishes a new consent wording for a purpose; earlier consents become `outdated`. Needs `hospital:write`. CONFLICT if somebody else has published a newer wording in the meantime.',
  })
  publishConsentWording(
    @Arg('input', () => PublishConsentWordingInput, { description: 'The new wording.' })
    input: PublishConsentWordingInput,
    @Ctx() ctx: Context,
  ): Promise<ConsentWording> {
    return publishWording(ctx, input)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The user who recorded it; null if it was done by the link of an e-mail, if the viewer may not see it, and while its subgraph is unavailable.',
  })
  recordedBy(@Root() { recordedById }: ConsentDecision): User | null {
    return recordedById === null ? null : { id: recordedById }
  }
}

@Resolver(() => Owner)
export class OwnerConsentResolver {
  @FieldResolver(() => [Consent], {
    nullable: true,
    description:
      'The owner’s consent to being contacted, for every purpose and channel. Needs `consent:read` or the viewer’s own household; null while its subgraph is unavailable.',
  })
  consents(@Root() owner: Owner, @Ctx() ctx: Context): Promise<Consent[]> {
    return consentsOf(ctx, owner)
  }

  @FieldResolver(() => ConsentDecisionConnection, {
    nullable: true,
    description:
      'All consent decisions of the owner, newest first. Needs `consent:read` or the viewer’s own household; null while its subgraph is unavailable.',
  })
  async consentDecisions(
    @Root() owner: Owner,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<ConsentDecisionConnection> {
    return new ConsentDecisionConnection(await listDecisions(ctx, owner, page))
  }
}
