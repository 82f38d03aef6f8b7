import { metrics } from '@vetgraph/kit/telemetry/metrics'
import type { Graph } from '../graph.ts'

interface Watched {
  graph: Graph
  sockets: { count: number }
  requests: { size: number }
}

/** What is open at a gateway, for whoever reads its metrics. */
export function watchGateway({ graph, sockets, requests }: Watched) {
  metrics?.watch('http_requests_running', 'Requests without a whole answer.', () => requests.size)
  metrics?.watch('sockets', 'WebSockets of clients.', () => sockets.count)
  metrics?.watch('subscriptions', 'Live subscriptions of clients.', () => graph.hubs.size.subscribers)
  metrics?.watch('hubs', 'Live streams that the subscriptions share.', () => graph.hubs.size.hubs)
}
