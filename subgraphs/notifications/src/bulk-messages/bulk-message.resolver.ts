import type { Context } from '@vetgraph/kit/context'
import { PageArgs } from '@vetgraph/kit/reads/connection'
import { hears } from '@vetgraph/kit/work/signals'
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'
import { Location, Owner, User } from '../refs/stubs.ts'
import {
  type BulkMessageRow,
  type BulkMessageSignal,
  type BulkRecipientRow,
  failedOf,
  findBulkMessage,
  getBulkMessage,
  listBulkMessages,
  listRecipients,
  statusOf,
  watchBulkMessages,
} from './bulk-message.service.ts'
import {
  BulkMessage,
  BulkMessageChangeFilter,
  BulkMessageConnection,
  BulkMessageInput,
  BulkMessagePreview,
  BulkMessageRecipient,
  BulkMessageRecipientConnection,
  BulkMessageStatus,
  SendBulkMessageInput,
} from './bulk-message.types.ts'
import { previewBulkMessage, sendBulkMessage, stopBulkMessage } from './send.service.ts'

@Resolver(() => BulkMessage)
export class BulkMessageResolver {
  @Query(() => BulkMessageConnection, {
    description:
      'The messages that were sent to many clients, the latest first, of the locations where the viewer holds `message:read`.',
  })
  async bulkMessages(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<BulkMessageConnection> {
    return new BulkMessageConnection(await listBulkMessages(ctx, page))
  }

  @Query(() => BulkMessage, {
    nullable: true,
    description: 'One bulk message; null if there is none. Needs `message:read` at its location.',
  })
  bulkMessage(
    @Arg('id', () => ID, { description: 'The bulk message’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<BulkMessage | null> {
    return findBulkMessage(ctx, id)
  }

  @Query(() => BulkMessagePreview, {
    description:
      'What a bulk message would say, whom it would reach now and who would be left out; nothing is sent. Needs `bulk-message:send` at the location. NOT_FOUND at `locationId` or `petIds`; BAD_USER_INPUT at the field of words that cannot be written, and at `petIds` for none or more than 2,000.',
  })
  bulkMessagePreview(
    @Arg('input', () => BulkMessageInput, { description: 'The message.' }) input: BulkMessageInput,
    @Ctx() ctx: Context,
  ): Promise<BulkMessagePreview> {
    return previewBulkMessage(ctx, input)
  }

  @Mutation(() => BulkMessage, {
    description:
      'Writes to the owners of some patients, a hundred a minute; each is checked again before. Needs `bulk-message:send` at the location. Errors as `bulkMessagePreview`; BAD_USER_INPUT at `petIds` if it reaches nobody, at `confirmedCount` if it reaches 25 clients or more and another number was confirmed. Idempotent by `Idempotency-Key`.',
  })
  sendBulkMessage(
    @Arg('input', () => SendBulkMessageInput, { description: 'The message.' }) input: SendBulkMessageInput,
    @Ctx() ctx: Context,
  ): Promise<BulkMessage> {
    return sendBulkMessage(ctx, input)
  }

  @Mutation(() => BulkMessage, {
    description:
      'Stops what was not sent yet, for good; stopping twice is no error. Needs `bulk-message:send` at its location. NOT_FOUND at `id`; CONFLICT at `id` if everybody was written to.',
  })
  stopBulkMessage(
    @Arg('id', () => ID, { description: 'The bulk message’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<BulkMessage> {
    return stopBulkMessage(ctx, id)
  }

  @Subscription(() => BulkMessage, {
    description: 'Bulk messages as they are sent and stopped, where the viewer holds `message:read`.',
    subscribe: hears(watchBulkMessages),
  })
  bulkMessageChanged(
    @Root() { id }: BulkMessageSignal,
    @Arg('filter', () => BulkMessageChangeFilter, { nullable: true, description: 'Filters; all if omitted.' })
    _filter: BulkMessageChangeFilter | null,
    @Ctx() ctx: Context,
  ): Promise<BulkMessage> {
    return getBulkMessage(ctx, id)
  }

  @FieldResolver(() => BulkMessageStatus, { description: 'How far it is.' })
  status(@Root() message: BulkMessageRow): BulkMessageStatus {
    return statusOf(message)
  }

  @FieldResolver(() => Int, {
    description: 'How many of the e-mails sent were refused by a mail server, or could not be written.',
  })
  failed(@Root() message: BulkMessageRow, @Ctx() ctx: Context): Promise<number> {
    return failedOf(ctx, message)
  }

  @FieldResolver(() => BulkMessageRecipientConnection, {
    description: 'Whom it is for and what was decided, in the order of sending.',
  })
  async recipientList(
    @Root() message: BulkMessageRow,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<BulkMessageRecipientConnection> {
    return new BulkMessageRecipientConnection(await listRecipients(ctx, message, page))
  }

  @FieldResolver(() => Location, {
    nullable: true,
    description: 'In whose name it is sent; null while its part of the system does not answer.',
  })
  location(@Root() { locationId }: BulkMessageRow): Location {
    return { id: locationId }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who wrote it; null if the viewer may not see the account.',
  })
  createdBy(@Root() { createdById }: BulkMessageRow): User {
    return { id: createdById }
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who stopped it; null if nobody did, or if the viewer may not see the account.',
  })
  stoppedBy(@Root() { stoppedById }: BulkMessageRow): User | null {
    return stoppedById === null ? null : { id: stoppedById }
  }
}

@Resolver(() => BulkMessageRecipient)
export class BulkMessageRecipientResolver {
  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'The client; null while its part of the system does not answer.',
  })
  owner(@Root() { ownerId }: BulkRecipientRow): Owner {
    return { id: ownerId }
  }
}
