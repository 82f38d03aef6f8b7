import { sql } from 'drizzle-orm'
import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker'
import { Pool } from 'pg'
import type { Logger as PinoLogger } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import type { Context } from './context.ts'
import { type DatabaseConfig, transact, urlFor } from './db.ts'
import type { SubgraphDefinition } from './subgraph.ts'
import { watchJobs } from './telemetry/jobs.ts'
import { inSpan } from './telemetry/tracing.ts'
import type { Crons } from './work.ts'

/** What a location is to the subgraphs that keep a copy of it. */
export interface LocationFacts {
  id: string
  name: string
  timeZone: string
  currency: string
  active: boolean
  openingHours: ReadonlyArray<{ weekday: number; opens: string; closes: string }>
  /** The rate put on services when nothing else is said, in basis points (1900 = 19 %). */
  taxRate: number
}

export interface UserFacts {
  id: string
  name: string
  active: boolean
  /** Whether visits can be booked with this person. */
  isVet: boolean
  /** The household of a pet owner's account. */
  ownerId: string | null
}

export interface OwnerFacts {
  id: string
  name: string
  active: boolean
}

export interface PetFacts {
  id: string
  ownerId: string
  name: string
  speciesId: string
  /** Alive, ours and not archived: visits can be booked. */
  active: boolean
}

export interface AppointmentFacts {
  id: string
  /** The appointment's version after the change: of two facts the larger one is the later. */
  version: number
  /** Who made the change; null when the hospital's own machinery did. */
  actorId: string | null
  petId: string
  petName: string
  ownerId: string
  vetId: string
  locationId: string
  typeId: string
  typeName: string
  startsAt: string
  endsAt: string
}

export interface AuditFacts {
  id: string
  at: string
  subgraph: string
  action: string
  entity: string
  entityId: string
  actorId: string | null
  sessionId: string | null
  requestId: string
  ip: string
  userAgent: string
  before: unknown
  after: unknown
}

/** What the hospital writes by e-mail; the words of each are notifications'. */
export type MailTemplate =
  | 'verify-email'
  | 'address-has-account'
  | 'reset-password'
  | 'invitation'
  | 'change-email'
  | 'email-changed'
  | 'password-changed'
  | 'second-factor-changed'

export interface MailFacts {
  id: string
  template: MailTemplate
  to: string
  /** The addressee's name. */
  name: string
  /** The secret that goes into the link; erased once the mail has been sent. */
  token?: string
  /** What else the template mentions. */
  values?: Readonly<Record<string, string>>
}

/** Every event, with its payload. Past tense: it has happened. */
export interface Events {
  'location.changed': LocationFacts
  'user.changed': UserFacts
  /** E-mail is to be sent. */
  'mail.wanted': MailFacts
  /** A pet owner who signed up has proved the address: whose household is it (AU7)? */
  'owner-account.verified': {
    userId: string
    email: string
    firstName: string
    lastName: string
    phone: string | null
  }
  /** A portal account belongs to this household. */
  'household.claimed': { userId: string; ownerId: string }
  'owner.changed': OwnerFacts
  'pet.changed': PetFacts
  'appointment.booked': AppointmentFacts
  'appointment.rescheduled': AppointmentFacts & { previousVetId: string; previousStartsAt: string }
  'appointment.cancelled': AppointmentFacts & { reason: string }
  /** A cancellation was undone. */
  'appointment.reinstated': AppointmentFacts
  'appointment.completed': AppointmentFacts
  /** A completion was undone: what it drafted is to be taken back where it is still a draft. */
  'appointment.reopened': AppointmentFacts
  /** An invoice was drafted, taken back or changed. */
  'invoice.changed': { id: string; appointmentId: string | null }
  'audit.recorded': AuditFacts
}

export type EventName = keyof Events

/** Who listens to what; `emit` adds one job per consumer. */
export const consumers: { [Name in EventName]: readonly string[] } = {
  'location.changed': ['scheduling', 'billing', 'inventory', 'notifications'],
  'user.changed': ['scheduling', 'notifications'],
  'mail.wanted': ['notifications'],
  'owner-account.verified': ['clinical'],
  'household.claimed': ['identity'],
  'owner.changed': ['billing'],
  'pet.changed': ['scheduling'],
  'appointment.booked': ['billing', 'notifications'],
  'appointment.rescheduled': ['notifications'],
  'appointment.cancelled': ['notifications'],
  'appointment.reinstated': ['notifications'],
  'appointment.completed': ['billing'],
  'appointment.reopened': ['billing'],
  'invoice.changed': ['scheduling'],
  'audit.recorded': ['identity'],
}

export interface DeliveredEvent<Name extends EventName> {
  id: string
  at: string
  payload: Events[Name]
}

