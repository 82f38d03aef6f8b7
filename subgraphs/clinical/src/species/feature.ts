import type { Feature } from '@vetgraph/kit/contracts/feature'
import { BreedResolver, SpeciesResolver } from './species.resolver.ts'

export const feature: Feature = {
  resolvers: [SpeciesResolver, BreedResolver],
  permissions: {
    'species:write': { allows: 'Edit the list of species and breeds', hospitalWide: true },
  },
}
