-- What was received stays as it was received, what was attached stays where it was attached, and nothing goes back.
CREATE FUNCTION "clinical"."files_stay"() RETURNS trigger LANGUAGE plpgsql AS $$
declare
  fits boolean := case old.state
    when 'AWAITED' then new.state in ('AWAITED', 'RECEIVED', 'QUARANTINED')
    when 'RECEIVED' then new.state in ('RECEIVED', 'ATTACHED')
    when 'ATTACHED' then new.state in ('ATTACHED', 'RETRACTED', 'REPLACED')
    else new.state = old.state
  end;
begin
  if not fits
    or (new.id, new.pet_id, new.type, new.name, new.uploaded_by, new.requested_at)
      is distinct from (old.id, old.pet_id, old.type, old.name, old.uploaded_by, old.requested_at)
    or (old.state <> 'AWAITED'
      and (new.bytes, new.sha256, new.content_key, new.thumbnail_bytes, new.width, new.height, new.scanned, new.received_at)
        is distinct from
        (old.bytes, old.sha256, old.content_key, old.thumbnail_bytes, old.width, old.height, old.scanned, old.received_at))
    or (old.attached_at is not null
      and (new.record_id, new.kind, new.taken_at, new.attached_at, new.attached_by, new.replaces_id)
        is distinct from
        (old.record_id, old.kind, old.taken_at, old.attached_at, old.attached_by, old.replaces_id)) then
    raise exception 'file % does not change so', old.id using errcode = 'check_violation', constraint = 'files_stay';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "files_stay" BEFORE UPDATE ON "clinical"."files"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."files_stay"();--> statement-breakpoint
-- What was ever attached is part of a chart for good.
CREATE FUNCTION "clinical"."files_of_charts_stay"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if old.attached_at is not null then
    raise exception 'file % is on a chart', old.id using errcode = 'check_violation', constraint = 'files_of_charts_stay';
  end if;
  return old;
end $$;--> statement-breakpoint
CREATE TRIGGER "files_of_charts_stay" BEFORE DELETE ON "clinical"."files"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."files_of_charts_stay"();--> statement-breakpoint
-- A file is attached to a record of its own patient.
CREATE FUNCTION "clinical"."files_of_one_patient"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if new.record_id is not null
    and new.pet_id is distinct from (select pet_id from clinical.medical_records where id = new.record_id) then
    raise exception 'file % is of another patient', new.id
      using errcode = 'check_violation', constraint = 'files_of_one_patient';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "files_of_one_patient" BEFORE INSERT OR UPDATE OF record_id ON "clinical"."files"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."files_of_one_patient"();--> statement-breakpoint
REVOKE TRUNCATE ON "clinical"."files" FROM "vetgraph_clinical";--> statement-breakpoint
ALTER TABLE "clinical"."files" ADD CONSTRAINT "files_replaces_id_files_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "clinical"."files"("id");
