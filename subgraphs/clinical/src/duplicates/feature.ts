import type { Feature } from '@vetgraph/kit/feature'
import { DuplicateResolver } from './duplicate.resolver.ts'

export const feature: Feature = { resolvers: [DuplicateResolver] }
