import type { Feature } from '@vetgraph/kit/contracts/feature'
import { EstimateLinkResolver } from './estimate-link.resolver.ts'

export const feature: Feature = {
  resolvers: [EstimateLinkResolver],
  public: ['Mutation.openLinkedEstimate', 'Mutation.answerLinkedEstimate'],
}
