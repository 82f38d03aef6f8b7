-- What a patient and a client are found by stands in one column each, folded, with a trigram index.
-- Triggers keep it, not the verbs: a pet is found by its owner's name and phone and an owner by the
-- pets' names, and no path that writes either (a verb, a merge, an import, a repair by hand) may forget.
CREATE INDEX "owners_search" ON "clinical"."owners" USING gin ("search_text" public.gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "pets_search" ON "clinical"."pets" USING gin ("search_text" public.gin_trgm_ops);--> statement-breakpoint
-- Rows are locked before anything is read, so that two writers at once cannot leave an older text behind.
CREATE FUNCTION "clinical"."refresh_owner_search"(owner_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  perform from clinical.owners where id = any (owner_ids) order by id for no key update;
  update clinical.owners o
  set search_text = clinical.fold(concat_ws(' ', o.first_name, o.last_name, o.email, o.phone_digits,
    (select string_agg(distinct p.name, ' ') from clinical.pets p where p.owner_id = o.id)))
  where o.id = any (owner_ids);
end $$;--> statement-breakpoint
CREATE FUNCTION "clinical"."refresh_pet_search"(pet_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  perform from clinical.pets where id = any (pet_ids) order by id for no key update;
  update clinical.pets p
  set search_text = clinical.fold(concat_ws(' ', p.name, o.first_name, o.last_name, o.phone_digits,
    (select string_agg(m.number, ' ') from clinical.microchips m where m.pet_id = p.id)))
  from clinical.owners o
  where o.id = p.owner_id and p.id = any (pet_ids);
end $$;--> statement-breakpoint
CREATE FUNCTION "clinical"."owners_inserted"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform clinical.refresh_owner_search(array(select id from added));
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "owners_inserted" AFTER INSERT ON "clinical"."owners" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "clinical"."owners_inserted"();--> statement-breakpoint
CREATE FUNCTION "clinical"."owner_renamed"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform clinical.refresh_owner_search(array[new.id]);
  perform clinical.refresh_pet_search(array(select id from clinical.pets where owner_id = new.id));
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "owner_renamed" AFTER UPDATE OF "first_name", "last_name", "email", "phone" ON "clinical"."owners"
  FOR EACH ROW WHEN ((old.first_name, old.last_name, old.email, old.phone)
    IS DISTINCT FROM (new.first_name, new.last_name, new.email, new.phone))
  EXECUTE FUNCTION "clinical"."owner_renamed"();--> statement-breakpoint
-- The owner's row is written first: it waits for whoever renames the owner just now, and the pets are
-- then folded with the name that was committed.
CREATE FUNCTION "clinical"."pets_inserted"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform clinical.refresh_owner_search(array(select distinct owner_id from added));
  perform clinical.refresh_pet_search(array(select id from added));
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "pets_inserted" AFTER INSERT ON "clinical"."pets" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION "clinical"."pets_inserted"();--> statement-breakpoint
CREATE FUNCTION "clinical"."pet_renamed"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform clinical.refresh_owner_search(array[old.owner_id, new.owner_id]);
  perform clinical.refresh_pet_search(array[new.id]);
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "pet_renamed" AFTER UPDATE OF "name", "owner_id" ON "clinical"."pets"
  FOR EACH ROW WHEN ((old.name, old.owner_id) IS DISTINCT FROM (new.name, new.owner_id))
  EXECUTE FUNCTION "clinical"."pet_renamed"();--> statement-breakpoint
CREATE FUNCTION "clinical"."microchips_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform clinical.refresh_pet_search(array(select distinct pet_id from changed));
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "microchips_inserted" AFTER INSERT ON "clinical"."microchips" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "clinical"."microchips_changed"();--> statement-breakpoint
CREATE TRIGGER "microchips_deleted" AFTER DELETE ON "clinical"."microchips" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "clinical"."microchips_changed"();--> statement-breakpoint
-- The words of a record, for finding it by its text.
CREATE FUNCTION "clinical"."record_words"(subjective text, objective text, assessment text, plan text)
  RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN to_tsvector('simple'::regconfig,
    clinical.fold(subjective || ' ' || objective || ' ' || assessment || ' ' || plan));--> statement-breakpoint
CREATE INDEX "medical_records_words" ON "clinical"."medical_records"
  USING gin ("clinical"."record_words"("subjective", "objective", "assessment", "plan"));
