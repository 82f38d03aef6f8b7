import type { Feature } from '@vetgraph/kit/contracts/feature'
import { DiagnosisResolver } from './diagnosis.resolver.ts'

export const feature: Feature = {
  resolvers: [DiagnosisResolver],
  permissions: { 'diagnosis-code:write': { allows: 'Import the list of codes for diagnoses' } },
}
