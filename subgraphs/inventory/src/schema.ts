import { defineSubgraph } from '@vetgraph/kit/subgraph'
import { loadDemo } from './demo.ts'
import { InventoryItemResolver } from './inventory-items/inventory-item.resolver.ts'
import { readItems } from './inventory-items/inventory-item.service.ts'
import { reactions } from './reactions.ts'
import { StockResolver } from './stock/stock.resolver.ts'

/** What is on the shelves, and every movement of it: each feature may use only those above it. */
export const inventory = await defineSubgraph({
  name: 'inventory',
  migrations: new URL('../migrations', import.meta.url),
  resolvers: [InventoryItemResolver, StockResolver],
  entities: { InventoryItem: readItems },
  reactions,
  demo: loadDemo,
})
