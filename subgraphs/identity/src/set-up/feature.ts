import type { Feature } from '@vetgraph/kit/contracts/feature'
import { SetUpResolver } from './set-up.resolver.ts'

export const feature: Feature = {
  resolvers: [SetUpResolver],
  public: ['Query.setup', 'Mutation.setUpHospital'],
}
