import type { Feature } from '@vetgraph/kit/contracts/feature'
import { DrugStopResolver, FormularyDoseResolver } from './formulary.resolver.ts'
import { SubstanceResolver } from './substance.resolver.ts'
import { readSubstances } from './substance.service.ts'

export const feature: Feature = {
  resolvers: [SubstanceResolver, FormularyDoseResolver, DrugStopResolver],
  entities: { Substance: readSubstances },
  permissions: {
    'formulary:write': { allows: 'Keep substances, doses and interactions', roles: ['VET'] },
  },
}
