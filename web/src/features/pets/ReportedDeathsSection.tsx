import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router'
import { PhoneLink } from '../../ui/PhoneLink'
import { Section } from '../../ui/Section'
import { When } from '../../ui/When'
import { formatBirthday } from './birthday'
import { DeathAnswers } from './DeathReported'
import { useReportedDeathsChangedSubscription, useReportedDeathsQuery } from './pets.gen'

/** The deaths that owners have reported and nobody has answered. */
export function ReportedDeathsSection() {
  const { data, refetch } = useReportedDeathsQuery({ fetchPolicy: 'cache-and-network' })
  const pets = data?.pets.nodes.filter(({ deathReportedAt }) => deathReportedAt !== null) ?? []
  useReportedDeathsChangedSubscription({
    onData: ({ data: event }) => {
      const pet = event.data?.petChanged.pet
      if (pet?.deathReportedAt && !pets.some(({ id }) => id === pet.id)) void refetch()
    },
  })
  if (pets.length === 0) return null
  return (
    <Section title="Deaths reported by owners" id="reported-deaths" flush>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {pets.map((pet) => (
          <Paper
            component="li"
            variant="outlined"
            key={pet.id}
            sx={{ p: 1.5, display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
          >
            <Box sx={{ flex: 1, minWidth: 220 }}>
              <Link component={RouterLink} to={`/patients/${pet.id}`} sx={{ fontWeight: 600 }}>
                {pet.name}
              </Link>
              <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
                {pet.species.name}
                {pet.owner && ` of ${pet.owner.name}`}
                {pet.deceasedOn && `, died ${formatBirthday(pet.deceasedOn, false)}`}, reported{' '}
                {pet.deathReportedAt && <When at={pet.deathReportedAt} />}
                {pet.owner?.phone && (
                  <>
                    {' · '}
                    <PhoneLink number={pet.owner.phone} />
                  </>
                )}
              </Typography>
            </Box>
            <DeathAnswers pet={pet} />
          </Paper>
        ))}
      </Box>
    </Section>
  )
}
