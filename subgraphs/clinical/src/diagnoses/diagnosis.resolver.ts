import type { Context } from '@vetgraph/kit/context'
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql'
import { MedicalRecord } from '../medical-records/medical-record.types.ts'
import { findDiagnosisCodes, importDiagnosisCodes } from './diagnosis-code.service.ts'
import { addDiagnosis, removeDiagnosis } from './diagnosis.service.ts'
import {
  AddDiagnosisInput,
  DiagnosisCode,
  DiagnosisCodeImport,
  ImportDiagnosisCodesInput,
  RemoveDiagnosisInput,
} from './diagnosis.types.ts'

@Resolver(() => MedicalRecord)
export class DiagnosisResolver {
  @Directive('@listSize(assumedSize: 20)')
  @Query(() => [DiagnosisCode], {
    description:
      'The codes in use with the words in their name, or with that code, the best first; at most 20. Needs `medical-record:read`.',
  })
  diagnosisCodes(
    @Arg('search', () => String, { description: 'Words, or a code; none for an empty one.' }) search: string,
    @Ctx() ctx: Context,
  ): Promise<DiagnosisCode[]> {
    return findDiagnosisCodes(ctx, search)
  }

  @Mutation(() => DiagnosisCodeImport, {
    description:
      'Replaces the list of codes, or shows what that would do. With a mistake in any line nothing is changed. Needs `diagnosis-code:write`.',
  })
  importDiagnosisCodes(
    @Arg('input', () => ImportDiagnosisCodesInput, { description: 'The list.' })
    input: ImportDiagnosisCodesInput,
    @Ctx() ctx: Context,
  ): Promise<DiagnosisCodeImport> {
    return importDiagnosisCodes(ctx, input)
  }

  @Mutation(() => MedicalRecord, {
    description:
      'Adds a diagnosis to a draft; one that stands there is not added twice. BAD_USER_INPUT at `code` for one that is not in use, CONFLICT for a signed record.',
  })
  addDiagnosis(
    @Arg('input', () => AddDiagnosisInput, { description: 'The diagnosis.' }) input: AddDiagnosisInput,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecord> {
    return addDiagnosis(ctx, input)
  }

  @Mutation(() => MedicalRecord, {
    description: 'Takes a diagnosis off a draft; doing it twice is no error. CONFLICT for a signed record.',
  })
  removeDiagnosis(
    @Arg('input', () => RemoveDiagnosisInput, { description: 'The diagnosis.' }) input: RemoveDiagnosisInput,
    @Ctx() ctx: Context,
  ): Promise<MedicalRecord> {
    return removeDiagnosis(ctx, input)
  }
}
