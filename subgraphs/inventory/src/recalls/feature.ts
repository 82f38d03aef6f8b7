import type { Feature } from '@vetgraph/kit/contracts/feature'
import { RecallResolver } from './recall.resolver.ts'

export const feature: Feature = { resolvers: [RecallResolver] }