/** Adds the event for every consumer in the open transaction: it happens if and only if the change does. */
export async function emit<Name extends EventName>(
  ctx: Context,
  name: Name,
  entityId: string,
  payload: Events[Name],
) {
  if (!ctx.inTransaction) throw new Error(`emit(${name}) outside a transaction`)
  const event: DeliveredEvent<Name> = { id: uuidv7(), at: ctx.now().toISOString(), payload }
  const tasks = consumers[name].map((consumer) => `${consumer}:${name}`)
  await ctx.db.execute(
    sql`select vetgraph.add_jobs(${sql.param(tasks)}::text[], ${JSON.stringify(event)}::json, ${entityId})`,
  )
}

/** Adds many events of one name in one statement. */
export async function emitAll<Name extends EventName>(
  ctx: Context,
  name: Name,
  payloads: ReadonlyArray<Events[Name] & { id: string }>,
) {
  if (!ctx.inTransaction) throw new Error(`emitAll(${name}) outside a transaction`)
  const at = ctx.now().toISOString()
  const events = payloads.map((payload): DeliveredEvent<Name> => ({ id: uuidv7(), at, payload }))
  const tasks = consumers[name].map((consumer) => `${consumer}:${name}`)
  await ctx.db.execute(sql`
    select vetgraph.add_jobs(${sql.param(tasks)}::text[], event, event -> 'payload' ->> 'id')
    from json_array_elements(${JSON.stringify(events)}::json) event`)
}

/** The handlers of one subgraph for other subgraphs' events. */
export type Reactions = {
  [Name in EventName]?: (ctx: Context, event: DeliveredEvent<Name>) => Promise<void>
}

/**
 * Handles one delivery: in one transaction the event id goes into the inbox and the handler runs,
 * so that a repeated delivery changes nothing.
 */
export async function deliver<Name extends EventName>(
  ctx: Context,
  handler: NonNullable<Reactions[Name]>,
  event: DeliveredEvent<Name>,
) {
  await transact(ctx, async (ctx) => {
    const fresh = await ctx.db.execute(sql`
      insert into ${sql.identifier(ctx.subgraph)}.inbox (event_id, handled_at)
      values (${event.id}, ${ctx.now().toISOString()}) on conflict do nothing returning event_id`)
    if (fresh.length > 0) await handler(ctx, event)
  })
}

/** The worker's tasks of one subgraph, named `<subgraph>:<event>` and `<subgraph>:<work>`. */
export function tasksOf(
  { name: subgraph, reactions, work }: Pick<SubgraphDefinition, 'name' | 'reactions' | 'work'>,
  newContext: (requestId: string) => Context,
) {
  const tasks: TaskList = {}
  for (const [name, does] of Object.entries(work)) {
    const step = { name: `job ${subgraph}:${name}`, kind: 'consumer', attributes: {} } as const
    tasks[`${subgraph}:${name}`] = (payload) =>
      inSpan(
        () => step,
        () => does(newContext(uuidv7()), payload as never),
      )
  }
  for (const name of Object.keys(reactions) as EventName[]) {
    const handler = reactions[name] as NonNullable<Reactions[EventName]>
    tasks[`${subgraph}:${name}`] = (payload) => {
      const event = payload as DeliveredEvent<EventName>
      const step = {
        name: `job ${subgraph}:${name}`,
        kind: 'consumer',
        attributes: { 'vetgraph.event_id': event.id },
      } as const
      return inSpan(
        () => step,
        () => deliver(newContext(event.id), handler, event),
      )
    }
  }
  return tasks
}

/** The crons of a subgraph by the names of their tasks. */
export const cronsOf = ({ name, crons }: Pick<SubgraphDefinition, 'name' | 'crons'>): Crons =>
  Object.fromEntries(Object.entries(crons).map(([work, match]) => [`${name}:${work}`, match]))

/** Runs the tasks as the worker's own role until it is stopped. */
export async function runWorker(
  config: DatabaseConfig,
  taskList: TaskList,
  crons: Crons,
  log: PinoLogger,
  concurrency = 4,
): Promise<{ stop: () => Promise<void> }> {
  // A pool of ours, because stopping the package's own does not wait until its connections are closed.
  const pgPool = new Pool({ connectionString: urlFor(config, 'vetgraph_worker'), max: concurrency + 1 })
  pgPool.on('error', (error) => log.warn({ err: error }, 'the worker lost a database connection'))
  const runner = await run({
    pgPool,
    logger: new Logger(() => (level, message, meta) => {
      // The package's own message has the values of a failed statement in it.
      if (level === 'error') log.error({ err: meta?.['error'] ?? message }, 'the worker met an error')
      else log.debug(message)
    }),
    taskList,
    concurrency,
    pollInterval: 2000,
    noHandleSignals: true,
    noPreparedStatements: false,
    parsedCronItems: parseCronItems(Object.entries(crons).map(([task, match]) => ({ task, match }))),
  })
  watchJobs(runner, pgPool, Object.keys(taskList))
  return {
    stop: async () => {
      await runner.stop()
      await pgPool.end()
    },
  }
}
