import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { createOwner } from './owner.service.ts'
import type { OwnerRow } from './owner.table.ts'
import type { CreateOwnerInput } from './owner.types.ts'

export const anOwner = (
  hospital: TestSubgraph,
  overrides: Partial<CreateOwnerInput> = {},
): Promise<OwnerRow> =>
  createOwner(hospital.context(), { firstName: 'Aoife', lastName: 'Byrne', ...overrides })
