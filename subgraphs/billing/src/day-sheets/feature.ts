import type { Feature } from '@vetgraph/kit/contracts/feature'
import { DaySheetResolver } from './day-sheet.resolver.ts'

export const feature: Feature = { resolvers: [DaySheetResolver] }
