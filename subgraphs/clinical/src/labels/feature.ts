import type { Feature } from '@vetgraph/kit/feature'
import { LabelResolver } from './label.resolver.ts'

export const feature: Feature = { resolvers: [LabelResolver] }
