CREATE TABLE "clinical"."cages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"ward" text NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clinical"."in_patients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"cage_id" uuid NOT NULL,
	"appointment_id" uuid,
	"vet_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"admitted_at" timestamp (3) with time zone NOT NULL,
	"admitted_by" uuid NOT NULL,
	"hand_over" text,
	"hand_over_at" timestamp (3) with time zone,
	"hand_over_by" uuid,
	"discharged_at" timestamp (3) with time zone,
	"discharged_by" uuid,
	"instructions" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "in_patients_discharged" CHECK (num_nonnulls(discharged_at, discharged_by, instructions) in (0, 3) and discharged_at >= admitted_at),
	CONSTRAINT "in_patients_handed_over" CHECK (num_nonnulls(hand_over, hand_over_at, hand_over_by) in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "clinical"."treatment_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"treatment_id" uuid NOT NULL,
	"in_patient_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone,
	"outcome" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"note" text,
	"entered_by" uuid NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" uuid,
	"undo_reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "treatment_entries_outcome" CHECK ("clinical"."treatment_entries"."outcome" in ('GIVEN', 'SKIPPED', 'HELD')),
	CONSTRAINT "treatment_entries_explained" CHECK (outcome = 'GIVEN' or note is not null),
	CONSTRAINT "treatment_entries_not_to_come" CHECK (at <= created_at + interval '5 minutes'),
	CONSTRAINT "treatment_entries_undone" CHECK (num_nonnulls(undone_at, undone_by, undo_reason) in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "clinical"."treatments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"in_patient_id" uuid NOT NULL,
	"name" text NOT NULL,
	"details" text,
	"frequency" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ordered_by" uuid NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	"stopped_by" uuid,
	"stop_reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "treatments_frequency" CHECK ("clinical"."treatments"."frequency" in ('ONCE', 'Q1H', 'Q2H', 'Q4H', 'Q6H', 'Q8H', 'Q12H', 'Q24H', 'SID', 'BID', 'TID', 'QID', 'CONTINUOUS', 'PRN')),
	CONSTRAINT "treatments_stopped" CHECK (num_nonnulls(stopped_at, stopped_by, stop_reason) in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "clinical"."in_patients" ADD CONSTRAINT "in_patients_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."in_patients" ADD CONSTRAINT "in_patients_cage_id_cages_id_fk" FOREIGN KEY ("cage_id") REFERENCES "clinical"."cages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."treatment_entries" ADD CONSTRAINT "treatment_entries_treatment_id_treatments_id_fk" FOREIGN KEY ("treatment_id") REFERENCES "clinical"."treatments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."treatment_entries" ADD CONSTRAINT "treatment_entries_in_patient_id_in_patients_id_fk" FOREIGN KEY ("in_patient_id") REFERENCES "clinical"."in_patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."treatments" ADD CONSTRAINT "treatments_in_patient_id_in_patients_id_fk" FOREIGN KEY ("in_patient_id") REFERENCES "clinical"."in_patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cages_location" ON "clinical"."cages" USING btree ("location_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cages_name_once" ON "clinical"."cages" USING btree ("location_id",lower("ward"),lower("name")) WHERE active;--> statement-breakpoint
CREATE UNIQUE INDEX "in_patients_cage_once" ON "clinical"."in_patients" USING btree ("cage_id") WHERE discharged_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "in_patients_pet_once" ON "clinical"."in_patients" USING btree ("pet_id") WHERE discharged_at is null;--> statement-breakpoint
CREATE INDEX "in_patients_present" ON "clinical"."in_patients" USING btree ("location_id","admitted_at","id") WHERE discharged_at is null;--> statement-breakpoint
CREATE INDEX "in_patients_of_pet" ON "clinical"."in_patients" USING btree ("pet_id","admitted_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "treatment_entries_once" ON "clinical"."treatment_entries" USING btree ("treatment_id","due_at") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "treatment_entries_of_in_patient" ON "clinical"."treatment_entries" USING btree ("in_patient_id",coalesce(due_at, at));--> statement-breakpoint
CREATE INDEX "treatments_of_in_patient" ON "clinical"."treatments" USING btree ("in_patient_id","starts_at","id");--> statement-breakpoint
CREATE FUNCTION "clinical"."treatment_entry_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if old.undone_at is not null
    or (new.id, new.treatment_id, new.in_patient_id, new.due_at, new.outcome, new.at, new.note, new.entered_by)
      is distinct from
      (old.id, old.treatment_id, old.in_patient_id, old.due_at, old.outcome, old.at, old.note, old.entered_by)
  then
    raise exception 'an entry of a treatment sheet stays as it was entered';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "treatment_entries_stay" BEFORE UPDATE ON "clinical"."treatment_entries"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."treatment_entry_stays"();--> statement-breakpoint
CREATE FUNCTION "clinical"."treatment_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if old.stopped_at is not null
    or (new.id, new.in_patient_id, new.name, new.details, new.frequency, new.starts_at, new.ordered_by)
      is distinct from
      (old.id, old.in_patient_id, old.name, old.details, old.frequency, old.starts_at, old.ordered_by)
  then
    raise exception 'a treatment stays as it was ordered';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "treatments_stay" BEFORE UPDATE ON "clinical"."treatments"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."treatment_stays"();--> statement-breakpoint
CREATE FUNCTION "clinical"."in_patient_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if old.discharged_at is not null or (new.pet_id, new.location_id, new.admitted_at) is distinct from
    (old.pet_id, old.location_id, old.admitted_at)
  then
    raise exception 'a stay keeps its patient and ends once';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "in_patients_stay" BEFORE UPDATE ON "clinical"."in_patients"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."in_patient_stays"();--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "clinical"."cages", "clinical"."in_patients", "clinical"."treatments", "clinical"."treatment_entries"
  FROM "vetgraph_clinical";
