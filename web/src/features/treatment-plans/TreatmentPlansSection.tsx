import { skipToken } from '@apollo/client/react'
import Add from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { ReasonDialog } from '../../ui/ReasonDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { Can, useCan } from '../../ui/viewer'
import { problemOf } from '../../ui/errors'
import { DecideDialog } from './DecideDialog'
import { FollowUpDialog } from './FollowUpDialog'
import { PlanCard, type ShownPlan } from './PlanCard'
import { EditPlanDialog, NewPlanDialog } from './PlanDialog'
import {
  useEstimatesOfPlansChangedSubscription,
  useOfferTreatmentPlanMutation,
  useTreatmentPlansChangedSubscription,
  useTreatmentPlansSectionQuery,
  useWithdrawTreatmentPlanMutation,
} from './treatment-plans.gen'

type What = 'edit' | 'decide' | 'withdraw' | 'follow-up'
type Open = { what: 'new' } | { what: What; plan: ShownPlan } | null

/** What a vet proposes for a patient and what its owner has decided; other desks see it at once. */
export function TreatmentPlansSection({ petId }: { petId: string }) {
  const { data, error, refetch, fetchMore } = useTreatmentPlansSectionQuery({
    variables: { petId },
    fetchPolicy: 'cache-and-network',
  })
  const pet = data?.pet
  const reload = { ignoreResults: true, onData: () => void refetch() }
  useTreatmentPlansChangedSubscription({ variables: { petId }, ...reload })
  const seesEstimates = useCan('invoice:read')
  const ownerId = pet?.owner?.id
  useEstimatesOfPlansChangedSubscription(
    seesEstimates && ownerId ? { variables: { ownerId }, ...reload } : skipToken,
  )
  const [withdraw] = useWithdrawTreatmentPlanMutation()
  const [open, setOpen] = useState<Open>(null)
  const close = () => {
    setOpen(null)
    void refetch()
  }
  const list = pet?.treatmentPlans
  return (
    <Section
      title="Treatment plans"
      id="treatment-plans"
      flush
      actions={
        <Can do="treatment-plan:write">
          <Button startIcon={<Add />} onClick={() => setOpen({ what: 'new' })}>
            New plan
          </Button>
        </Can>
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={pet ? 'line' : 'page'} />}
      {!pet && !error && <Skeleton variant="rounded" height={80} />}
      {list && (
        <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {list.nodes.map((plan) => (
            <PlanCard
              key={plan.id}
              plan={plan}
              actions={<PlanActions plan={plan} onOpen={(what) => setOpen({ what, plan })} />}
            />
          ))}
          {list.nodes.length === 0 && (
            <EmptyState title="No treatment plans">
              A plan says what could be done; the client accepts or declines each line.
            </EmptyState>
          )}
          {list.pageInfo.hasNextPage && (
            <Button
              onClick={() =>
                void fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => {})
              }
            >
              Show more
            </Button>
          )}
        </Box>
      )}
      {pet && open?.what === 'new' && <NewPlanDialog pet={pet} onClose={close} />}
      {open?.what === 'edit' && (
        <EditPlanDialog
          plan={open.plan}
          latest={async () => {
            const { data } = await refetch()
            return data?.pet?.treatmentPlans.nodes.find(({ id }) => id === open.plan.id) ?? null
          }}
          onClose={close}
        />
      )}
      {pet && open?.what === 'decide' && <DecideDialog plan={open.plan} pet={pet} onClose={close} />}
      {open?.what === 'follow-up' && <FollowUpDialog plan={open.plan} onClose={close} />}
      {open?.what === 'withdraw' && (
        <ReasonDialog
          title={`Withdraw ${open.plan.title}?`}
          submitLabel="Withdraw"
          danger
          lead="It is offered no longer. The plan stays on the chart with the reason."
          onSave={async (reason) => {
            const { id, version } = open.plan
            await withdraw({ variables: { input: { id, version, reason } } })
            close()
          }}
          onClose={close}
        />
      )}
    </Section>
  )
}

interface ActionsProps {
  plan: ShownPlan
  onOpen: (what: What) => void
}

function PlanActions({ plan, onOpen }: ActionsProps) {
  const { id, version, title, status, lines, followUpOn, followedUpAt } = plan
  const toast = useToast()
  const mayWrite = useCan('treatment-plan:write')
  const mayDecide = useCan('treatment-plan:decide')
  const [offer, { loading }] = useOfferTreatmentPlanMutation()
  const isOpen = status === 'DRAFT' || status === 'OFFERED'
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
      {mayWrite && status === 'DRAFT' && (
        <>
          <Button size="small" color="inherit" aria-label={`Edit ${title}`} onClick={() => onOpen('edit')}>
            Edit
          </Button>
          <Button
            size="small"
            variant="contained"
            aria-label={`Offer ${title}`}
            disabled={loading || lines.length === 0}
            onClick={() =>
              void offer({ variables: { input: { id, version } } }).catch((refused: unknown) =>
                toast({ message: problemOf(refused).message }),
              )
            }
          >
            Offer
          </Button>
        </>
      )}
      {mayDecide && status === 'OFFERED' && (
        <Button
          size="small"
          variant="contained"
          aria-label={`Decide ${title}`}
          onClick={() => onOpen('decide')}
        >
          Decide
        </Button>
      )}
      {mayDecide && followUpOn && !followedUpAt && (
        <Button
          size="small"
          variant="outlined"
          aria-label={`Follow up ${title}`}
          onClick={() => onOpen('follow-up')}
        >
          Follow up
        </Button>
      )}
      {mayWrite && isOpen && (
        <Button
          size="small"
          color="inherit"
          aria-label={`Withdraw ${title}`}
          onClick={() => onOpen('withdraw')}
        >
          Withdraw
        </Button>
      )}
    </Box>
  )
}
