import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { ErrorView } from '../../ui/ErrorView'
import { formatInstantDay } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { useReleasedLabQuery } from './lab.gen'
import { flags, rangeText, valueText } from './words'

/** What the hospital has released of an owner's animal; nothing is shown where nothing is. */
export function ReleasedResults({ petId }: { petId: string }) {
  const { data, error, refetch } = useReleasedLabQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const { timeZone } = useCurrentLocation()
  const orders = data?.pet?.labOrders.nodes ?? []
  if (orders.length === 0 && !error) return null
  return (
    <Section title="Laboratory results" id="laboratory">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {orders.map(({ id, panel, sampledAt, results }) => (
        <Box key={id} sx={{ mb: 2, '&:last-of-type': { mb: 0 } }}>
          <Typography variant="h3">
            {panel.name}
            {sampledAt && `, ${formatInstantDay(sampledAt, timeZone)}`}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {results.map((result) => {
              const said = result.flag && flags[result.flag]
              return (
                <Typography key={result.id} component="li" variant="body2">
                  {result.test.name}: <b>{valueText(result)}</b> {result.unit}{' '}
                  {result.low === null && result.high === null ? '' : `(${rangeText(result)}) `}
                  {said && <Tag tone={said[1]}>{said[0]}</Tag>}
                </Typography>
              )
            })}
          </Box>
        </Box>
      ))}
    </Section>
  )
}
