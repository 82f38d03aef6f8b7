import type { Feature } from '@vetgraph/kit/contracts/feature'
import { DashboardResolver } from './dashboard.resolver.ts'

export const feature: Feature = { resolvers: [DashboardResolver] }
