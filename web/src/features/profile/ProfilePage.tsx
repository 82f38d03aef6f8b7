import Box from '@mui/material/Box'
import type { LoadedSection } from '../../ui/feature'
import { Page } from '../../ui/Page'
import { useViewer } from '../../ui/viewer'

export function ProfilePage({ sections }: { sections: readonly LoadedSection<'profile'>[] }) {
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
