import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import { Link as RouterLink } from 'react-router'
import type { Dashboard_activityFragment } from './dashboard.gen'
import { actionText, pageOf } from '../../ui/activity'
import { Section } from '../../ui/Section'
import { When } from '../../ui/When'

/** Which patient or client it was about, as far as it is told. */
const aboutOf = ({ pet, owner, appointment, invoice }: Dashboard_activityFragment) =>
  (pet ?? owner ?? appointment?.pet ?? invoice?.owner)?.name

/** What was done lately, each with a link to it where it has a page. */
export function RecentActivities({ activities }: { activities: readonly Dashboard_activityFragment[] }) {
  if (activities.length === 0) return null
  return (
    <Section title="Lately" flush>
      <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {activities.map((activity) => {
          const page = pageOf(activity)
          const about = aboutOf(activity)
          const text = actionText(activity.action) + (about ? `: ${about}` : '')
          return (
            <Box
              component="li"
              key={activity.id}
              sx={{
                display: 'grid',
                gridTemplateColumns: { xs: 'minmax(0, 1fr) auto', sm: 'minmax(0, 1fr) auto auto' },
                columnGap: 2,
                alignItems: 'center',
                px: 2,
                py: 0.75,
                minHeight: 36,
                borderTop: 1,
                borderColor: 'divider',
                '&:first-of-type': { borderTop: 0 },
              }}
            >
              {page ? (
                <Link component={RouterLink} to={page} underline="hover" color="text.primary">
                  {text}
                </Link>
              ) : (
                <span>{text}</span>
              )}
              <Box component="span" sx={{ color: 'text.secondary', display: { xs: 'none', sm: 'inline' } }}>
                {activity.actor?.name}
              </Box>
              <Box
                component="span"
                sx={{ color: 'text.secondary', fontSize: '0.8125rem', whiteSpace: 'nowrap' }}
              >
                <When at={activity.at} />
              </Box>
            </Box>
          )
        })}
      </Paper>
    </Section>
  )
}
