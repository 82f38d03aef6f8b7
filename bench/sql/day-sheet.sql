-- $1 location, $2 from, $3 to, $4 rows
select a.id, a.starts_at, a.ends_at, a.status, a.reason,
  v.id as vet_id, v.first_name || ' ' || v.last_name as vet_name,
  p.id as pet_id, p.name as pet_name,
  o.id as owner_id, o.first_name || ' ' || o.last_name as owner_name, o.phone,
  r.id as record_id, r.occurred_at, r.assessment,
  i.id as invoice_id, i.number, i.status as invoice_status, i.total, i.currency
from (
  select * from scheduling.appointments
  where location_id = $1 and starts_at >= $2 and starts_at < $3
  order by starts_at, id limit $4
) a
join identity.users v on v.id = a.vet_id
join clinical.pets p on p.id = a.pet_id
join clinical.owners o on o.id = p.owner_id
left join lateral (
  select m.id, m.occurred_at, m.assessment from clinical.medical_records m
  where m.pet_id = a.pet_id order by m.occurred_at desc, m.id desc limit 1
) r on true
left join lateral (
  select b.id, b.number, b.status, b.total, b.currency from billing.invoices b
  where b.appointment_id = a.id and b.status <> 'VOID' order by b.created_at desc limit 1
) i on true
order by a.starts_at, a.id
