CREATE TYPE "billing"."act_kind" AS ENUM('VISIT', 'VACCINATION', 'PRESCRIPTION', 'DISPENSING');--> statement-breakpoint
CREATE TABLE "billing"."acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "act_kind" NOT NULL,
	"owner_id" uuid NOT NULL,
	"pet_id" uuid NOT NULL,
	"pet_name" text NOT NULL,
	"location_id" uuid NOT NULL,
	"appointment_id" uuid,
	"charged_by" uuid,
	"description" text NOT NULL,
	"quantity" bigint NOT NULL,
	"day" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"invoice_id" uuid,
	"waived_at" timestamp (3) with time zone,
	"waived_by" uuid,
	"waived_reason" text,
	"retracted_at" timestamp (3) with time zone,
	CONSTRAINT "acts_quantity_positive" CHECK ("billing"."acts"."quantity" > 0),
	CONSTRAINT "acts_waived_for_a_reason" CHECK (num_nonnulls("billing"."acts"."waived_at", "billing"."acts"."waived_by", "billing"."acts"."waived_reason") in (0, 3)),
	CONSTRAINT "acts_charged_or_waived" CHECK ("billing"."acts"."invoice_id" is null or "billing"."acts"."waived_at" is null)
);
--> statement-breakpoint
ALTER TABLE "billing"."invoice_items" ADD COLUMN "act_id" uuid;--> statement-breakpoint
ALTER TABLE "billing"."services" ADD COLUMN "product_id" uuid;--> statement-breakpoint
ALTER TABLE "billing"."services" ADD COLUMN "charges_for" "act_kind";--> statement-breakpoint
CREATE INDEX "acts_unbilled" ON "billing"."acts" USING btree ("at","id") WHERE invoice_id is null and waived_at is null and retracted_at is null;--> statement-breakpoint
CREATE INDEX "acts_unbilled_of_location" ON "billing"."acts" USING btree ("location_id","at","id") WHERE invoice_id is null and waived_at is null and retracted_at is null;--> statement-breakpoint
CREATE INDEX "acts_unbilled_of_owner" ON "billing"."acts" USING btree ("owner_id","at","id") WHERE invoice_id is null and waived_at is null and retracted_at is null;--> statement-breakpoint
CREATE INDEX "acts_unbilled_of_pet" ON "billing"."acts" USING btree ("pet_id","at","id") WHERE invoice_id is null and waived_at is null and retracted_at is null;--> statement-breakpoint
CREATE INDEX "acts_of_visit" ON "billing"."acts" USING btree ("appointment_id");--> statement-breakpoint
CREATE INDEX "acts_of_invoice" ON "billing"."acts" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "acts_charged_in_error" ON "billing"."acts" USING btree ("retracted_at") WHERE retracted_at is not null and invoice_id is not null;--> statement-breakpoint
CREATE INDEX "acts_by_time" ON "billing"."acts" USING btree ("at");--> statement-breakpoint
ALTER TABLE "billing"."services" ADD CONSTRAINT "services_one_per_product" UNIQUE("product_id");--> statement-breakpoint
ALTER TABLE "billing"."services" ADD CONSTRAINT "services_one_fee_per_act" UNIQUE("charges_for");--> statement-breakpoint
ALTER TABLE "billing"."services" ADD CONSTRAINT "services_fee_of_acts" CHECK ("billing"."services"."charges_for" in ('VACCINATION', 'PRESCRIPTION'));