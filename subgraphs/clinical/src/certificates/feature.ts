import type { Feature } from '@vetgraph/kit/contracts/feature'
import { CertificateResolver } from './certificate.resolver.ts'

export const feature: Feature = { resolvers: [CertificateResolver] }
