import type { Feature } from '@vetgraph/kit/feature'
import { RoomResolver } from './room.resolver.ts'

export const feature: Feature = {
  resolvers: [RoomResolver],
  permissions: { 'room:write': { allows: 'Add, rename and retire rooms' } },
}
