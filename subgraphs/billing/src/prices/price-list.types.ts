import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { CalendarDate, Money } from '@vetgraph/kit/scalars'
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { TaxClass } from './service.table.ts'

@InputType({ description: 'A file with the price list of a location.' })
export class ImportPriceListInput {
  @Field(() => ID, { description: 'The location whose prices stand in it.' })
  locationId!: string

  @Field(() => String, {
    description:
      'The file: CSV in UTF-8 with the columns of `priceListCsv`, at most 2,000 lines. A line is about the entry of its `id`, or else of its `code`; with a code that nothing has it is a new entry. An empty price leaves the price as it is; `from` is not read.',
  })
  csv!: string

  @Field(() => CalendarDate, {
    description: 'The location’s calendar day from which on its prices are in force: today or later.',
  })
  effectiveFrom!: string

  @Field(() => Boolean, { description: 'True to see what would change; nothing is written.' })
  dryRun!: boolean
}

@ObjectType({ description: 'What a line of the file changes.' })
export class PriceListChange {
  @Field(() => Int, { description: 'The line of the file, from 1.' })
  line!: number

  @Field(() => String, { description: 'The name of the entry as the file has it.' })
  name!: string

  @Field(() => Boolean, { description: 'Whether the entry is new.' })
  isNew!: boolean

  @Field(() => String, { nullable: true, description: 'The name so far; null if it stays.' })
  previousName!: string | null

  @Field(() => String, { nullable: true, description: 'The new code; null if it stays or is removed.' })
  code!: string | null

  @Field(() => TaxClass, { nullable: true, description: 'The new tax class; null if it stays.' })
  taxClass!: TaxClass | null

  @Field(() => Money, {
    nullable: true,
    description: 'The new price of one unit as the file has it; null if it stays.',
  })
  price!: MoneyValue | null

  @Field(() => Money, {
    nullable: true,
    description: 'The price that it replaces; null if there is none or it stays.',
  })
  previousPrice!: MoneyValue | null
}

@ObjectType({ description: 'What is wrong with a line of the file.' })
export class PriceListMistake {
  @Field(() => Int, { description: 'The line of the file, from 1.' })
  line!: number

  @Field(() => String, { nullable: true, description: 'The column; null for the whole line.' })
  column!: string | null

  @Field(() => String, { description: 'What is wrong with it.' })
  message!: string
}

@ObjectType({ description: 'What a file changes of the price list.' })
export class PriceListImport {
  @Field(() => Boolean, { description: 'Whether it was written: false in a dry run and if a line is wrong.' })
  applied!: boolean

  @Directive('@listSize(assumedSize: 500)')
  @Field(() => [PriceListChange], { description: 'The lines that change something, in the file’s order.' })
  changes!: PriceListChange[]

  @Directive('@listSize(assumedSize: 100)')
  @Field(() => [PriceListMistake], {
    description: 'What is wrong, by line; at most 100. With any of it nothing is written.',
  })
  errors!: PriceListMistake[]
}
