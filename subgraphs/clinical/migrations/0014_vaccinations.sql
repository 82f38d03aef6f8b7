CREATE TABLE "clinical"."location_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"active" boolean NOT NULL,
	"version" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clinical"."user_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_vet" boolean NOT NULL,
	"active" boolean NOT NULL,
	"version" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clinical"."vaccination_dues" (
	"pet_id" uuid NOT NULL,
	"protocol_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"vaccination_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"basis" text NOT NULL,
	"doses_given" integer NOT NULL,
	"protocol_version" integer NOT NULL,
	"declined_on" date,
	CONSTRAINT "vaccination_dues_pet_id_protocol_id_pk" PRIMARY KEY("pet_id","protocol_id"),
	CONSTRAINT "vaccination_dues_basis" CHECK ("clinical"."vaccination_dues"."basis" in ('PRIMARY_COURSE', 'FIRST_BOOSTER', 'BOOSTER', 'OVERRIDDEN'))
);
--> statement-breakpoint
CREATE TABLE "clinical"."vaccinations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"given_on" date NOT NULL,
	"location_id" uuid NOT NULL,
	"appointment_id" uuid,
	"protocol_ids" uuid[] NOT NULL,
	"product_id" uuid,
	"product_name" text,
	"maker" text,
	"lot" text,
	"lot_expires_on" date,
	"route" text,
	"dose" text,
	"site" text,
	"tag_number" text,
	"vet_id" uuid,
	"decline_reason" text,
	"adverse_reaction" text,
	"due_override" date,
	"due_override_reason" text,
	"retracted_at" timestamp (3) with time zone,
	"retracted_by" uuid,
	"retraction_reason" text,
	"entered_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "vaccinations_kind" CHECK ("clinical"."vaccinations"."kind" in ('GIVEN', 'GIVEN_ELSEWHERE', 'DECLINED')),
	CONSTRAINT "vaccinations_route" CHECK ("clinical"."vaccinations"."route" in ('SUBCUTANEOUS', 'INTRAMUSCULAR', 'INTRANASAL', 'ORAL')),
	CONSTRAINT "vaccinations_lot_not_expired" CHECK (kind <> 'GIVEN' or lot_expires_on >= given_on),
	CONSTRAINT "vaccinations_given_from_a_lot" CHECK (kind <> 'GIVEN' or (product_id is not null and lot is not null and lot_expires_on is not null
        and route is not null and vet_id is not null)),
	CONSTRAINT "vaccinations_given_of_a_product" CHECK ((kind = 'DECLINED') = (product_name is null)),
	CONSTRAINT "vaccinations_declined_with_reason" CHECK ((kind = 'DECLINED') = (decline_reason is not null)),
	CONSTRAINT "vaccinations_override_with_reason" CHECK ((due_override is null) = (due_override_reason is null)),
	CONSTRAINT "vaccinations_retracted_with_reason" CHECK ((retracted_at is null) = (retraction_reason is null))
);
--> statement-breakpoint
CREATE TABLE "clinical"."vaccination_protocols" (
	"id" uuid PRIMARY KEY NOT NULL,
	"species_id" text NOT NULL,
	"name" text NOT NULL,
	"diseases" text[] NOT NULL,
	"importance" text NOT NULL,
	"rabies" boolean NOT NULL,
	"first_dose_weeks" integer NOT NULL,
	"interval_weeks" integer NOT NULL,
	"primary_until_weeks" integer NOT NULL,
	"late_start_doses" integer NOT NULL,
	"first_booster_age_weeks" integer,
	"first_booster_months" integer NOT NULL,
	"booster_months" integer NOT NULL,
	"source" text,
	"retired_at" timestamp (3) with time zone,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "vaccination_protocols_name_once" UNIQUE("species_id","name"),
	CONSTRAINT "vaccination_protocols_importance" CHECK ("clinical"."vaccination_protocols"."importance" in ('CORE', 'NON_CORE')),
	CONSTRAINT "vaccination_protocols_in_order" CHECK ("clinical"."vaccination_protocols"."first_dose_weeks" between 0 and 520 and "clinical"."vaccination_protocols"."primary_until_weeks" between "clinical"."vaccination_protocols"."first_dose_weeks" and 520
        and "clinical"."vaccination_protocols"."interval_weeks" between 1 and 52 and "clinical"."vaccination_protocols"."late_start_doses" between 1 and 5
        and "clinical"."vaccination_protocols"."first_booster_age_weeks" between "clinical"."vaccination_protocols"."primary_until_weeks" and 520
        and "clinical"."vaccination_protocols"."first_booster_months" between 1 and 120 and "clinical"."vaccination_protocols"."booster_months" between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "clinical"."vaccine_products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"maker" text NOT NULL,
	"protocol_ids" uuid[] NOT NULL,
	"route" text NOT NULL,
	"dose" text NOT NULL,
	"licensed_months" integer,
	"retired_at" timestamp (3) with time zone,
	"version" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"sort_name" text GENERATED ALWAYS AS (clinical.fold(name)) STORED NOT NULL,
	CONSTRAINT "vaccine_products_name_once" UNIQUE("maker","name"),
	CONSTRAINT "vaccine_products_route" CHECK ("clinical"."vaccine_products"."route" in ('SUBCUTANEOUS', 'INTRAMUSCULAR', 'INTRANASAL', 'ORAL')),
	CONSTRAINT "vaccine_products_for_something" CHECK (cardinality("clinical"."vaccine_products"."protocol_ids") > 0)
);
--> statement-breakpoint
ALTER TABLE "clinical"."vaccination_dues" ADD CONSTRAINT "vaccination_dues_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."vaccination_dues" ADD CONSTRAINT "vaccination_dues_protocol_id_vaccination_protocols_id_fk" FOREIGN KEY ("protocol_id") REFERENCES "clinical"."vaccination_protocols"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."vaccination_dues" ADD CONSTRAINT "vaccination_dues_vaccination_id_vaccinations_id_fk" FOREIGN KEY ("vaccination_id") REFERENCES "clinical"."vaccinations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."vaccinations" ADD CONSTRAINT "vaccinations_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."vaccinations" ADD CONSTRAINT "vaccinations_product_id_vaccine_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "clinical"."vaccine_products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."vaccination_protocols" ADD CONSTRAINT "vaccination_protocols_species_id_species_id_fk" FOREIGN KEY ("species_id") REFERENCES "clinical"."species"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "vaccination_dues_id" ON "clinical"."vaccination_dues" USING btree ("id");--> statement-breakpoint
CREATE INDEX "vaccination_dues_by_day" ON "clinical"."vaccination_dues" USING btree ("due_on","id");--> statement-breakpoint
CREATE INDEX "vaccination_dues_of_location" ON "clinical"."vaccination_dues" USING btree ("location_id","due_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "vaccinations_product_once_a_day" ON "clinical"."vaccinations" USING btree ("pet_id","product_id","given_on") WHERE "clinical"."vaccinations"."retracted_at" is null;--> statement-breakpoint
CREATE INDEX "vaccinations_of_pet" ON "clinical"."vaccinations" USING btree ("pet_id","given_on","id");--> statement-breakpoint
CREATE INDEX "vaccinations_by_day" ON "clinical"."vaccinations" USING btree ("given_on","id");--> statement-breakpoint
CREATE INDEX "vaccinations_of_lot" ON "clinical"."vaccinations" USING btree ("product_id","lot","given_on");--> statement-breakpoint
CREATE INDEX "vaccine_products_by_name" ON "clinical"."vaccine_products" USING btree ("sort_name","id");