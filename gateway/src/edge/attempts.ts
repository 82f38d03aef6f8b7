import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql'

/**
 * An attempt to sign in (by a user or an API client) or to have an e-mail sent; these have limits of their own,
 * whatever they cost.
 */
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

/** The attempts of an operation, found once per valid document; every alias counts as one. */
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
