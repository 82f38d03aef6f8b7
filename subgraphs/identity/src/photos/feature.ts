import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PhotoResolver } from './photo.resolver.ts'

export const feature: Feature = {
  resolvers: [PhotoResolver],
}
