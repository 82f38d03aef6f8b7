import type { Feature } from '@vetgraph/kit/feature'
import { CertificateResolver } from './certificate.resolver.ts'

export const feature: Feature = { resolvers: [CertificateResolver] }
