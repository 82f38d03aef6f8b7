import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { Facts } from '../../ui/Facts'
import type { MoneyValue } from '../../ui/format'
import { Money } from '../../ui/Money'
import { Section } from '../../ui/Section'
import { Tag } from '../../ui/Tag'
import { When } from '../../ui/When'
import { CloseTillDialog } from './CloseTillDialog'
import { OpenTillDialog, StartCountDialog } from './TillDialogs'
import type { Till_tillFragment, TillSession_sessionFragment } from './tills.gen'
import { statuses } from './tillWords'

type Till = Till_tillFragment & { cash: readonly MoneyValue[] }
type Session = TillSession_sessionFragment

/** What is open in a dialog; the till is looked up anew, because others may change it meanwhile. */
type Asked = { tillId: string } & (
  { verb: 'open' } | { verb: 'count'; session: Session } | { verb: 'close'; session: Session }
)

interface Props {
  tills: readonly Till[] | undefined
  currency: string
}

/** The tills of a location, and what each waits for. */
export function TillCards({ tills, currency }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const till = tills?.find(({ id }) => id === asked?.tillId)
  return (
    <Section title="Tills" flush>
      {!tills && <Skeleton variant="rounded" height={120} />}
      {tills?.length === 0 && (
        <Paper variant="outlined">
          <EmptyState title="No tills">
            Cash is not counted here. An administrator adds tills under Administration.
          </EmptyState>
        </Paper>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(auto-fill, minmax(420px, 1fr))' },
        }}
      >
        {tills?.map((each) => (
          <TillCard key={each.id} till={each} onAsk={(wanted) => setAsked({ ...wanted, tillId: each.id })} />
        ))}
      </Box>
      {till && asked?.verb === 'open' && <OpenTillDialog till={till} currency={currency} onClose={close} />}
      {till && asked?.verb === 'count' && (
        <StartCountDialog
          till={till}
          session={asked.session}
          onStarted={(session) => setAsked({ verb: 'close', tillId: till.id, session })}
          onClose={close}
        />
      )}
      {till && asked?.verb === 'close' && (
        <CloseTillDialog name={till.name} session={asked.session} cash={till.cash} onClose={close} />
      )}
    </Section>
  )
}

type Ask = (
  wanted: { verb: 'open' } | { verb: 'count'; session: Session } | { verb: 'close'; session: Session },
) => void

function TillCard({ till, onAsk }: { till: Till; onAsk: Ask }) {
  const { name, openSession, countingSession } = till
  const sessions = [countingSession, openSession].filter((session) => session !== null)
  return (
    <Paper variant="outlined" sx={{ p: 2, display: 'grid', gap: 1.5, alignContent: 'start' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="h3" sx={{ flex: 1 }}>
          {name}
        </Typography>
        {!openSession && (
          <Button
            variant={countingSession ? 'text' : 'contained'}
            onClick={() => onAsk({ verb: 'open' })}
            aria-label={`Open ${name}`}
          >
            Open till
          </Button>
        )}
      </Box>
      {sessions.length === 0 && <Typography>It is closed and takes no cash.</Typography>}
      {sessions.map((session) => {
        const { id, status, float, taken, given, expected, createdAt } = session
        return (
          <Box key={id} sx={{ display: 'grid', gap: 1 }}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
              <Tag tone={statuses[status].tone}>{statuses[status].label}</Tag>
              <Typography component="span" variant="body2" sx={{ color: 'text.secondary', flex: 1 }}>
                opened <When at={createdAt} />
              </Typography>
              {status === 'OPEN' && !countingSession && (
                <Button variant="contained" onClick={() => onAsk({ verb: 'count', session })}>
                  Count
                </Button>
              )}
              {status === 'COUNTING' && (
                <Button variant="contained" onClick={() => onAsk({ verb: 'close', session })}>
                  Enter count
                </Button>
              )}
            </Box>
            <Box
              sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(88px, 1fr))' }}
            >
              {(
                [
                  ['Float', float],
                  ['Taken', taken],
                  ['Given back', given],
                  ['Expected', expected],
                ] as const
              ).map(([label, value]) => (
                <Facts key={label} facts={[[label, <Money key={label} value={value} />]]} />
              ))}
            </Box>
          </Box>
        )
      })}
    </Paper>
  )
}
