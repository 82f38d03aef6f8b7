import { BasedOnVersion, Version } from '@vetgraph/kit/fields'
import { Field, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'What the hospital has decided about its medical records.' })
export class MedicalRecordSettings {
  @Field(() => Int, {
    description:
      'Hours after which a draft that says anything is locked automatically, from when it was begun.',
  })
  lockAfterHours!: number

  @Version()
  version!: number
}

@InputType({ description: 'A change of what was decided about medical records.' })
export class UpdateMedicalRecordSettingsInput {
  @Field(() => Int, { description: 'From 1 to 720 hours.' })
  lockAfterHours!: number

  @BasedOnVersion()
  version!: number
}
