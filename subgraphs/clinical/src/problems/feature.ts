import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PetProblemsResolver, ProblemResolver } from './problem.resolver.ts'

export const feature: Feature = { resolvers: [ProblemResolver, PetProblemsResolver] }
