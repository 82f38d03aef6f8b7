export const subgraphNames = [
  'identity',
  'clinical',
  'scheduling',
  'billing',
  'inventory',
  'notifications',
] as const

export type SubgraphName = (typeof subgraphNames)[number]
