import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { getRecordSettings, updateRecordSettings } from './record-settings.service.ts'
import { MedicalRecordSettings, UpdateMedicalRecordSettingsInput } from './record-settings.types.ts'

@Resolver(() => MedicalRecordSettings)
export class RecordSettingsResolver {
  @Query(() => MedicalRecordSettings, {
    description: 'What the hospital has decided about its medical records. Needs `medical-record:read`.',
  })
  medicalRecordSettings(@Ctx() ctx: Context): Promise<MedicalRecordSettings> {
    return getRecordSettings(ctx)
  }

  @Mutation(() => MedicalRecordSettings, {
    description:
      'Changes after how many hours drafts are locked, those that there are too. Needs `hospital:write`.',
  })
  updateMedicalRecordSettings(
    @Arg('input', () => UpdateMedicalRecordSettingsInput, { description: 'What changes.' })
    input: UpdateMedicalRecordSettingsInput,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecordSettings> {
    return updateRecordSettings(ctx, input)
  }
}
