import { PageArgs } from '@vetgraph/kit/connection'
import type { Context } from '@vetgraph/kit/context'
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { Owner, User } from '../refs/stubs.ts'
import { consentsOf, decideConsent, listDecisions, listWordings, publishWording } from './consent.service.ts'
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
      'What clients are and were asked, word for word: for each purpose the words of today, then the older ones.',
  })
  consentWordings(@Ctx() ctx: Context): Promise<ConsentWording[]> {
    return listWordings(ctx)
  }

  @Mutation(() => Consent, {
    description:
      'Writes down that a client agrees, refuses or takes back. Owners for themselves; for others it needs `consent:write`. CONFLICT with the words of today as `current` when a client would agree to older ones. The same again changes nothing.',
  })
  decideConsent(
    @Arg('input', () => DecideConsentInput, { description: 'Who decided what.' }) input: DecideConsentInput,
    @Ctx() ctx: Context,
  ): Promise<Consent> {
    return decideConsent(ctx, input)
  }

  @Mutation(() => ConsentWording, {
    description:
      'Changes what clients are asked for a purpose from now on; who agreed to older words is `outdated`. Needs `hospital:write`. CONFLICT when somebody else has published in the meantime.',
  })
  publishConsentWording(
    @Arg('input', () => PublishConsentWordingInput, { description: 'The new words.' })
    input: PublishConsentWordingInput,
    @Ctx() ctx: Context,
  ): Promise<ConsentWording> {
    return publishWording(ctx, input)
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'Who wrote it down; null when the viewer may not know, or that part of the system is silent.',
  })
  recordedBy(@Root() { recordedById }: ConsentDecision): User {
    return { id: recordedById }
  }
}

@Resolver(() => Owner)
export class OwnerConsentResolver {
  @FieldResolver(() => [Consent], {
    nullable: true,
    description:
      'How the client stands to being reached, for every purpose and way. Needs `consent:read` or the own household; null while its part of the system does not answer.',
  })
  consents(@Root() owner: Owner, @Ctx() ctx: Context): Promise<Consent[]> {
    return consentsOf(ctx, owner)
  }

  @FieldResolver(() => ConsentDecisionConnection, {
    nullable: true,
    description:
      'Every decision of the client, newest first. Needs `consent:read` or the own household; null while its part of the system does not answer.',
  })
  async consentDecisions(
    @Root() owner: Owner,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<ConsentDecisionConnection> {
    return new ConsentDecisionConnection(await listDecisions(ctx, owner, page))
  }
}
