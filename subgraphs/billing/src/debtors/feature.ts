import type { Feature } from '@vetgraph/kit/contracts/feature'
import { DebtorsResolver } from './debtors.resolver.ts'

export const feature: Feature = { resolvers: [DebtorsResolver] }
