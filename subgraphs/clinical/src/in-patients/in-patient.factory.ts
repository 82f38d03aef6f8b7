import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { saveCage } from './cage.service.ts'

/** A cage of a ward, with a name of its own. */
export const aCage = (hospital: TestSubgraph, locationId: string) =>
  saveCage(hospital.context(), { locationId, ward: 'Dogs', name: newId(), retired: false })
