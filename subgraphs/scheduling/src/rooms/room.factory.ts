import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { createRoom } from './room.service.ts'

export const aRoom = (hospital: TestSubgraph, locationId: string, name = 'Room 1') =>
  createRoom(hospital.context(), { locationId, name })
