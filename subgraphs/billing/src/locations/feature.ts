import type { Feature } from '@vetgraph/kit/contracts/feature'
import { LocationResolver } from './location.resolver.ts'

export const feature: Feature = { resolvers: [LocationResolver] }
