import { BasedOnVersion, Text } from '@vetgraph/kit/fields'
import type { Money as MoneyValue } from '@vetgraph/kit/money'
import { Money } from '@vetgraph/kit/scalars'
import { Field, ID, InputType } from 'type-graphql'
import { TakenMoneyInput } from '../payments/payment.inputs.ts'

@InputType({ description: 'Money that is taken before there is an invoice.' })
export class RecordDepositInput extends TakenMoneyInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The appointment that it is for; it stays with it when the appointment is moved. NOT_FOUND for one of another owner.',
  })
  appointmentId?: string | null
}

@InputType({ description: 'A deposit that pays an invoice.' })
export class UseDepositInput {
  @Field(() => ID, { description: 'The deposit.' })
  paymentId!: string

  @Field(() => ID, { description: 'The invoice of the same owner, in the same currency.' })
  invoiceId!: string

  @Field(() => Money, {
    nullable: true,
    description: 'How much; as much as is held and due if omitted.',
  })
  amount?: MoneyValue | null
}

@InputType({ description: 'A deposit that the hospital keeps.' })
export class ForfeitDepositInput {
  @Field(() => ID, { description: 'The deposit.' })
  paymentId!: string

  @BasedOnVersion()
  version!: number

  @Text({ description: 'What the line of the fee invoice says: “Visit not attended”.' })
  description!: string
}
