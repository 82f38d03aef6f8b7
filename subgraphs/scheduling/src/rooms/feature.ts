import type { Feature } from '@vetgraph/kit/contracts/feature'
import { RoomResolver } from './room.resolver.ts'

export const feature: Feature = {
  resolvers: [RoomResolver],
  permissions: { 'room:write': { allows: 'Add, rename and retire rooms' } },
}
