import { PageArgs } from '@vetgraph/kit/reads/connection'
import type { Context } from '@vetgraph/kit/context'
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
import { Appointment } from '../refs/stubs.ts'
import {
  countUnread,
  deleteNotification,
  findNotification,
  getNotificationReceived,
  listNotifications,
  markAllNotificationsRead,
  markNotificationRead,
  type NotificationSignal,
  watchNotifications,
} from './notification.service.ts'
import {
  Notification,
  NotificationConnection,
  NotificationFilter,
  NotificationReceived,
} from './notification.types.ts'

@Resolver(() => Notification)
export class NotificationResolver {
  @Query(() => NotificationConnection, { description: 'The viewer’s own notifications, newest first.' })
  async notifications(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => NotificationFilter, { nullable: true, description: 'Filters; all if omitted.' })
    filter: NotificationFilter | null,
    @Ctx() ctx: Context,
  ): Promise<NotificationConnection> {
    return new NotificationConnection(await listNotifications(ctx, page, filter ?? {}))
  }

  @Query(() => Int, { description: 'The number of the viewer’s own unread notifications.' })
  unreadNotificationCount(@Ctx() ctx: Context): Promise<number> {
    return countUnread(ctx)
  }

  @Query(() => Notification, {
    nullable: true,
    description: 'One of the viewer’s own notifications; null if there is none.',
  })
  notification(
    @Arg('id', () => ID, { description: 'The notification’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Notification | null> {
    return findNotification(ctx, id)
  }

  @Mutation(() => Notification, {
    description: 'Marks a notification as read, on every device. NOT_FOUND if it is not the viewer’s own.',
  })
  markNotificationRead(
    @Arg('id', () => ID, { description: 'The notification’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Notification> {
    return markNotificationRead(ctx, id)
  }

  @Mutation(() => Int, {
    description: 'Marks all of the viewer’s own notifications as read; returns how many were unread.',
  })
  markAllNotificationsRead(@Ctx() ctx: Context): Promise<number> {
    return markAllNotificationsRead(ctx)
  }

  @Mutation(() => Boolean, {
    description: 'Deletes a notification permanently; returns true. NOT_FOUND if it is not the viewer’s own.',
  })
  deleteNotification(
    @Arg('id', () => ID, { description: 'The notification’s id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return deleteNotification(ctx, id)
  }

  @Subscription(() => NotificationReceived, {
    description:
      'The viewer’s own new notifications as they arrive, and the unread count whenever it changes.',
    subscribe: ({ context }) => watchNotifications(context as Context),
  })
  notificationReceived(
    @Root() received: NotificationSignal,
    @Ctx() ctx: Context,
  ): Promise<NotificationReceived> {
    return getNotificationReceived(ctx, received)
  }

  @FieldResolver(() => Appointment, {
    nullable: true,
    description:
      'The appointment it is about; null if it is about something else, and while its subgraph is unavailable.',
  })
  appointment(@Root() { appointmentId }: Notification): Appointment | null {
    return appointmentId ? { id: appointmentId } : null
  }
}
