import type { Feature } from '@vetgraph/kit/contracts/feature'
import { rotateSigningKey } from './signing-key.service.ts'

export const feature: Feature = {
  resolvers: [],
  work: { 'rotate-signing-key': rotateSigningKey },
  crons: { 'rotate-signing-key': '47 3 * * *' },
}
