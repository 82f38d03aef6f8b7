import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Facts } from '../../../ui/Facts'
import { formatDay } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { Money } from '../../../ui/Money'
import { When } from '../../../ui/When'
import { EstimateLines } from './EstimateLines'
import type { EstimateDrawerQuery } from './estimates.gen'
import { rangeOf } from './EstimateStatusTag'

export type Shown = NonNullable<EstimateDrawerQuery['estimate']>

interface Props {
  estimate: Shown
  /** Who it is for; the client does not read the own name. */
  client: ReactNode
}

/** An estimate as it is printed, with its answer and its earlier versions. */
export function EstimateSheet({ estimate, client }: Props) {
  const here = useCurrentLocation()
  const { validUntil, low, high, acceptedHigh, note, items, location, versions } = estimate
  const zone = location?.timeZone ?? here.timeZone
  return (
    <>
      <Facts
        wide
        facts={[
          ...(client === null ? [] : [['Client', client] as const]),
          ['Valid until', formatDay(validUntil, 'dated')],
          ['Total with tax', <strong key="total">{rangeOf(low, high)}</strong>],
          ...(acceptedHigh
            ? [['Accepted up to', <Money key="accepted" value={acceptedHigh} />] as const]
            : []),
          ['From', location?.name],
        ]}
      />
      {note && <Typography sx={{ whiteSpace: 'pre-line' }}>{note}</Typography>}
      <EstimateLines items={items} linked={client !== null} />
      {versions.length > 0 && (
        <Box
          component="ul"
          aria-label="Versions"
          sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}
        >
          {versions.map(({ id, number, sentAt, sentTo, answer, low, high }) => (
            <Box component="li" key={id}>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                Version {number}, sent <When at={sentAt} show="day" zone={zone} />
                {client !== null && sentTo && ` to ${sentTo}`}: {rangeOf(low, high)}
              </Typography>
              {answer && (
                <Typography variant="body2">
                  Answered by {answer.signedBy} on <When at={answer.answeredAt} show="day" zone={zone} />
                  {answer.portal && ', in the portal'}
                  {answer.byLink && ', by the link'}
                </Typography>
              )}
              {answer?.signature && (
                <Box
                  component="img"
                  src={answer.signature}
                  alt={`Signature of ${answer.signedBy}`}
                  sx={{ maxWidth: 240, maxHeight: 80, bgcolor: 'common.white', borderRadius: 1, mt: 0.5 }}
                />
              )}
            </Box>
          ))}
        </Box>
      )}
    </>
  )
}
