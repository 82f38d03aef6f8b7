import type { Feature } from '@vetgraph/kit/contracts/feature'
import { ReorderProposalResolver } from './reorder-proposal.resolver.ts'

export const feature: Feature = { resolvers: [ReorderProposalResolver] }
