-- What is signed never changes again, but for its release to the owner and its retraction; what is retracted does not
-- change at all. A column that is added later is frozen without being named here (MR1, MR2).
CREATE OR REPLACE FUNCTION "clinical"."only_drafts_change"() RETURNS trigger LANGUAGE plpgsql AS $$
declare
  after_signing text[] := array['status', 'released_at', 'released_by', 'retracted_at', 'retracted_by',
    'retraction_reason', 'version', 'updated_at'];
begin
  if old.status = 'DRAFT' then
    return new;
  end if;
  if old.status = 'SIGNED' and new.status in ('SIGNED', 'RETRACTED')
    and to_jsonb(new) - after_signing = to_jsonb(old) - after_signing then
    return new;
  end if;
  raise exception 'medical record % is signed', old.id
    using errcode = 'check_violation', constraint = 'medical_records_only_drafts_change';
end $$;--> statement-breakpoint
-- An addendum follows a record that is signed and stands; whoever retracts it meanwhile waits, or is waited for.
CREATE FUNCTION "clinical"."addenda_of_signed"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if (select status from clinical.medical_records where id = new.record_id for share) = 'SIGNED' then
    return new;
  end if;
  raise exception 'medical record % takes no addendum', new.record_id
    using errcode = 'check_violation', constraint = 'addendums_of_signed';
end $$;--> statement-breakpoint
CREATE TRIGGER "addendums_of_signed" BEFORE INSERT ON "clinical"."addendums"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."addenda_of_signed"();--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "clinical"."addendums" FROM "vetgraph_clinical";--> statement-breakpoint
INSERT INTO "clinical"."medical_record_settings" ("updated_at") VALUES (now());--> statement-breakpoint
REVOKE INSERT, DELETE, TRUNCATE ON "clinical"."medical_record_settings" FROM "vetgraph_clinical";
