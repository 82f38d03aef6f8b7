CREATE TYPE "billing"."estimate_decision" AS ENUM('OPEN', 'ACCEPTED', 'DECLINED');--> statement-breakpoint
CREATE TYPE "billing"."estimate_status" AS ENUM('DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'CONVERTED');--> statement-breakpoint
CREATE TABLE "billing"."estimate_answers" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"signed_by" text NOT NULL,
	"portal" boolean NOT NULL,
	"signature" "bytea",
	"answered_by" uuid NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "estimate_answers_signed" CHECK ("billing"."estimate_answers"."portal" or "billing"."estimate_answers"."signature" is not null),
	CONSTRAINT "estimate_answers_signature_size" CHECK (length("billing"."estimate_answers"."signature") <= 60000)
);
--> statement-breakpoint
CREATE TABLE "billing"."estimate_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"estimate_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"position" integer NOT NULL,
	"kind" "invoice_item_kind" NOT NULL,
	"service_id" uuid,
	"pet_id" uuid,
	"pet_name" text,
	"description" text NOT NULL,
	"low_quantity" bigint NOT NULL,
	"quantity" bigint NOT NULL,
	"unit_price" bigint NOT NULL,
	"tax_included" boolean NOT NULL,
	"discount_rate" integer NOT NULL,
	"tax_class" "tax_class" NOT NULL,
	"tax_rate" integer NOT NULL,
	"low" bigint NOT NULL,
	"high" bigint NOT NULL,
	"decision" "estimate_decision" NOT NULL,
	"invoice_id" uuid,
	"invoiced_quantity" bigint,
	CONSTRAINT "estimate_items_place_once" UNIQUE("estimate_id","revision","position"),
	CONSTRAINT "estimate_items_quantities" CHECK ("billing"."estimate_items"."low_quantity" between 0 and "billing"."estimate_items"."quantity" and "billing"."estimate_items"."quantity" > 0),
	CONSTRAINT "estimate_items_not_negative" CHECK ("billing"."estimate_items"."unit_price" >= 0 and "billing"."estimate_items"."low" >= 0 and "billing"."estimate_items"."high" >= 0),
	CONSTRAINT "estimate_items_invoiced_if_accepted" CHECK (("billing"."estimate_items"."invoice_id" is null) = ("billing"."estimate_items"."invoiced_quantity" is null) and ("billing"."estimate_items"."invoice_id" is null or "billing"."estimate_items"."decision" = 'ACCEPTED'))
);
--> statement-breakpoint
CREATE TABLE "billing"."estimate_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"estimate_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"note" text,
	"valid_until" date NOT NULL,
	"low" bigint NOT NULL,
	"high" bigint NOT NULL,
	"issuer" jsonb NOT NULL,
	"recipient" jsonb NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"sent_by" uuid NOT NULL,
	CONSTRAINT "estimate_versions_number_once" UNIQUE("estimate_id","number")
);
--> statement-breakpoint
CREATE TABLE "billing"."estimates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"title" text NOT NULL,
	"note" text,
	"valid_until" date NOT NULL,
	"status" "estimate_status" NOT NULL,
	"revision" integer NOT NULL,
	"low" bigint NOT NULL,
	"high" bigint NOT NULL,
	"accepted_high" bigint,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "estimates_low_to_high" CHECK ("billing"."estimates"."low" between 0 and "billing"."estimates"."high"),
	CONSTRAINT "estimates_accepted_high" CHECK (("billing"."estimates"."accepted_high" is not null) = ("billing"."estimates"."status" in ('ACCEPTED', 'CONVERTED')))
);
--> statement-breakpoint
ALTER TABLE "billing"."estimate_answers" ADD CONSTRAINT "estimate_answers_version_id_estimate_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "billing"."estimate_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."estimate_items" ADD CONSTRAINT "estimate_items_estimate_id_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "billing"."estimates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."estimate_items" ADD CONSTRAINT "estimate_items_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "billing"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."estimate_versions" ADD CONSTRAINT "estimate_versions_estimate_id_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "billing"."estimates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "estimate_items_invoice" ON "billing"."estimate_items" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "estimate_items_pet" ON "billing"."estimate_items" USING btree ("pet_id");--> statement-breakpoint
CREATE INDEX "estimates_owner" ON "billing"."estimates" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "estimates_location" ON "billing"."estimates" USING btree ("location_id","created_at","id");--> statement-breakpoint
CREATE INDEX "estimates_created" ON "billing"."estimates" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "estimates_sent" ON "billing"."estimates" USING btree ("valid_until") WHERE status = 'SENT';