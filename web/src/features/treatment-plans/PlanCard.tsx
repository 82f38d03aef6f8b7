import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { Link as RouterLink } from 'react-router'
import { formatDay, formatMoney } from '../../ui/format'
import { Tag } from '../../ui/Tag'
import { When } from '../../ui/When'
import { amountOf, decisions, statuses } from './planForm'
import type { TreatmentPlansSectionQuery } from './treatment-plans.gen'

export type ShownPlan = NonNullable<TreatmentPlansSectionQuery['pet']>['treatmentPlans']['nodes'][number]

/** A plan with its lines, what was decided about them, and the estimate that was made of it. */
export function PlanCard({ plan, actions }: { plan: ShownPlan; actions: ReactNode }) {
  const { title, diagnosis, status, lines, estimate } = plan
  return (
    <Paper
      component="article"
      variant="outlined"
      aria-label={title}
      sx={{ p: 1.5, display: 'grid', gap: 1, minWidth: 0 }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{title}</Typography>
        <Tag tone={statuses[status][1]}>{statuses[status][0]}</Tag>
        <Typography variant="body2" sx={{ color: 'text.secondary', flex: 1, minWidth: 120 }}>
          {diagnosis}
        </Typography>
        {actions}
      </Box>
      <Box component="ul" aria-label={`Lines of ${title}`} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {lines.map((line) => (
          <PlanLine key={line.id} line={line} />
        ))}
      </Box>
      <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>
        <History plan={plan} />
        {estimate && (
          <div>
            <Link component={RouterLink} underline="always" to={`/estimates/${estimate.id}`}>
              Estimate
            </Link>{' '}
            {estimate.low.amount === estimate.high.amount
              ? formatMoney(estimate.high)
              : `${formatMoney(estimate.low)} to ${formatMoney(estimate.high)}`}
          </div>
        )}
      </Typography>
    </Paper>
  )
}

function PlanLine({ line }: { line: ShownPlan['lines'][number] }) {
  const { description, recommended, decision, declineReason } = line
  const decided = decision === 'OPEN' ? null : decisions[decision]
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr) 48px 96px', sm: 'minmax(0, 1fr) 64px 120px' },
        gap: 1,
        py: 0.5,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ overflowWrap: 'anywhere' }}>
        {description}
        {declineReason && (
          <Typography component="span" variant="body2" sx={{ display: 'block', color: 'text.secondary' }}>
            {declineReason}
          </Typography>
        )}
      </Box>
      <Box className="tabular" sx={{ textAlign: 'right' }}>
        {amountOf(line)}
      </Box>
      <Box sx={{ textAlign: 'right' }}>
        {decided ? (
          <Tag tone={decided[1]}>{decided[0]}</Tag>
        ) : (
          <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
            {recommended ? 'Recommended' : 'Optional'}
          </Typography>
        )}
      </Box>
    </Box>
  )
}

function History({ plan }: { plan: ShownPlan }) {
  const { createdAt, plannedBy, offeredAt, decidedAt, signedBy, witness, withdrawnAt, withdrawnReason } = plan
  const { signature, followUpOn, followedUpAt, followedUpBy, followUpNote } = plan
  return (
    <>
      <div>
        {plannedBy?.name ?? 'Begun'}, <When at={createdAt} />
        {offeredAt && (
          <>
            , offered <When at={offeredAt} />
          </>
        )}
      </div>
      {decidedAt && (
        <div>
          Decided by {signedBy}, <When at={decidedAt} />
          {witness && `, witness ${witness.name}`}
        </div>
      )}
      {followUpOn && !followedUpAt && <div>To be asked again on {formatDay(followUpOn, 'dated')}</div>}
      {followedUpAt && (
        <div>
          Asked again by {followedUpBy?.name ?? 'a colleague'}, <When at={followedUpAt} />: {followUpNote}
        </div>
      )}
      {withdrawnAt && (
        <div>
          {withdrawnReason} (<When at={withdrawnAt} />)
        </div>
      )}
      {signature && (
        <Box
          component="img"
          src={signature}
          alt={`Signature of ${signedBy}`}
          // Signatures are dark, on paper.
          sx={{ display: 'block', height: 40, maxWidth: '100%', mt: 0.5, bgcolor: '#fff', borderRadius: 0.5 }}
        />
      )}
    </>
  )
}
