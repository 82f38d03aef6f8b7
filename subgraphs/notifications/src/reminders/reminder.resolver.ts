import type { Context } from '@vetgraph/kit/context'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql'
import { MailStatus } from '../mails/mail.types.ts'
import { Location, Owner, Pet } from '../refs/stubs.ts'
import {
  deliveryOf,
  explainMessage,
  listMessages,
  listPlannedMessages,
  type ReminderRow,
  stopMessage,
} from './message.service.ts'
import {
  Message,
  MessageConnection,
  MessageExplanation,
  MessageFilter,
  ReminderRule,
  SaveReminderRuleInput,
} from './reminder.types.ts'
import { listReminderRules, saveReminderRule } from './rule.service.ts'

@Resolver(() => ReminderRule)
export class ReminderRuleResolver {
  @Query(() => [ReminderRule], {
    description: 'The rules by which clients are reminded, by name. Needs `message:read`.',
  })
  reminderRules(@Ctx() ctx: Context): Promise<ReminderRule[]> {
    return listReminderRules(ctx)
  }

  @Mutation(() => ReminderRule, {
    description:
      'Adds a rule or changes it; what it plans is planned anew, what was sent or stopped stays. Needs `reminder-rule:write`. BAD_USER_INPUT for days or times that are not possible; CONFLICT if the version is not the latest.',
  })
  saveReminderRule(
    @Arg('input', () => SaveReminderRuleInput, { description: 'The rule.' }) input: SaveReminderRuleInput,
    @Ctx() ctx: Context,
  ): Promise<ReminderRule> {
    return saveReminderRule(ctx, input)
  }
}

@Resolver(() => Message)
export class MessageResolver {
  @Query(() => MessageConnection, {
    description:
      'The messages that will go out within 14 days, the next first, of the locations where the viewer holds `message:read`.',
  })
  async plannedMessages(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<MessageConnection> {
    return new MessageConnection(await listPlannedMessages(ctx, page))
  }

  @Query(() => MessageConnection, {
    description:
      'The messages that were sent, stopped or not sent, the latest first, of the locations where the viewer holds `message:read`.',
  })
  async messages(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MessageFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: MessageFilter | null,
    @Ctx() ctx: Context,
  ): Promise<MessageConnection> {
    return new MessageConnection(await listMessages(ctx, page, filter ?? {}))
  }

  @Query(() => MessageExplanation, {
    nullable: true,
    description:
      'Why a message is sent or not: the rule, the data and the check; null if there is no such message. Needs `message:read` where it is due.',
  })
  messageExplanation(
    @Arg('id', () => ID, { description: 'The message’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<MessageExplanation | null> {
    return explainMessage(ctx, id)
  }

  @Mutation(() => Message, {
    description:
      'Stops a planned message for good. Needs `message:stop` where it is due. CONFLICT if it was sent or not sent already.',
  })
  stopMessage(
    @Arg('id', () => ID, { description: 'The message’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Message> {
    return stopMessage(ctx, id)
  }

  @FieldResolver(() => MailStatus, {
    nullable: true,
    description: 'Whether its e-mail arrived; null for a message without one.',
  })
  delivery(@Root() message: ReminderRow, @Ctx() ctx: Context): Promise<MailStatus | null> {
    return deliveryOf(ctx, message)
  }

  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'Whom it goes to; null while its part of the system does not answer.',
  })
  owner(@Root() { ownerId }: ReminderRow): Owner {
    return { id: ownerId }
  }

  @FieldResolver(() => Pet, {
    nullable: true,
    description: 'The patient that it is about; null while its part of the system does not answer.',
  })
  pet(@Root() { petId }: ReminderRow): Pet {
    return { id: petId }
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'Where it is due; null while its part of the system does not answer.',
  })
  location(@Root() { locationId }: ReminderRow): Location {
    return { id: locationId }
  }
}
