import type { Feature } from '@vetgraph/kit/contracts/feature'
import { RecordTemplateResolver, TextBlockResolver } from './record-template.resolver.ts'

export const feature: Feature = {
  resolvers: [RecordTemplateResolver, TextBlockResolver],
  permissions: {
    'record-template:write': {
      allows: 'Keep what medical records begin with, and their text blocks',
      hospitalWide: true,
    },
  },
}
