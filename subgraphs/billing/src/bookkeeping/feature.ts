import type { Feature } from '@vetgraph/kit/contracts/feature'
import { JournalResolver } from './journal.resolver.ts'
import { PeriodLockResolver } from './period-lock.resolver.ts'

export const feature: Feature = {
  resolvers: [PeriodLockResolver, JournalResolver],
  permissions: {
    'account-number:write': { allows: 'Set the numbers of the bookkeeper’s accounts' },
    'journal:export': { allows: 'Export the journal for the bookkeeper' },
    'period:lock': { allows: 'Lock the books of a period' },
    'period:unlock': { allows: 'Open a locked period again' },
  },
}
