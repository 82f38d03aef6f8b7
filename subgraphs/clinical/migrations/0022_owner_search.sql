-- A household is found by each of its owner's telephone numbers, however they are grouped.
CREATE FUNCTION "clinical"."phone_words"(numbers text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (select string_agg(regexp_replace(number, '\D', '', 'g'), ' ') from unnest(numbers) number);--> statement-breakpoint
CREATE OR REPLACE FUNCTION "clinical"."refresh_owner_search"(owner_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  perform from clinical.owners where id = any (owner_ids) order by id for no key update;
  update clinical.owners o
  set search_text = clinical.fold(concat_ws(' ', o.first_name, o.last_name, o.email, clinical.phone_words(o.phone_numbers),
    (select string_agg(distinct p.name, ' ') from clinical.pets p where p.owner_id = o.id)))
  where o.id = any (owner_ids);
end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "clinical"."refresh_pet_search"(pet_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  perform from clinical.pets where id = any (pet_ids) order by id for no key update;
  update clinical.pets p
  set search_text = clinical.fold(concat_ws(' ', p.name, o.first_name, o.last_name, clinical.phone_words(o.phone_numbers),
    (select string_agg(m.number, ' ') from clinical.microchips m where m.pet_id = p.id)))
  from clinical.owners o
  where o.id = p.owner_id and p.id = any (pet_ids);
end $$;--> statement-breakpoint
DROP TRIGGER "owner_renamed" ON "clinical"."owners";--> statement-breakpoint
CREATE TRIGGER "owner_renamed" AFTER UPDATE OF "first_name", "last_name", "email", "phone", "further_phones" ON "clinical"."owners"
  FOR EACH ROW WHEN ((old.first_name, old.last_name, old.email, old.phone, old.further_phones)
    IS DISTINCT FROM (new.first_name, new.last_name, new.email, new.phone, new.further_phones))
  EXECUTE FUNCTION "clinical"."owner_renamed"();
