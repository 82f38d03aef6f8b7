import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { createEquipment } from './equipment.service.ts'
import { EquipmentKind } from './equipment.table.ts'

export const anEquipment = (
  hospital: TestSubgraph,
  locationId: string,
  name = 'Theatre',
  kind = EquipmentKind.THEATRE,
) => createEquipment(hospital.context(), { locationId, name, kind })
