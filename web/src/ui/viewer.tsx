import { createContext, type ReactNode, useContext } from 'react'

export interface Viewer {
  id: string
  name: string
  firstName: string
  initials: string
  title: string | null
  email: string | null
  permissions: readonly string[]
}

const ViewerContext = createContext<Viewer | null>(null)

export const ViewerProvider = ViewerContext.Provider

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext)
  if (!viewer) throw new Error('useViewer needs a signed-in page around it')
  return viewer
}

export function useCan(permission: string): boolean {
  const { permissions } = useViewer()
  return permissions.includes(permission)
}

/** Shows its children to people who hold the permission; never ask for a role's name. */
export function Can({
  do: permission,
  children,
  otherwise = null,
}: {
  do: string
  children: ReactNode
  otherwise?: ReactNode
}) {
  return useCan(permission) ? children : otherwise
}
