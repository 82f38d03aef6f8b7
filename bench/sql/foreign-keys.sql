-- What PostGraphile needs of a database: foreign keys, and functions for what no key says.
-- The tables of the house's own machinery exist once per schema; in this copy they are gone.
do $$
declare
  name text;
begin
  for name in
    select format('%I.%I', schemaname, tablename) from pg_tables
    where schemaname in ('scheduling', 'clinical', 'identity', 'billing')
      and (tablename in ('audit_entries', 'audit_log', 'idempotency_keys', 'migrations', 'passwords',
        'sessions', 'refresh_tokens', 'signing_keys') or tablename like '%\_refs')
  loop
    execute format('drop table %s cascade', name);
  end loop;
end $$;
alter table scheduling.appointments
  add foreign key (pet_id) references clinical.pets,
  add foreign key (vet_id) references identity.users;
alter table clinical.medical_records
  add foreign key (author_id) references identity.users;
alter table billing.invoices
  add foreign key (appointment_id) references scheduling.appointments,
  add foreign key (owner_id) references clinical.owners;

create function scheduling.day_sheet(location uuid, "from" timestamptz, "to" timestamptz)
returns setof scheduling.appointments language sql stable as $$
  select * from scheduling.appointments
  where location_id = location and starts_at >= "from" and starts_at < "to" order by starts_at, id
$$;
create function clinical.pets_next_appointment(pet clinical.pets)
returns scheduling.appointments language sql stable as $$
  select * from scheduling.appointments
  where pet_id = pet.id and starts_at >= now() and status not in ('CANCELLED', 'LATE_CANCELLED', 'NO_SHOW')
  order by starts_at limit 1
$$;
create function clinical.search_pets(search text)
returns setof clinical.pets language sql stable
set pg_trgm.word_similarity_threshold = 0.5 as $$
  select p.* from clinical.fold(search) q (word), clinical.pets p
  where q.word operator(public.<%) p.search_text
  order by case
      when p.sort_name = q.word or p.search_text like q.word || ' %' then '0'
      when p.sort_name like q.word || '%' or p.search_text like q.word || '%' then '1'
      when ' ' || p.search_text like '% ' || q.word || '%' then '2'
      else '3'
    end
    || to_char(999 - round((public.word_similarity(q.word, p.search_text) * 999)::numeric), 'FM000')
    || ' ' || p.sort_name, p.id
$$;
