import { startPeer } from '../servers.ts'
import type { Contender } from './contender.ts'

export const yoga: Contender = {
  name: 'yoga',
  title: 'GraphQL Yoga and DataLoader, monolith',
  start: (site) =>
    startPeer({ name: 'yoga', args: [site.peer('yoga')], env: { DATABASE_URL: site.databaseUrl } }),
}
