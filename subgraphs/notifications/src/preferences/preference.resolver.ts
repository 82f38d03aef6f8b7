import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { listPreferences, updatePreference } from './preference.service.ts'
import { NotificationPreference, UpdateNotificationPreferencesInput } from './preference.types.ts'

@Resolver(() => NotificationPreference)
export class PreferenceResolver {
  @Query(() => [NotificationPreference], {
    description:
      'Of what the viewer is notified and how, as the viewer’s permissions offer it. Reminders by e-mail follow the owner’s consent instead (`Owner.consents`).',
  })
  notificationPreferences(@Ctx() ctx: Context): Promise<NotificationPreference[]> {
    return listPreferences(ctx)
  }

  @Mutation(() => [NotificationPreference], {
    description:
      'Changes one of the viewer’s own preferences; returns all. It counts from the next message on. BAD_USER_INPUT at `reason` for what `notificationPreferences` does not offer.',
  })
  updateNotificationPreferences(
    @Arg('input', () => UpdateNotificationPreferencesInput, { description: 'The preference.' })
    input: UpdateNotificationPreferencesInput,
    @Ctx() ctx: Context,
  ): Promise<NotificationPreference[]> {
    return updatePreference(ctx, input)
  }
}
