import type { Feature } from '@vetgraph/kit/contracts/feature'
import { MessageTemplateResolver } from './message-template.resolver.ts'

export const feature: Feature = {
  resolvers: [MessageTemplateResolver],
  permissions: {
    'message-template:write': { allows: 'Read and change what messages say', hospitalWide: true },
  },
}
