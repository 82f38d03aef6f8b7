import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'

/** One try at getting in, a person or a program, or at having e-mail written, which is limited whatever it costs. */
export interface Attempt {
  kind: 'sign-in' | 'refresh' | 'mail' | 'link' | 'token'
  /** Whose account it is about, as the caller gave it; null when the field does not say. */
  account: string | null
}

type Variables = Readonly<Record<string, unknown>>

interface Watched {
  kind: Attempt['kind']
  /** Where among the arguments the account stands. */
  account?: readonly string[]
}

const watched: Readonly<Record<string, Watched>> = {
  login: { kind: 'sign-in' },
  switchUser: { kind: 'sign-in' },
  refreshSession: { kind: 'refresh' },
  startOpenIdSignIn: { kind: 'sign-in' },
  finishOpenIdSignIn: { kind: 'sign-in' },
  confirmOpenIdSignIn: { kind: 'sign-in' },
  setUpHospital: { kind: 'sign-in' },
  registerOwner: { kind: 'mail', account: ['input', 'email'] },
  requestPasswordReset: { kind: 'mail', account: ['email'] },
  resendVerification: { kind: 'mail', account: ['email'] },
  requestEmailChange: { kind: 'mail', account: ['input', 'email'] },
  verifyEmail: { kind: 'link' },
  resetPassword: { kind: 'link' },
  acceptInvitation: { kind: 'link' },
}

const valueAt = (value: unknown, path: readonly string[]) =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    value,
  )

function accountIn({ arguments: given = [] }: FieldNode, path: readonly string[], variables: Variables) {
  const values = Object.fromEntries(
    given.map(({ name, value }) => [
      name.value,
      valueFromASTUntyped(value, variables as Record<string, unknown>),
    ]),
  )
  const account = valueAt(values, path)
  return typeof account === 'string' ? account : null
}

/** The tries of an operation, found once per valid document; every alias is one of its own. */
export function compileAttempts(
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): (variables: Variables) => readonly Attempt[] {
  const found: FieldNode[] = []
  const search = ({ selections }: SelectionSetNode) => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD && Object.hasOwn(watched, node.name.value)) found.push(node)
      if (node.kind === Kind.INLINE_FRAGMENT) search(node.selectionSet)
      if (node.kind !== Kind.FRAGMENT_SPREAD) continue
      const fragment = document.definitions.find(
        (definition) =>
          definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value,
      )
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) search(fragment.selectionSet)
    }
  }
  if (operation === OperationTypeNode.MUTATION) search(selectionSet)
  return (variables) =>
    found.map((node) => {
      const { kind, account } = watched[node.name.value]!
      return { kind, account: account ? accountIn(node, account, variables) : null }
    })
}
