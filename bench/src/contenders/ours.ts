import { startVetgraph } from '../vetgraph.ts'
import type { Contender } from './contender.ts'

export const ours: Contender = {
  name: 'ours',
  title: 'Vetgraph, one process',
  start: (site) => startVetgraph('ours', [], site.environment),
}

export const oursRemote: Contender = {
  name: 'ours-remote',
  title: 'Vetgraph, remote subgraphs',
  start: (site) => site.withSubgraphs(),
}
