import type { Feature } from '@vetgraph/kit/contracts/feature'
import { LabelResolver } from './label.resolver.ts'

export const feature: Feature = { resolvers: [LabelResolver] }
