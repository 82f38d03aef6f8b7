import type { Feature } from '@vetgraph/kit/contracts/feature'
import { sweepLinks } from './email-link.service.ts'
import { sweepMailBudgets } from './mail-budget.service.ts'

export const feature: Feature = {
  resolvers: [],
  work: { 'sweep-mail-budgets': sweepMailBudgets, 'sweep-email-links': sweepLinks },
  crons: { 'sweep-mail-budgets': '19 3 * * *', 'sweep-email-links': '21 3 * * *' },
}
