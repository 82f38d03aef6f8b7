import { connectionOf } from '@vetgraph/kit/reads/connection'
import { Id, Version } from '@vetgraph/kit/fields'
import { CalendarDate } from '@vetgraph/kit/scalars'
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql'
import { PaymentMethod } from './payment.table.ts'

registerEnumType(PaymentMethod, {
  name: 'PaymentMethod',
  description: 'How money is taken.',
  valuesConfig: {
    CASH: { description: 'Notes and coins.' },
    CARD: { description: 'A card at the terminal; the amount is typed there and here.' },
    TRANSFER: { description: 'A bank transfer.' },
    ONLINE: { description: 'By a payment provider; nobody records it by hand.' },
    INSURER: { description: 'By an insurer for a claim; the claim’s settlement records it.' },
    CREDIT: { description: 'Credit of the owner’s account: money taken before that paid no invoice.' },
  },
})

export enum PaymentStatus {
  TAKEN = 'TAKEN',
  PARTLY_REFUNDED = 'PARTLY_REFUNDED',
  REFUNDED = 'REFUNDED',
  REVERSED = 'REVERSED',
}

registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description: 'What became of a payment.',
  valuesConfig: {
    TAKEN: { description: 'The hospital has the money.' },
    PARTLY_REFUNDED: { description: 'Some of it was given back.' },
    REFUNDED: { description: 'All of it was given back.' },
    REVERSED: { description: 'It was recorded by mistake and counts for nothing.' },
  },
})

export enum ReceiptPaper {
  A4 = 'A4',
  ROLL = 'ROLL',
}

registerEnumType(ReceiptPaper, {
  name: 'ReceiptPaper',
  description: 'What a receipt is printed on.',
  valuesConfig: {
    A4: { description: 'A sheet of A4.' },
    ROLL: { description: 'The roll of a receipt printer, 80 mm wide.' },
  },
})

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Money that an owner paid.' })
export class Payment {
  @Id()
  id!: string

  @Field(() => PaymentMethod, { description: 'How it was taken.' })
  method!: PaymentMethod

  @Field(() => String, {
    nullable: true,
    description: 'The reference of the card terminal or the bank; null if none was noted.',
  })
  reference!: string | null

  @Field(() => CalendarDate, { description: 'The location’s day on which it was received.' })
  receivedOn!: string

  @Field(() => Date, { description: 'When it was recorded.' })
  createdAt!: Date

  @Field(() => Boolean, { description: 'Whether it was taken before there was an invoice.' })
  deposit!: boolean

  @Field(() => Date, { nullable: true, description: 'When it was reversed; null if it was not.' })
  reversedAt!: Date | null

  @Version()
  version!: number
}

@ObjectType({ description: 'What a payment pays of an invoice.' })
export class PaymentAllocation {
  invoiceId!: string
  amount!: number
  currency!: string
}

@ObjectType({ description: 'Money of a payment that was given back.' })
export class Refund {
  @Id()
  id!: string

  @Field(() => PaymentMethod, { description: 'How it was given back.' })
  method!: PaymentMethod

  @Field(() => Date, { description: 'When.' })
  createdAt!: Date
}

export const PaymentConnection = connectionOf(() => Payment, 'Payment', 'payments')
export type PaymentConnection = InstanceType<typeof PaymentConnection>
