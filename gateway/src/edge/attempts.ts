import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql'

/** One try at getting in, a person or a program, or at having e-mail written, which is limited whatever it costs. */
export type Attempt = 'sign-in' | 'refresh' | 'mail' | 'link' | 'token'

const watched: Readonly<Record<string, Attempt>> = {
  login: 'sign-in',
  switchUser: 'sign-in',
  refreshSession: 'refresh',
  startOpenIdSignIn: 'sign-in',
  finishOpenIdSignIn: 'sign-in',
  confirmOpenIdSignIn: 'sign-in',
  setUpHospital: 'sign-in',
  registerOwner: 'mail',
  requestPasswordReset: 'mail',
  resendVerification: 'mail',
  requestEmailChange: 'mail',
  verifyEmail: 'link',
  resetPassword: 'link',
  acceptInvitation: 'link',
}

/** The tries of an operation, found once per valid document; every alias is one of its own. */
export function attemptsOf(
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): readonly Attempt[] {
  const found: Attempt[] = []
  const search = ({ selections }: SelectionSetNode) => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD && Object.hasOwn(watched, node.name.value))
        found.push(watched[node.name.value]!)
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
  return found
}
