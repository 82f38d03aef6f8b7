import type { Context } from '@vetgraph/kit/context'
import type { PaymentProviderName } from './online-payment.table.ts'

/** A charge as its provider knows it. */
export interface Charge {
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
  /** The address to which the payer’s browser returns after paying. */
  returnUrl: string
}

export interface RefundRequest {
  /** Asked again with the same id, a provider pays once. */
  id: string
  chargeId: string
  amount: number
}

/** Who takes money online for the hospital. Card data is typed at the provider and never reaches us. */
export interface PaymentProvider {
  name: PaymentProviderName
  start: (ctx: Context, request: ChargeRequest) => Promise<{ chargeId: string; url: string }>
  /** The charge as it stands; null when the provider knows none. */
  find: (ctx: Context, chargeId: string) => Promise<Charge | null>
  refund: (ctx: Context, request: RefundRequest) => Promise<void>
  /** What an event says; null unless the provider has signed it just now. */
  eventFrom: (ctx: Context, body: string, signature: string) => { eventId: string; charge: Charge } | null
}
