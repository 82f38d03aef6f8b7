import { ReportInput } from '@vetgraph/kit/reports/report.types'
import { Field, InputType, registerEnumType } from 'type-graphql'

export enum InventoryGrouping {
  ITEM = 'ITEM',
  CATEGORY = 'CATEGORY',
  LOCATION = 'LOCATION',
}

registerEnumType(InventoryGrouping, {
  name: 'InventoryGrouping',
  description: 'What stock is added up by.',
  valuesConfig: {
    ITEM: { description: 'The item.' },
    CATEGORY: { description: 'The category of the item.' },
    LOCATION: { description: 'The location that keeps it.' },
  },
})

@InputType({ description: 'Which stock to add up, and by what.' })
export class InventoryReportInput extends ReportInput {
  @Field(() => InventoryGrouping, { description: 'What each row stands for.' })
  groupBy!: InventoryGrouping
}
