import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { AppointmentType } from '../refs/stubs.ts'
import { listRecordTemplates, saveRecordTemplate } from './record-template.service.ts'
import {
  RecordTemplate,
  SaveRecordTemplateInput,
  SaveTextBlockInput,
  TextBlock,
} from './record-template.types.ts'
import { listTextBlocks, saveTextBlock } from './text-block.service.ts'

const retired = { defaultValue: false, description: 'Whether retired ones are listed too.' }

@Resolver(() => RecordTemplate)
export class RecordTemplateResolver {
  @Directive('@listSize(assumedSize: 30)')
  @Query(() => [RecordTemplate], {
    description: 'What records begin with, by name; at most 500. Needs `medical-record:read`.',
  })
  recordTemplates(
    @Arg('includeRetired', () => Boolean, retired) includeRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<RecordTemplate[]> {
    return listRecordTemplates(ctx, includeRetired)
  }

  @Mutation(() => RecordTemplate, {
    description: 'Adds a template, or changes, retires or brings back one. Needs `record-template:write`.',
  })
  saveRecordTemplate(
    @Arg('input', () => SaveRecordTemplateInput, { description: 'The template.' })
    input: SaveRecordTemplateInput,
    @Ctx() ctx: Context,
  ): Promise<RecordTemplate> {
    return saveRecordTemplate(ctx, input)
  }

  @FieldResolver(() => AppointmentType, {
    nullable: true,
    description:
      'The kind of visit whose records begin with it; null for one that is chosen by name, and while its part of the system does not answer.',
  })
  appointmentType(@Root() { appointmentTypeId }: RecordTemplate): AppointmentType | null {
    return appointmentTypeId === null ? null : { id: appointmentTypeId }
  }
}

@Resolver(() => TextBlock)
export class TextBlockResolver {
  @Directive('@listSize(assumedSize: 30)')
  @Query(() => [TextBlock], {
    description: 'Texts that are written by `/` and their name; at most 500. Needs `medical-record:read`.',
  })
  textBlocks(
    @Arg('includeRetired', () => Boolean, retired) includeRetired: boolean,
    @Ctx() ctx: Context,
  ): Promise<TextBlock[]> {
    return listTextBlocks(ctx, includeRetired)
  }

  @Mutation(() => TextBlock, {
    description: 'Adds a text block, or changes, retires or brings back one. Needs `record-template:write`.',
  })
  saveTextBlock(
    @Arg('input', () => SaveTextBlockInput, { description: 'The text block.' }) input: SaveTextBlockInput,
    @Ctx() ctx: Context,
  ): Promise<TextBlock> {
    return saveTextBlock(ctx, input)
  }
}
