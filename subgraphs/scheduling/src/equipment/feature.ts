import type { Feature } from '@vetgraph/kit/contracts/feature'
import { EquipmentResolver } from './equipment.resolver.ts'

export const feature: Feature = {
  resolvers: [EquipmentResolver],
  permissions: { 'equipment:write': { allows: 'Add, rename and retire equipment' } },
}
