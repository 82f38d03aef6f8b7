import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { User } from '../refs/stubs.ts'
import { listMessageTemplates, previewMessage, updateMessageTemplate } from './message-template.service.ts'
import {
  MessageChannel,
  MessageLanguage,
  MessagePreview,
  MessageTemplate,
  PreviewMessageInput,
  UpdateMessageTemplateInput,
} from './message-template.types.ts'

@Resolver(() => MessageTemplate)
export class MessageTemplateResolver {
  @Query(() => [MessageTemplate], {
    description:
      'Every message that the hospital sends, with its wording in one language and channel, by name. Needs `message-template:write`.',
  })
  messageTemplates(
    @Arg('language', () => MessageLanguage, {
      defaultValue: MessageLanguage.EN,
      description: 'The language; English if omitted.',
    })
    language: MessageLanguage,
    @Arg('channel', () => MessageChannel, {
      defaultValue: MessageChannel.EMAIL,
      description: 'The channel; e-mail if omitted.',
    })
    channel: MessageChannel,
    @Ctx() ctx: Context,
  ): Promise<MessageTemplate[]> {
    return listMessageTemplates(ctx, language, channel)
  }

  @Query(() => MessagePreview, {
    description:
      'What somebody would read. Needs `message-template:write`. BAD_USER_INPUT in the field’s name for words that could not be sent: an unknown variable, a loop, a script, a button that is missing.',
  })
  previewMessage(
    @Arg('input', () => PreviewMessageInput, { description: 'The words, saved or not.' })
    input: PreviewMessageInput,
    @Ctx() ctx: Context,
  ): Promise<MessagePreview> {
    return previewMessage(ctx, input)
  }

  @Mutation(() => MessageTemplate, {
    description:
      'Changes what a message says from now on; what was sent is kept as it was sent. Needs `message-template:write`. BAD_USER_INPUT in the field’s name for words that could not be sent; CONFLICT if the version is not the latest.',
  })
  updateMessageTemplate(
    @Arg('input', () => UpdateMessageTemplateInput, { description: 'The new words.' })
    input: UpdateMessageTemplateInput,
    @Ctx() ctx: Context,
  ): Promise<MessageTemplate> {
    return updateMessageTemplate(ctx, input)
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who last changed it; null at version 0.' })
  updatedBy(@Root() { updatedById }: MessageTemplate): User | null {
    return updatedById ? { id: updatedById } : null
  }
}
