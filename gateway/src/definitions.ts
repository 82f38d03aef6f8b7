import type { SubgraphDefinition } from '@vetgraph/kit/serving/subgraph'

/** Every subgraph, loaded only by the processes that run, compose or migrate them. */
export async function loadDefinitions(): Promise<SubgraphDefinition[]> {
  const { identity } = await import('@vetgraph/identity/schema')
  const { clinical } = await import('@vetgraph/clinical/schema')
  const { scheduling } = await import('@vetgraph/scheduling/schema')
  const { billing } = await import('@vetgraph/billing/schema')
  const { inventory } = await import('@vetgraph/inventory/schema')
  const { notifications } = await import('@vetgraph/notifications/schema')
  return [identity, clinical, scheduling, billing, inventory, notifications]
}
