import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { LedgerAccount } from '../ledger/journal.table.ts'

/** Numbers as the bookkeeper of a small practice gives them. */
const numbers: Record<LedgerAccount, string> = {
  RECEIVABLES: '1100',
  BANK: '1200',
  TRANSFER: '1200',
  CASH: '1230',
  CARD: '1240',
  ONLINE: '1250',
  INSURER: '1260',
  CREDIT: '2110',
  DEPOSITS: '2120',
  TAX: '2200',
  REVENUE: '4000',
  ROUNDING: '8200',
  TILL_DIFFERENCE: '8210',
}

export const demoAccountNumbers = (plan: DemoPlan, updatedAt: Date) =>
  plan.locations.flatMap(({ id: locationId }) =>
    Object.values(LedgerAccount).map((account) => ({
      locationId,
      account,
      number: numbers[account],
      updatedAt,
    })),
  )
