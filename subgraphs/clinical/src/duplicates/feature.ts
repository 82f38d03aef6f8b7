import type { Feature } from '@vetgraph/kit/contracts/feature'
import { DuplicateResolver } from './duplicate.resolver.ts'

export const feature: Feature = { resolvers: [DuplicateResolver] }
