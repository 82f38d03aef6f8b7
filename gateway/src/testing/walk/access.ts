import { getNamedType, type GraphQLField, isLeafType, type OperationTypeNode } from 'graphql'
import type { Viewer } from '@vetgraph/kit/context'
import { ErrorCode, unauthenticated } from '@vetgraph/kit/errors'
import {
  allPermissions,
  type BuiltInRole,
  builtInRoles,
  type Permission,
  permissions,
} from '@vetgraph/kit/contracts/permissions'
import { asRole } from '@vetgraph/kit/testing/subgraph'
import { Subscriber } from '../../subscriptions/subscriber.ts'
import { argumentsWith } from './arguments.ts'
import type { Ground } from './ground.ts'
import type { WalkHospital } from './hospital.ts'

const roles = Object.keys(builtInRoles) as BuiltInRole[]

/** What a root field answered to somebody: the code of its error, the permission that it asked for. */
interface Outcome {
  code: string | null
  permission: Permission | null
  message: string
}

/** Who may call a root field. */
export interface Access {
  field: string
  /** Nobody needs to be signed in. */
  open: boolean
  /** What somebody without any right was asked for, and whether something else after it. */
  need: { permission: Permission; more: boolean } | null
  roles: ReadonlySet<BuiltInRole>
}

type Kind = `${OperationTypeNode}`

/** Asks for nothing but the name of the type: what lies below a root field has rights of its own. */
function textOf(kind: Kind, { name, args, type }: GraphQLField<unknown, unknown>, given: object): string {
  const used = args.filter((arg) => arg.name in given)
  const declared = used.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
  const passed = used.map((arg) => `${arg.name}: $${arg.name}`).join(', ')
  const below = isLeafType(getNamedType(type)) ? '' : '{ __typename }'
  return `${kind} ${declared && `(${declared})`} { ${name}${passed && `(${passed})`} ${below} }`
}

/** Calls a root field in the plainest way that it understands. */
class RootField {
  private readonly variables: Record<string, unknown>
  private readonly text: string

  constructor(
    private readonly hospital: WalkHospital,
    private readonly kind: Kind,
    field: GraphQLField<unknown, unknown>,
    ground: Ground,
  ) {
    const answers = getNamedType(field.type).name
    const values = { idsOf: (name: string) => ground.idsOf(name, field.name, answers), texts: [] }
    this.variables = argumentsWith(field.args, values, '', undefined)
    this.text = textOf(kind, field, this.variables)
  }

  async call(viewer: Viewer | null): Promise<Outcome> {
    const { hospital, kind, text, variables } = this
    const answer = await (kind === 'subscription'
      ? hospital.listen(viewer, text, variables)
      : hospital.ask(viewer, text, variables))
    if (answer instanceof Subscriber) await answer.return()
    const [error] = answer instanceof Subscriber ? [] : (answer.errors ?? [])
    const { code, permission } = (error?.extensions ?? {}) as { code?: string; permission?: Permission }
    return { code: code ?? null, permission: permission ?? null, message: error?.message ?? '' }
  }
}

/** Somebody who works here with these rights and in no role that there is. */
const holderOf = (held: readonly Permission[]): Viewer =>
  asRole('VET', { roles: ['HOLDER'], grants: [{ locationId: null, permissions: new Set(held) }] })

/** What somebody without any right is asked for first, and whether that is enough. */
async function needOf(field: RootField): Promise<Access['need']> {
  const { code, permission } = await field.call(holderOf([]))
  if (code !== ErrorCode.FORBIDDEN || !permission) return null
  return { permission, more: (await field.call(holderOf([permission]))).code === ErrorCode.FORBIDDEN }
}

/** Who may call each field of a root: nobody signed in, somebody with some rights, the built-in roles. */
export async function walkAccess(
  hospital: WalkHospital,
  kind: Kind,
  ground: Ground,
  viewers: Readonly<Record<BuiltInRole, Viewer>>,
): Promise<Access[]> {
  const { schema } = hospital.graph
  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[kind]
  const found: Access[] = []
  for (const definition of Object.values(root!.getFields())) {
    const field = new RootField(hospital, kind, definition, ground)
    const open = (await field.call(null)).message !== unauthenticated().message
    const need = open ? null : await needOf(field)
    const outcomes = new Map<BuiltInRole, Outcome>()
    // Those who may do least come first: what one has done is not there for the next to do.
    for (const role of open ? [] : roles.toReversed()) outcomes.set(role, await field.call(viewers[role]))
    const isHidden = ({ code }: Outcome) =>
      code === ErrorCode.NOT_FOUND && outcomes.get('ADMIN')?.code !== code
    const may = [...outcomes].filter(
      ([, outcome]) => outcome.code !== ErrorCode.FORBIDDEN && !isHidden(outcome),
    )
    found.push({ field: definition.name, open, need, roles: new Set(may.map(([role]) => role)) })
  }
  return found.sort((a, b) => (a.field < b.field ? -1 : 1))
}

const mark = (isSo: boolean) => (isSo ? '●' : '')

const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const code = (text: string) => `\`${text}\``

/** The rights that the built-in roles hold. */
export const permissionsTable = () =>
  table(
    ['permission', 'allows to', ...roles],
    allPermissions.map((permission) => [
      code(permission),
      permissions[permission].allows,
      ...roles.map((role) =>
        mark((builtInRoles[role].permissions as readonly Permission[]).includes(permission)),
      ),
    ]),
  )

export const accessTable = (found: readonly Access[]) =>
  table(
    ['field', 'needs', ...roles],
    found.map(({ field, open, need, roles: may }) => [
      code(field),
      need ? `${code(need.permission)}${need.more ? ' …' : ''}` : open ? 'nothing' : 'a session',
      ...roles.map((role) => mark(open || may.has(role))),
    ]),
  )
