import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import { FilterChips } from '../../ui/FilterChips'
import { Page } from '../../ui/Page'
import { SidePanel } from '../../ui/SidePanel'
import { Tag } from '../../ui/Tag'
import { Unavailable } from '../../ui/Unavailable'
import { useListParams } from '../../ui/useListParams'
import { When } from '../../ui/When'
import { DecidedList, PlannedList } from './MessageLists'
import { mailStatusWords, statuses } from './reminderWords'
import { useExplainMessageQuery } from './reminders.gen'
import { RulesList } from './RulesList'

const views = [
  ['planned', 'Planned'],
  ['decided', 'Sent and not sent'],
  ['rules', 'Rules'],
] as const

/** What clients are reminded of: what will go out, what went out or not and why, and the rules. */
export function RemindersPage() {
  const { params, set, hrefWith } = useListParams()
  const view = views.find(([key]) => key === params.get('show'))?.[0] ?? 'planned'
  const opened = params.get('message')
  const hrefOf = (id: string) => hrefWith('message', id)
  return (
    <Page
      title="Reminders"
      subtitle="A household gets one e-mail a day. Everything is checked again when it is to be sent."
    >
      <Box>
        <FilterChips label="Show" options={views} value={view} onChange={(value) => set('show', value)} />
      </Box>
      {view === 'planned' && <PlannedList hrefOf={hrefOf} />}
      {view === 'decided' && <DecidedList hrefOf={hrefOf} />}
      {view === 'rules' && <RulesList />}
      {opened && <Explanation key={opened} id={opened} onClose={() => set('message', null)} />}
    </Page>
  )
}

function Explanation({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, refetch } = useExplainMessageQuery({
    variables: { id },
    fetchPolicy: 'cache-and-network',
  })
  const found = data?.messageExplanation
  const message = found?.message
  return (
    <SidePanel
      title={message ? `${message.petName}: ${message.what}` : 'Message'}
      tag={message && <Tag tone={statuses[message.status].tone}>{statuses[message.status].label}</Tag>}
      onClose={onClose}
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={200} />}
      {data && !found && <Typography>There is no such message.</Typography>}
      {found && message && (
        <Facts
          wide
          facts={[
            ['Client', message.owner?.name ?? <Unavailable key="client" what="Client" />],
            ['Rule', found.rule],
            ['What', found.facts],
            [message.status === 'PLANNED' ? 'Next' : 'Why', found.decision],
            ['Goes out', <When key="at" at={message.sendAt} zone={message.location?.timeZone} />],
            ...(message.delivery ? [['E-mail', mailStatusWords[message.delivery]] as const] : []),
          ]}
        />
      )}
    </SidePanel>
  )
}
