import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useColorScheme } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import { loadStripe } from '@stripe/stripe-js/pure'
import type { Stripe, StripeElements } from '@stripe/stripe-js'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Money } from '../../ui/Money'
import { EntryPage } from '../session/EntryPage'
import { useOpenedLink } from '../useOpenedLink'
import { type CardPageMutation, useCardPageMutation } from './pay.gen'

type CardPayment = CardPageMutation['openCardPayment']

/** Where a card is typed, in fields of Stripe’s: what stands in them goes from the browser to Stripe. */
export function CardPage() {
  const [open] = useCardPageMutation({ fetchPolicy: 'no-cache' })
  const { secret, opened, problem } = useOpenedLink(open, 'secret')
  const payment = opened?.openCardPayment
  return (
    <EntryPage title="Pay by card" lead={payment?.description ?? ' '}>
      {problem && <Alert severity="error">{problem.message}</Alert>}
      {!payment && !problem && <Skeleton variant="rounded" height={200} />}
      {payment && (
        <>
          <Typography component="p" sx={{ fontSize: '2rem', fontWeight: 700, mb: 2 }}>
            <Money value={payment.amount} />
          </Typography>
          {payment.clientSecret === null ? (
            <>
              <Alert severity="info" sx={{ mb: 2 }}>
                This payment was made or has ended.
              </Alert>
              <Button variant="contained" size="large" fullWidth onClick={() => leaveTo(payment.returnUrl)}>
                Back to the hospital
              </Button>
            </>
          ) : (
            <CardForm
              {...payment}
              clientSecret={payment.clientSecret}
              onPaid={async () => {
                // Asked again, the hospital records the payment at once; else it waits for Stripe’s event.
                await open({ variables: { secret } }).catch(() => null)
                leaveTo(payment.returnUrl)
              }}
            />
          )}
        </>
      )}
    </EntryPage>
  )
}

type FormProps = Pick<CardPayment, 'publishableKey' | 'returnUrl'> & {
  clientSecret: string
  onPaid: () => Promise<void>
}

const unreachable = 'The payment provider cannot be reached. Check your connection and reload the page.'

function CardForm({ publishableKey, clientSecret, returnUrl, onPaid }: FormProps) {
  const { mode, systemMode } = useColorScheme()
  const isDark = (mode === 'system' ? systemMode : mode) === 'dark'
  const place = useRef<HTMLDivElement>(null)
  const fields = useRef<{ stripe: Stripe; elements: StripeElements } | null>(null)
  const [isReady, setReady] = useState(false)
  const [isPaying, setPaying] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let isHere = true
    const show = async () => {
      const stripe = await loadStripe(publishableKey)
      if (!stripe || !isHere || !place.current) return
      const appearance = { theme: isDark ? ('night' as const) : ('stripe' as const) }
      const elements = stripe.elements({ clientSecret, appearance })
      const element = elements.create('payment')
      element.on('ready', () => setReady(true))
      element.on('loaderror', ({ error }) => setProblem(error.message ?? unreachable))
      element.mount(place.current)
      fields.current = { stripe, elements }
    }
    show().catch(() => isHere && setProblem(unreachable))
    return () => {
      isHere = false
      fields.current?.elements.getElement('payment')?.destroy()
      fields.current = null
    }
  }, [publishableKey, clientSecret, isDark])
  const pay = async (event: FormEvent) => {
    event.preventDefault()
    if (!fields.current) return
    const { stripe, elements } = fields.current
    setProblem(null)
    setPaying(true)
    const { error } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: returnUrl },
      redirect: 'if_required',
    })
    if (!error) return onPaid()
    setPaying(false)
    setProblem(error.message ?? unreachable)
  }
  return (
    <form onSubmit={(event) => void pay(event)}>
      {problem && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {problem}
        </Alert>
      )}
      {!isReady && !problem && <Skeleton variant="rounded" height={200} />}
      <Box ref={place} sx={{ mb: 2 }} />
      <Button type="submit" variant="contained" size="large" fullWidth disabled={!isReady} loading={isPaying}>
        Pay
      </Button>
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 2 }}>
        These fields are Stripe’s: the hospital never sees your card.
      </Typography>
    </form>
  )
}

/** Loaded anew, as by a provider elsewhere. */
const leaveTo = (url: string) => window.location.assign(url)
