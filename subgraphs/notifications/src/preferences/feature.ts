import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PreferenceResolver } from './preference.resolver.ts'

export const feature: Feature = { resolvers: [PreferenceResolver] }
