import { Id, Version } from '@vetgraph/kit/fields'
import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql'
import { StockTransferStatus } from '../stock/stock-transfer.table.ts'

registerEnumType(StockTransferStatus, {
  name: 'StockTransferStatus',
  description: 'How far a transfer of stock has come.',
  valuesConfig: {
    IN_TRANSIT: { description: 'It was sent and nothing has arrived: the sender can still take it back.' },
    PARTLY_RECEIVED: { description: 'Some has arrived, and the rest is on its way.' },
    DIFFERS: {
      description: 'The receiver expects no more, and the sender has to take the rest back or write it off.',
    },
    RECEIVED: { description: 'All of it, or all that did not come back, has arrived.' },
    WRITTEN_OFF: { description: 'Nothing has arrived, and some of it was written off.' },
    CANCELLED: { description: 'Nothing has arrived, and all came back to the sender.' },
  },
})

@ObjectType({
  description:
    'Stock of one lot that one location sends to another. What is in transit belongs to no shelf and cannot be used.',
})
export class StockTransfer {
  @Id()
  id!: string

  @Field(() => StockTransferStatus, { description: 'How far it has come.' })
  status!: StockTransferStatus

  @Field(() => String, { nullable: true, description: 'What the sender has written; null if nothing.' })
  note!: string | null

  @Field(() => Date, { description: 'When it was sent.' })
  createdAt!: Date

  @Field(() => Date, { nullable: true, description: 'When the receiver last took some of it; null before.' })
  lastReceivedAt!: Date | null

  @Field(() => String, {
    nullable: true,
    description: 'Why the receiver expects no more of it; null while the rest is on its way.',
  })
  differenceReason!: string | null

  @Version()
  version!: number

  itemId!: string
  lotId!: string
  fromLocationId!: string
  toLocationId!: string
  sentBy!: string
  lastReceivedBy!: string | null
  quantity!: number
  received!: number
  returned!: number
  writtenOff!: number
  inTransit!: number
}

export const StockTransferConnection = connectionOf(() => StockTransfer, 'StockTransfer', 'transfers')
export type StockTransferConnection = InstanceType<typeof StockTransferConnection>

@InputType({ description: 'Filters of transfers; all that the viewer may see if omitted.' })
export class StockTransferFilter {
  @Field(() => ID, { nullable: true, description: 'Only transfers from or to this location.' })
  locationId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only transfers of this item.' })
  itemId?: string | null

  @Field(() => StockTransferStatus, {
    nullable: true,
    description: 'Only transfers that have come this far.',
  })
  status?: StockTransferStatus | null
}

@InputType({ description: 'Filters; all changes that the viewer may see if omitted.' })
export class StockTransferChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Only transfers from or to this location.' })
  locationId?: string | null
}
