CREATE TABLE "clinical"."pet_alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"text" text NOT NULL,
	"substance_id" uuid,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by" uuid NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	"removal_reason" text,
	CONSTRAINT "pet_alerts_kind" CHECK ("clinical"."pet_alerts"."kind" in ('ALLERGY', 'BEHAVIOUR', 'MEDICAL', 'OTHER')),
	CONSTRAINT "pet_alerts_severity" CHECK ("clinical"."pet_alerts"."severity" in ('SEVERE', 'MODERATE', 'MILD')),
	CONSTRAINT "pet_alerts_substance" CHECK ("clinical"."pet_alerts"."substance_id" is null or "clinical"."pet_alerts"."kind" = 'ALLERGY'),
	CONSTRAINT "pet_alerts_removal" CHECK (num_nulls("clinical"."pet_alerts"."removed_at", "clinical"."pet_alerts"."removed_by", "clinical"."pet_alerts"."removal_reason") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "clinical"."drug_stops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"substance_id" uuid NOT NULL,
	"species_id" text,
	"other_substance_id" uuid,
	"reason" text NOT NULL,
	CONSTRAINT "drug_stops_one_kind" CHECK (num_nonnulls("clinical"."drug_stops"."species_id", "clinical"."drug_stops"."other_substance_id") = 1),
	CONSTRAINT "drug_stops_pair_in_order" CHECK ("clinical"."drug_stops"."substance_id" < "clinical"."drug_stops"."other_substance_id")
);
--> statement-breakpoint
CREATE TABLE "clinical"."formulary_doses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product" text NOT NULL,
	"item_id" uuid,
	"substance_id" uuid NOT NULL,
	"species_id" text NOT NULL,
	"min_weight" integer NOT NULL,
	"max_weight" integer,
	"rate" integer NOT NULL,
	"max_rate" integer NOT NULL,
	"frequency" text NOT NULL,
	"concentration" integer NOT NULL,
	"unit" text NOT NULL,
	"divisible_unit" integer NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"version" integer NOT NULL,
	"sort_name" text GENERATED ALWAYS AS (clinical.fold(product)) STORED NOT NULL,
	CONSTRAINT "formulary_doses_band" CHECK ("clinical"."formulary_doses"."min_weight" >= 0 and "clinical"."formulary_doses"."max_weight" > "clinical"."formulary_doses"."min_weight"),
	CONSTRAINT "formulary_doses_numbers" CHECK ("clinical"."formulary_doses"."rate" > 0 and "clinical"."formulary_doses"."max_rate" >= "clinical"."formulary_doses"."rate" and "clinical"."formulary_doses"."concentration" > 0 and "clinical"."formulary_doses"."divisible_unit" > 0)
);
--> statement-breakpoint
CREATE TABLE "clinical"."substances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"family" text,
	"retired_at" timestamp (3) with time zone,
	"version" integer NOT NULL,
	"sort_name" text GENERATED ALWAYS AS (clinical.fold(name)) STORED NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clinical"."vitals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"temperature" integer,
	"heart_rate" integer,
	"respiratory_rate" integer,
	"pain_score" integer,
	"body_condition_score" integer,
	"measured_at" timestamp (3) with time zone NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"entered_by" uuid NOT NULL,
	"retracted_at" timestamp (3) with time zone,
	"retracted_by" uuid,
	"retraction_reason" text,
	CONSTRAINT "vitals_something" CHECK (num_nonnulls("clinical"."vitals"."temperature", "clinical"."vitals"."heart_rate", "clinical"."vitals"."respiratory_rate", "clinical"."vitals"."pain_score", "clinical"."vitals"."body_condition_score") > 0),
	CONSTRAINT "vitals_pain_score" CHECK ("clinical"."vitals"."pain_score" between 0 and 4),
	CONSTRAINT "vitals_body_condition_score" CHECK ("clinical"."vitals"."body_condition_score" between 1 and 9),
	CONSTRAINT "vitals_retraction" CHECK (num_nulls("clinical"."vitals"."retracted_at", "clinical"."vitals"."retracted_by", "clinical"."vitals"."retraction_reason") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "clinical"."dispenses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"prescription_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"quantity" bigint NOT NULL,
	"dispensed_at" timestamp (3) with time zone NOT NULL,
	"dispensed_by" uuid NOT NULL,
	CONSTRAINT "dispenses_something" CHECK ("clinical"."dispenses"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "clinical"."prescriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"prescriber_id" uuid NOT NULL,
	"prescriber_number" text NOT NULL,
	"drug" text NOT NULL,
	"substance_id" uuid NOT NULL,
	"item_id" uuid,
	"formulary_dose_id" uuid,
	"unit" text NOT NULL,
	"dose" bigint,
	"frequency" text NOT NULL,
	"instructions" text,
	"quantity" bigint NOT NULL,
	"repeats" integer NOT NULL,
	"authorised" bigint GENERATED ALWAYS AS (quantity * (repeats + 1)) STORED NOT NULL,
	"dispensed" bigint NOT NULL,
	"prescribed_at" timestamp (3) with time zone NOT NULL,
	"expires_on" date NOT NULL,
	"overrides" jsonb NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"cancelled_by" uuid,
	"cancel_reason" text,
	"version" integer NOT NULL,
	CONSTRAINT "prescriptions_quantity" CHECK ("clinical"."prescriptions"."quantity" > 0 and "clinical"."prescriptions"."dose" > 0),
	CONSTRAINT "prescriptions_repeats" CHECK ("clinical"."prescriptions"."repeats" between 0 and 24),
	CONSTRAINT "prescriptions_within_authorised" CHECK ("clinical"."prescriptions"."dispensed" >= 0 and "clinical"."prescriptions"."dispensed" <= quantity * (repeats + 1)),
	CONSTRAINT "prescriptions_cancelled" CHECK (num_nulls("clinical"."prescriptions"."cancelled_at", "clinical"."prescriptions"."cancelled_by", "clinical"."prescriptions"."cancel_reason") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "clinical"."pets" ADD COLUMN "allergies" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "clinical"."weights" ADD COLUMN "pounds" integer;--> statement-breakpoint
ALTER TABLE "clinical"."weights" ADD COLUMN "retracted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "clinical"."weights" ADD COLUMN "retracted_by" uuid;--> statement-breakpoint
ALTER TABLE "clinical"."weights" ADD COLUMN "retraction_reason" text;--> statement-breakpoint
ALTER TABLE "clinical"."user_refs" ADD COLUMN "prescriber_number" text;--> statement-breakpoint
ALTER TABLE "clinical"."user_refs" ADD COLUMN "prescriber_expires_on" date;--> statement-breakpoint
ALTER TABLE "clinical"."species" ADD COLUMN "max_grams" integer;--> statement-breakpoint
ALTER TABLE "clinical"."pet_alerts" ADD CONSTRAINT "pet_alerts_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."pet_alerts" ADD CONSTRAINT "pet_alerts_substance_id_substances_id_fk" FOREIGN KEY ("substance_id") REFERENCES "clinical"."substances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."drug_stops" ADD CONSTRAINT "drug_stops_substance_id_substances_id_fk" FOREIGN KEY ("substance_id") REFERENCES "clinical"."substances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."drug_stops" ADD CONSTRAINT "drug_stops_species_id_species_id_fk" FOREIGN KEY ("species_id") REFERENCES "clinical"."species"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."drug_stops" ADD CONSTRAINT "drug_stops_other_substance_id_substances_id_fk" FOREIGN KEY ("other_substance_id") REFERENCES "clinical"."substances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."formulary_doses" ADD CONSTRAINT "formulary_doses_substance_id_substances_id_fk" FOREIGN KEY ("substance_id") REFERENCES "clinical"."substances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."formulary_doses" ADD CONSTRAINT "formulary_doses_species_id_species_id_fk" FOREIGN KEY ("species_id") REFERENCES "clinical"."species"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."vitals" ADD CONSTRAINT "vitals_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."dispenses" ADD CONSTRAINT "dispenses_prescription_id_prescriptions_id_fk" FOREIGN KEY ("prescription_id") REFERENCES "clinical"."prescriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."prescriptions" ADD CONSTRAINT "prescriptions_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."prescriptions" ADD CONSTRAINT "prescriptions_substance_id_substances_id_fk" FOREIGN KEY ("substance_id") REFERENCES "clinical"."substances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."prescriptions" ADD CONSTRAINT "prescriptions_formulary_dose_id_formulary_doses_id_fk" FOREIGN KEY ("formulary_dose_id") REFERENCES "clinical"."formulary_doses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pet_alerts_of_pet" ON "clinical"."pet_alerts" USING btree ("pet_id","added_at") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "pet_alerts_substance_once" ON "clinical"."pet_alerts" USING btree ("pet_id","substance_id") WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "drug_stops_once" ON "clinical"."drug_stops" USING btree ("substance_id",coalesce("species_id", "other_substance_id"::text));--> statement-breakpoint
CREATE UNIQUE INDEX "drug_stops_of_other" ON "clinical"."drug_stops" USING btree ("other_substance_id","substance_id");--> statement-breakpoint
CREATE INDEX "formulary_doses_by_name" ON "clinical"."formulary_doses" USING btree ("sort_name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "substances_name_once" ON "clinical"."substances" USING btree ("sort_name");--> statement-breakpoint
CREATE INDEX "substances_by_name" ON "clinical"."substances" USING btree ("sort_name","id");--> statement-breakpoint
CREATE INDEX "vitals_of_pet" ON "clinical"."vitals" USING btree ("pet_id","measured_at","id");--> statement-breakpoint
CREATE INDEX "dispenses_of_prescription" ON "clinical"."dispenses" USING btree ("prescription_id","dispensed_at");--> statement-breakpoint
CREATE INDEX "prescriptions_of_pet" ON "clinical"."prescriptions" USING btree ("pet_id","prescribed_at","id");--> statement-breakpoint
CREATE INDEX "prescriptions_by_time" ON "clinical"."prescriptions" USING btree ("prescribed_at","id");--> statement-breakpoint
ALTER TABLE "clinical"."weights" ADD CONSTRAINT "weights_pounds" CHECK ("clinical"."weights"."grams" = round("clinical"."weights"."pounds" * 0.45359237));--> statement-breakpoint
ALTER TABLE "clinical"."weights" ADD CONSTRAINT "weights_retraction" CHECK (num_nulls("clinical"."weights"."retracted_at", "clinical"."weights"."retracted_by", "clinical"."weights"."retraction_reason") in (0, 3));