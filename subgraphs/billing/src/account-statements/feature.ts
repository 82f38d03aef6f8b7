import type { Feature } from '@vetgraph/kit/contracts/feature'
import { OwnerStatementResolver } from './statement.resolver.ts'

export const feature: Feature = { resolvers: [OwnerStatementResolver] }
