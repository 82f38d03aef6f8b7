import { sql } from 'drizzle-orm'
import type { TaskList } from 'graphile-worker'
import { v7 as uuidv7 } from 'uuid'
import type { Context } from '../context.ts'
import { transact } from '../database/db.ts'
import type { DeliveredEvent, EventName, Reactions } from '../contracts/events.ts'
import type { SubgraphDefinition } from '../serving/subgraph.ts'
import { inSpan } from '../telemetry/tracing.ts'

/** What the job of a delivery says: which entity's events wait, and up to which place this job delivers them. */
export interface Ticket {
  entity: string
  position: number
}

type Handler = (ctx: Context, event: DeliveredEvent<EventName>) => Promise<void>
type Delivery = DeliveredEvent<EventName> & { event: EventName; position: number }

/**
 * Delivers the oldest waiting event of an entity: it is taken from the queue and handled in one transaction, so that
 * it takes effect once however many workers try. Answers whether more may wait for this job.
 */
async function deliverOldest(
  ctx: Context,
  reactions: Reactions,
  { entity, position }: Ticket,
): Promise<boolean> {
  const waiting = sql`vetgraph.deliveries where consumer = ${ctx.subgraph} and entity = ${entity}`
  // Another worker that holds the oldest event is waited for here, so that nothing overtakes it.
  const [event] = await ctx.db.execute<Record<string, unknown> & Delivery>(sql`
    delete from ${waiting} and position = (select min(position) from ${waiting}) and position <= ${position}
    returning id, event, emitter, payload, position::float as position,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`)
  if (!event) {
    const [left] = await ctx.db.execute(sql`select from ${waiting} and position <= ${position} limit 1`)
    return left !== undefined
  }
  const handler = reactions[event.event] as Handler | undefined
  if (!handler) throw new Error(`${ctx.subgraph} does not react to ${event.event}`)
  await handler({ ...ctx, requestId: event.id }, event)
  return event.position < position
}

/** Delivers what waits for an entity, in order and up to the ticket's place; the first failure ends it. */
export async function deliver(ctx: Context, reactions: Reactions, ticket: Ticket) {
  while (await transact(ctx, (ctx) => deliverOldest(ctx, reactions, ticket)));
}

/** The worker's tasks of one subgraph, named `<subgraph>:<event>` and `<subgraph>:<work>`. */
export function tasksOf(
  { name: subgraph, reactions, work }: Pick<SubgraphDefinition, 'name' | 'reactions' | 'work'>,
  newContext: (requestId: string) => Context,
): TaskList {
  const task = (name: string, run: (ctx: Context, payload: never) => Promise<void>): TaskList[string] => {
    const step = { name: `job ${subgraph}:${name}`, kind: 'consumer', attributes: {} } as const
    return (payload) =>
      inSpan(
        () => step,
        () => run(newContext(uuidv7()), payload as never),
      )
  }
  return Object.fromEntries([
    ...Object.entries(work).map(([name, does]) => [`${subgraph}:${name}`, task(name, does)]),
    ...Object.keys(reactions).map((name) => [
      `${subgraph}:${name}`,
      task(name, (ctx, ticket: Ticket) => deliver(ctx, reactions, ticket)),
    ]),
  ]) as TaskList
}
