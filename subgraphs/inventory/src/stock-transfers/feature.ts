import type { Feature } from '@vetgraph/kit/contracts/feature'
import {
  ItemInTransitResolver,
  LotInTransitResolver,
  StockTransferResolver,
} from './stock-transfer.resolver.ts'

export const feature: Feature = {
  resolvers: [StockTransferResolver, ItemInTransitResolver, LotInTransitResolver],
  permissions: {
    'inventory:transfer': {
      allows: 'Send stock to another location, and take back or write off what does not arrive',
      roles: ['VET', 'TECHNICIAN'],
    },
  },
}
