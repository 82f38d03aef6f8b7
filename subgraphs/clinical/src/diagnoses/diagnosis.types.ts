import { Text } from '@vetgraph/kit/fields'
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A code for diagnoses, of the hospital’s own list.' })
export class DiagnosisCode {
  @Field(() => String, { description: 'The code.' })
  code!: string

  @Field(() => String, { description: 'What it stands for.' })
  name!: string
}

@ObjectType({ description: 'A diagnosis as it stands in a record, frozen with it when it is signed.' })
export class Diagnosis {
  @Field(() => String, { description: 'The diagnosis in words; each stands in a record once.' })
  text!: string

  @Field(() => String, {
    nullable: true,
    description: 'Its code of the list as it was then; null for one in words only.',
  })
  code!: string | null
}

@InputType({ description: 'A diagnosis for a draft: by its code, in words, or both.' })
export class AddDiagnosisInput {
  @Field(() => ID, { description: 'The draft.' })
  recordId!: string

  @Text({ description: 'The diagnosis in words; the code’s name if left out.', nullable: true })
  text?: string | null

  @Text({ description: 'A code of the list.', nullable: true })
  code?: string | null
}

@InputType({ description: 'Takes a diagnosis off a draft.' })
export class RemoveDiagnosisInput {
  @Field(() => ID, { description: 'The draft.' })
  recordId!: string

  @Text({ description: 'The diagnosis as it stands there.' })
  text!: string
}

@InputType({ description: 'A list of codes that replaces the present one.' })
export class ImportDiagnosisCodesInput {
  @Field(() => String, {
    description:
      'One code a line: the code, a comma, semicolon or tab, and its name, which may stand in double quotes. At most 800,000 characters and 20,000 lines.',
  })
  csv!: string

  @Field(() => Boolean, { description: 'True to see what it would do; nothing is changed then.' })
  dryRun!: boolean
}

@ObjectType({ description: 'A line of an imported list that cannot be used.' })
export class ImportProblem {
  @Field(() => Int, { description: 'The line, from 1.' })
  line!: number

  @Field(() => String, { description: 'What is wrong with it.' })
  message!: string
}

@ObjectType({ description: 'What an import of codes has done, or would do.' })
export class DiagnosisCodeImport {
  @Field(() => Int, { description: 'How many codes are new, or in use again.' })
  added!: number

  @Field(() => Int, { description: 'How many have another name than before.' })
  renamed!: number

  @Field(() => Int, {
    description: 'How many of the present list are missing: they are retired and stay in records.',
  })
  retired!: number

  @Field(() => [ImportProblem], {
    description: 'What is wrong, the first twenty lines. With any of them nothing is imported.',
  })
  problems!: ImportProblem[]
}
