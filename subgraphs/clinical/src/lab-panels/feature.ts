import type { Feature } from '@vetgraph/kit/contracts/feature'
import { LabPanelResolver, LabRangeResolver, LabTestResolver } from './lab-panel.resolver.ts'
import { readPanels } from './lab-panel.service.ts'

export const feature: Feature = {
  resolvers: [LabPanelResolver, LabTestResolver, LabRangeResolver],
  entities: { LabPanel: readPanels },
  permissions: {
    'lab-panel:write': { allows: 'Keep laboratory panels, their tests and reference ranges', roles: ['VET'] },
  },
}
