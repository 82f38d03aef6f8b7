import { useApolloClient } from '@apollo/client/react'
import Print from '@mui/icons-material/PrintOutlined'
import Button from '@mui/material/Button'
import type { ReceiptPaper } from '../../gql/types'
import { useDownload } from '../../ui/documents'
import { PaymentReceiptDocument } from './payments.gen'

interface Props {
  paymentId: string
  paper?: ReceiptPaper
  label?: string
}

/** Saves the receipt of a payment as PDF. */
export function ReceiptButton({ paymentId, paper = 'A4', label = 'Receipt' }: Props) {
  const client = useApolloClient()
  const { download, loading } = useDownload()
  const save = () =>
    download(async () => {
      const asked = { query: PaymentReceiptDocument, variables: { id: paymentId, paper } }
      const { data } = await client.query({ ...asked, fetchPolicy: 'network-only' })
      return (
        data?.payment && { url: data.payment.receiptUrl, fileName: `receipt-${paymentId.slice(-12)}.pdf` }
      )
    })
  return (
    <Button startIcon={<Print />} loading={loading} onClick={() => void save()}>
      {label}
    </Button>
  )
}
