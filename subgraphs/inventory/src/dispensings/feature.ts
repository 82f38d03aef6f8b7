import type { Feature } from '@vetgraph/kit/contracts/feature'
import {
  DispensedLotResolver,
  DispensedMovementResolver,
  DispensingResolver,
  PrescriptionDispensingsResolver,
} from './dispensing.resolver.ts'

export const feature: Feature = {
  resolvers: [
    DispensingResolver,
    DispensedLotResolver,
    DispensedMovementResolver,
    PrescriptionDispensingsResolver,
  ],
}
