import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { type ReactNode, useState } from 'react'
import type { ConsentChannel, ConsentPurpose } from '../../gql/types'
import { ErrorView } from '../../ui/ErrorView'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { When } from '../../ui/When'
import { type ConsentTable_consentFragment, useDecideConsentMutation } from './consents.gen'
import { channels, purposes } from './consentWords'

interface Props {
  ownerId: string
  consents: readonly ConsentTable_consentFragment[] | undefined
  /** Reads them again, with the words of today. */
  refetch: () => Promise<unknown>
  readOnly?: boolean
}

const channelOrder = Object.keys(channels) as ConsentChannel[]

/** For each purpose what is asked, and for each way whether the client agrees: a switch acts at once, both ways. */
export function ConsentTable({ ownerId, consents, refetch, readOnly = false }: Props) {
  const [decide] = useDecideConsentMutation()
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const toast = useToast()

  const change = async ({ purpose, channel, wording }: ConsentTable_consentFragment, granted: boolean) => {
    setBusy(`${purpose} ${channel}`)
    setError(null)
    try {
      await decide({
        variables: { input: { ownerId, purpose, channel, granted, wordingVersion: wording.version } },
      })
      await refetch()
      toast({
        message: `${purposes[purpose]} by ${channels[channel]}: ${granted ? 'agreed' : 'not agreed'}.`,
      })
    } catch (failure) {
      setError(failure)
      await refetch().catch(() => {})
    } finally {
      setBusy(null)
    }
  }

  if (!consents) return <Skeleton variant="rounded" height={180} aria-label="Loading what was agreed" />
  const rows = (Object.keys(purposes) as ConsentPurpose[]).map((purpose) => ({
    purpose,
    cells: channelOrder.flatMap(
      (channel) => consents.find((each) => each.purpose === purpose && each.channel === channel) ?? [],
    ),
  }))
  return (
    <>
      {error !== null && <ErrorView error={error} form="line" />}
      <Box aria-hidden sx={{ ...columns, display: { xs: 'none', md: 'grid' }, pb: 0.5 }}>
        <span />
        <Ways>
          {channelOrder.map((channel) => (
            <Box
              component="span"
              key={channel}
              sx={{ textAlign: 'center', fontSize: '0.75rem', fontWeight: 600, color: 'text.secondary' }}
            >
              {channels[channel]}
            </Box>
          ))}
        </Ways>
      </Box>
      {rows.map(({ purpose, cells }) => (
        <Box
          key={purpose}
          role="group"
          aria-label={purposes[purpose]}
          sx={{ ...columns, py: 1, borderTop: 1, borderColor: 'divider' }}
        >
          <Box sx={{ minWidth: 0 }}>
            <Box component="span" sx={{ fontWeight: 650, mr: 1 }}>
              {purposes[purpose]}
            </Box>
            {cells.some(({ outdated }) => outdated) && <Tag tone="warn">Ask again</Tag>}
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {cells[0]?.wording.text}
            </Typography>
            <Latest cells={cells} />
          </Box>
          <Ways>
            {cells.map((consent) => (
              <Box
                key={consent.channel}
                component="label"
                sx={{ display: 'grid', justifyItems: 'center', alignContent: 'center', minHeight: 44 }}
              >
                <Switch
                  size="small"
                  checked={consent.decision?.granted ?? false}
                  disabled={readOnly || busy === `${consent.purpose} ${consent.channel}`}
                  onChange={(_event, granted) => void change(consent, granted)}
                  slotProps={{
                    input: { 'aria-label': `${purposes[purpose]} by ${channels[consent.channel]}` },
                  }}
                />
                <Box
                  component="span"
                  sx={{ display: { md: 'none' }, fontSize: '0.75rem', color: 'text.secondary' }}
                >
                  {channels[consent.channel]}
                </Box>
              </Box>
            ))}
          </Ways>
        </Box>
      ))}
    </>
  )
}

const columns = {
  display: 'grid',
  columnGap: 3,
  rowGap: 0.5,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 300px' },
  alignItems: 'center',
} as const

/** One column for each way to reach a client. */
function Ways({ children }: { children: ReactNode }) {
  return <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(4, minmax(0, 1fr))' }}>{children}</Box>
}

const places = { PORTAL: 'in the portal', FRONT_DESK: 'at the desk', LINK: 'by the link of a reminder' }

/** When somebody last decided about a purpose, and where. */
function Latest({ cells }: { cells: readonly ConsentTable_consentFragment[] }) {
  const [latest] = cells
    .flatMap(({ decision }) => decision ?? [])
    .sort((a, b) => b.decidedAt.localeCompare(a.decidedAt))
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
      {latest ? (
        <>
          Decided <When at={latest.decidedAt} show="day" /> {places[latest.source]}
          {latest.source === 'FRONT_DESK' && by(latest.recordedBy?.name)}
        </>
      ) : (
        'Not decided yet: counts as no'
      )}
    </Typography>
  )
}

const by = (name: string | undefined) => (name ? `, written down by ${name}` : '')
