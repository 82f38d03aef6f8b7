import { formatMoney, type MoneyValue } from './format'

export function Money({ value }: { value: MoneyValue }) {
  return <span className="tabular">{formatMoney(value)}</span>
}
