-- A signed record never changes and no record vanishes; not by a verb that forgot to look either (MR1).
CREATE FUNCTION "clinical"."only_drafts_change"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if old.status = 'DRAFT' then
    return new;
  end if;
  raise exception 'medical record % is signed', old.id
    using errcode = 'check_violation', constraint = 'medical_records_only_drafts_change';
end $$;--> statement-breakpoint
CREATE TRIGGER "medical_records_only_drafts_change" BEFORE UPDATE ON "clinical"."medical_records"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."only_drafts_change"();--> statement-breakpoint
-- A number is free again when its bearer has died (PT1).
CREATE FUNCTION "clinical"."microchip_of_the_living"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  new.living := (select status <> 'DECEASED' from clinical.pets where id = new.pet_id);
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "microchips_living" BEFORE INSERT ON "clinical"."microchips"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."microchip_of_the_living"();--> statement-breakpoint
CREATE FUNCTION "clinical"."pet_died_or_revived"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  update clinical.microchips set living = new.status <> 'DECEASED' where pet_id = new.id;
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "pet_died_or_revived" AFTER UPDATE OF "status" ON "clinical"."pets"
  FOR EACH ROW WHEN ((old.status = 'DECEASED') <> (new.status = 'DECEASED'))
  EXECUTE FUNCTION "clinical"."pet_died_or_revived"();
