import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { useViewer } from '../../ui/viewer'
import { reports } from './reports'

/** The reports that the viewer may see, by area. */
export function ReportsPage() {
  const { permissions } = useViewer()
  const seen = reports.filter(({ permission }) => permissions.includes(permission))
  return (
    <Page title="Reports" subtitle="What the hospital did, in any period">
      {[...new Set(seen.map(({ area }) => area))].map((area) => (
        <Section key={area} title={area} flush>
          <Box
            component="ul"
            sx={{
              display: 'grid',
              gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
              gap: 1.5,
              listStyle: 'none',
              m: 0,
              p: 0,
            }}
          >
            {seen
              .filter((report) => report.area === area)
              .map(({ key, title, description }) => (
                <Paper component="li" key={key} variant="outlined" sx={{ position: 'relative', p: 2 }}>
                  <Link
                    component={RouterLink}
                    to={`/reports/${key}`}
                    underline="hover"
                    sx={{ fontWeight: 600, '&::after': { content: '""', position: 'absolute', inset: 0 } }}
                  >
                    {title}
                  </Link>
                  <Typography variant="body2" sx={{ mt: 0.5, color: 'text.secondary' }}>
                    {description}
                  </Typography>
                </Paper>
              ))}
          </Box>
        </Section>
      ))}
    </Page>
  )
}
