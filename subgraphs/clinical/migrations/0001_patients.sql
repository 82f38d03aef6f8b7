CREATE TABLE "clinical"."audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"actor_id" uuid,
	"session_id" text,
	"request_id" text NOT NULL,
	"ip" text NOT NULL,
	"user_agent" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "clinical"."idempotency_keys" (
	"actor_id" uuid NOT NULL,
	"key" text NOT NULL,
	"verb" text NOT NULL,
	"input_hash" text NOT NULL,
	"result_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "clinical"."inbox" (
	"event_id" uuid NOT NULL,
	"handled_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbox_event_id_pk" PRIMARY KEY("event_id")
);
--> statement-breakpoint
CREATE TABLE "clinical"."medical_records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"appointment_id" uuid,
	"status" text NOT NULL,
	"subjective" text NOT NULL,
	"objective" text NOT NULL,
	"assessment" text NOT NULL,
	"plan" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"signed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "medical_records_status" CHECK ("clinical"."medical_records"."status" in ('DRAFT', 'SIGNED', 'RETRACTED')),
	CONSTRAINT "medical_records_signed_at" CHECK ((status = 'DRAFT') = (signed_at is null))
);
--> statement-breakpoint
CREATE TABLE "clinical"."owners" (
	"id" uuid PRIMARY KEY NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"email" text,
	"phone" text,
	"phone_digits" text GENERATED ALWAYS AS (regexp_replace(phone, '\D', '', 'g')) STORED,
	"preferred_contact" text NOT NULL,
	"address" jsonb,
	"notes" text,
	"archived_at" timestamp (3) with time zone,
	"archive_reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"sort_name" text GENERATED ALWAYS AS (clinical.fold(last_name) || E'\t' || clinical.fold(first_name)) STORED NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	CONSTRAINT "owners_preferred_contact" CHECK ("clinical"."owners"."preferred_contact" in ('EMAIL', 'PHONE', 'SMS'))
);
--> statement-breakpoint
CREATE TABLE "clinical"."microchips" (
	"pet_id" uuid NOT NULL,
	"number" text NOT NULL,
	"position" integer NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"living" boolean DEFAULT true NOT NULL,
	CONSTRAINT "microchips_pet_id_number_pk" PRIMARY KEY("pet_id","number")
);
--> statement-breakpoint
CREATE TABLE "clinical"."pets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"species_id" text NOT NULL,
	"breed_id" text,
	"sex" text NOT NULL,
	"neuter_status" text NOT NULL,
	"date_of_birth" date,
	"birth_date_estimated" boolean NOT NULL,
	"deceased_on" date,
	"color" text,
	"status" text NOT NULL,
	"status_reason" text,
	"alerts" text[] DEFAULT '{}' NOT NULL,
	"notes" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"sort_name" text GENERATED ALWAYS AS (clinical.fold(name)) STORED NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	CONSTRAINT "pets_sex" CHECK ("clinical"."pets"."sex" in ('MALE', 'FEMALE', 'UNKNOWN')),
	CONSTRAINT "pets_neuter_status" CHECK ("clinical"."pets"."neuter_status" in ('INTACT', 'NEUTERED', 'UNKNOWN')),
	CONSTRAINT "pets_status" CHECK ("clinical"."pets"."status" in ('ACTIVE', 'INACTIVE', 'DECEASED', 'TRANSFERRED')),
	CONSTRAINT "pets_deceased_have_died" CHECK (deceased_on is null or status = 'DECEASED')
);
--> statement-breakpoint
CREATE TABLE "clinical"."weights" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"grams" integer NOT NULL,
	"measured_at" timestamp (3) with time zone NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"entered_by" uuid NOT NULL,
	CONSTRAINT "weights_positive" CHECK ("clinical"."weights"."grams" > 0)
);
--> statement-breakpoint
CREATE TABLE "clinical"."appointment_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clinical"."breeds" (
	"id" text PRIMARY KEY NOT NULL,
	"species_id" text NOT NULL,
	"name" text NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "breeds_of_species" UNIQUE("species_id","id"),
	CONSTRAINT "breeds_name_once" UNIQUE("species_id","name")
);
--> statement-breakpoint
CREATE TABLE "clinical"."species" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "species_name_once" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "clinical"."medical_records" ADD CONSTRAINT "medical_records_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."microchips" ADD CONSTRAINT "microchips_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."pets" ADD CONSTRAINT "pets_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "clinical"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."pets" ADD CONSTRAINT "pets_species_id_species_id_fk" FOREIGN KEY ("species_id") REFERENCES "clinical"."species"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."pets" ADD CONSTRAINT "pets_breed_of_species" FOREIGN KEY ("species_id","breed_id") REFERENCES "clinical"."breeds"("species_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."weights" ADD CONSTRAINT "weights_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."breeds" ADD CONSTRAINT "breeds_species_id_species_id_fk" FOREIGN KEY ("species_id") REFERENCES "clinical"."species"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_entity" ON "clinical"."audit_entries" USING btree ("entity","entity_id","at");--> statement-breakpoint
CREATE INDEX "medical_records_of_pet" ON "clinical"."medical_records" USING btree ("pet_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "medical_records_by_time" ON "clinical"."medical_records" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "owners_by_name" ON "clinical"."owners" USING btree ("sort_name","id");--> statement-breakpoint
CREATE INDEX "microchips_number" ON "clinical"."microchips" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "microchips_once_among_the_living" ON "clinical"."microchips" USING btree ("number") WHERE living and not shared;--> statement-breakpoint
CREATE INDEX "pets_by_name" ON "clinical"."pets" USING btree ("sort_name","id");--> statement-breakpoint
CREATE INDEX "pets_of_owner" ON "clinical"."pets" USING btree ("owner_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "weights_of_pet" ON "clinical"."weights" USING btree ("pet_id","measured_at","id");