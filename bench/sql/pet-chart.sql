-- $1 pet
select p.id, p.name, p.sex, p.date_of_birth::text, p.color, p.alerts, s.name as species, b.name as breed,
  w.grams, w.measured_at,
  o.id as owner_id, o.first_name || ' ' || o.last_name as owner_name, o.phone, o.email, i.invoices,
  r.id as record_id, r.occurred_at, r.subjective, r.assessment, r.plan,
  r.author_id, r.author_name,
  n.id as next_id, n.starts_at, n.status, n.type, n.vet_id, n.vet_name
from clinical.pets p
join clinical.owners o on o.id = p.owner_id
join clinical.species s on s.id = p.species_id
left join clinical.breeds b on b.id = p.breed_id
left join lateral (
  select grams, measured_at from clinical.weights
  where pet_id = p.id and retracted_at is null order by measured_at desc, id desc limit 1
) w on true
left join lateral (
  select m.*, u.first_name || ' ' || u.last_name as author_name from clinical.medical_records m
  join identity.users u on u.id = m.author_id
  where m.pet_id = p.id order by m.occurred_at desc, m.id desc limit 1
) r on true
left join lateral (
  select a.id, a.starts_at, a.status, t.name as type, v.id as vet_id, v.first_name || ' ' || v.last_name as vet_name
  from scheduling.appointments a
  join scheduling.appointment_types t on t.id = a.type_id
  join identity.users v on v.id = a.vet_id
  where a.pet_id = p.id and a.starts_at >= now() and a.status not in ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')
  order by a.starts_at limit 1
) n on true
cross join lateral (
  select coalesce(json_agg(json_build_object('number', number, 'status', status,
    'total', json_build_object('amount', total, 'currency', currency))), '[]') as invoices
  from (
    select number, status, total, currency from billing.invoices
    where owner_id = o.id and status <> 'VOID' order by created_at desc, id desc limit 5
  ) latest
) i
where p.id = $1
