CREATE TYPE "billing"."invoice_item_kind" AS ENUM('SERVICE', 'MEDICATION', 'PRODUCT');--> statement-breakpoint
CREATE TYPE "billing"."invoice_status" AS ENUM('DRAFT', 'FINALISED', 'PAID', 'VOID');--> statement-breakpoint
CREATE TABLE "billing"."invoice_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" "invoice_item_kind" NOT NULL,
	"description" text NOT NULL,
	"quantity" bigint NOT NULL,
	"unit_price" bigint NOT NULL,
	"net" bigint NOT NULL,
	"tax_rate" integer NOT NULL,
	"tax" bigint NOT NULL,
	"gross" bigint NOT NULL,
	"needs_price" boolean NOT NULL,
	CONSTRAINT "invoice_items_place_once" UNIQUE("invoice_id","position"),
	CONSTRAINT "invoice_items_quantity_positive" CHECK ("billing"."invoice_items"."quantity" > 0),
	CONSTRAINT "invoice_items_tax_rate" CHECK ("billing"."invoice_items"."tax_rate" between 0 and 10000),
	CONSTRAINT "invoice_items_gross_adds_up" CHECK ("billing"."invoice_items"."gross" = "billing"."invoice_items"."net" + "billing"."invoice_items"."tax"),
	CONSTRAINT "invoice_items_rounded_once" CHECK ("billing"."invoice_items"."net" = round("billing"."invoice_items"."unit_price"::numeric * "billing"."invoice_items"."quantity" / 1000)),
	CONSTRAINT "invoice_items_tax_of_rate" CHECK (abs("billing"."invoice_items"."tax"::numeric * 10000 - "billing"."invoice_items"."net"::numeric * "billing"."invoice_items"."tax_rate") < 10000),
	CONSTRAINT "invoice_items_price_or_none" CHECK (not "billing"."invoice_items"."needs_price" or "billing"."invoice_items"."unit_price" = 0)
);
--> statement-breakpoint
CREATE TABLE "billing"."invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text,
	"status" "invoice_status" NOT NULL,
	"appointment_id" uuid,
	"owner_id" uuid NOT NULL,
	"pet_id" uuid,
	"location_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"subtotal" bigint NOT NULL,
	"tax" bigint NOT NULL,
	"total" bigint NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"finalised_at" timestamp (3) with time zone,
	CONSTRAINT "invoices_number_once" UNIQUE("location_id","number"),
	CONSTRAINT "invoices_total_adds_up" CHECK ("billing"."invoices"."total" = "billing"."invoices"."subtotal" + "billing"."invoices"."tax"),
	CONSTRAINT "invoices_number_when_finalised" CHECK (("billing"."invoices"."number" is null) = ("billing"."invoices"."status" in ('DRAFT', 'VOID')) and ("billing"."invoices"."number" is null) = ("billing"."invoices"."finalised_at" is null))
);
--> statement-breakpoint
CREATE TABLE "billing"."audit_entries" (
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
CREATE TABLE "billing"."idempotency_keys" (
	"actor_id" uuid NOT NULL,
	"key" text NOT NULL,
	"verb" text NOT NULL,
	"input_hash" text NOT NULL,
	"result_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "billing"."inbox" (
	"event_id" uuid NOT NULL,
	"handled_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbox_event_id_pk" PRIMARY KEY("event_id")
);
--> statement-breakpoint
CREATE TABLE "billing"."prices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"appointment_type_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"effective_from" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "prices_one_per_day" UNIQUE("appointment_type_id","location_id","effective_from"),
	CONSTRAINT "prices_not_negative" CHECK ("billing"."prices"."amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "billing"."appointment_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"owner_id" uuid NOT NULL,
	"pet_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"completed" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "billing"."location_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" char(3) NOT NULL,
	"tax_rate" integer NOT NULL,
	"active" boolean NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "billing"."owner_refs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_one_draft_per_visit" ON "billing"."invoices" USING btree ("appointment_id") WHERE status = 'DRAFT';--> statement-breakpoint
CREATE INDEX "invoices_appointment" ON "billing"."invoices" USING btree ("appointment_id");--> statement-breakpoint
CREATE INDEX "invoices_owner" ON "billing"."invoices" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_location" ON "billing"."invoices" USING btree ("location_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_created" ON "billing"."invoices" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_status" ON "billing"."invoices" USING btree ("status","created_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_entity" ON "billing"."audit_entries" USING btree ("entity","entity_id","at");--> statement-breakpoint
CREATE INDEX "appointment_refs_owner" ON "billing"."appointment_refs" USING btree ("owner_id");