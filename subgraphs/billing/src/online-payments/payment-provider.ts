import type { Context } from '@vetgraph/kit/context'
import type { PaymentProviderName } from './online-payment.table.ts'

/** A charge as its provider knows it. */
export interface Charge {
  /** Our own id of it. */
  id: string
  chargeId: string
  outcome: 'OPEN' | 'SUCCEEDED' | 'FAILED'
  amount: number
  currency: string
}

export interface ChargeRequest {
  /** Asked again with the same id, a provider answers the same charge. */
  id: string
  amount: number
  currency: string
  /** What the person who pays reads. */
  description: string
}

export interface RefundRequest {
  /** Asked again with the same id, a provider pays once. */
  id: string
  chargeId: string
  amount: number
  currency: string
}

/** What a signed event says; the charge is null when it is about something else than a charge of ours. */
export interface ProviderEvent {
  eventId: string
  charge: Charge | null
}

/** Who takes money online for the hospital. Card data is typed at the provider and never reaches us. */
export interface PaymentProvider {
  name: PaymentProviderName
  /** Refuses at the field an amount that it cannot take or give back. */
  checkAmount: (amount: number, currency: string, field: string) => void
  /** The id by which the provider knows the charge from now on. */
  start: (ctx: Context, request: ChargeRequest) => Promise<string>
  /** The address where a charge is paid, and from which the payer’s browser goes on to `returnUrl`. */
  pageOf: (ctx: Context, chargeId: string, returnUrl: string) => string
  /** The charge as it stands; null when the provider knows none. */
  find: (ctx: Context, chargeId: string) => Promise<Charge | null>
  /** Ends a charge so that nobody pays it any more, and answers what became of it: it may be paid already. */
  cancel: (ctx: Context, chargeId: string) => Promise<Charge | null>
  refund: (ctx: Context, request: RefundRequest) => Promise<void>
  /** What an event says; null unless the provider has signed it just now. */
  eventFrom: (ctx: Context, body: string, signature: string) => Promise<ProviderEvent | null>
}
