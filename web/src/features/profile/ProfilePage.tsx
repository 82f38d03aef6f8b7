import Box from '@mui/material/Box'
import type { ComponentType } from 'react'
import { Page } from '../../ui/Page'
import { useViewer } from '../../ui/viewer'

/** A part of one's own page. */
export interface ProfileSection {
  key: string
  Component: ComponentType<{ userId: string }>
}

export function ProfilePage({ sections }: { sections: readonly ProfileSection[] }) {
  const { id } = useViewer()
  return (
    <Page title="Your account">
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 900 }}>
        {sections.map(({ key, Component }) => (
          <Component key={key} userId={id} />
        ))}
      </Box>
    </Page>
  )
}
