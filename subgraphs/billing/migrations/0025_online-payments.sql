CREATE TYPE "billing"."online_payment_status" AS ENUM('STARTED', 'SUCCEEDED', 'FAILED', 'EXPIRED');--> statement-breakpoint
CREATE TYPE "billing"."payment_provider" AS ENUM('DEMO');--> statement-breakpoint
ALTER TYPE "billing"."ledger_account" ADD VALUE 'ONLINE' BEFORE 'BANK';--> statement-breakpoint
ALTER TYPE "billing"."payment_method" ADD VALUE 'ONLINE';--> statement-breakpoint
CREATE TABLE "billing"."demo_charges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"currency" char(3) NOT NULL,
	"amount" bigint NOT NULL,
	"description" text NOT NULL,
	"outcome" text NOT NULL,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "demo_charges_outcome" CHECK ("billing"."demo_charges"."outcome" in ('OPEN', 'SUCCEEDED', 'FAILED')),
	CONSTRAINT "demo_charges_refunded" CHECK ("billing"."demo_charges"."refunded" between 0 and "billing"."demo_charges"."amount")
);
--> statement-breakpoint
CREATE TABLE "billing"."demo_refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"charge_id" uuid NOT NULL,
	"amount" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "billing"."online_payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount" bigint NOT NULL,
	"provider" "payment_provider" NOT NULL,
	"charge_id" text,
	"status" "online_payment_status" NOT NULL,
	"payment_id" uuid,
	"pay_link_id" uuid,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "online_payments_charge_once" UNIQUE("provider","charge_id"),
	CONSTRAINT "online_payments_recorded_once" UNIQUE("payment_id"),
	CONSTRAINT "online_payments_amount" CHECK ("billing"."online_payments"."amount" > 0),
	CONSTRAINT "online_payments_recorded" CHECK (("billing"."online_payments"."payment_id" is not null) = ("billing"."online_payments"."status" = 'SUCCEEDED'))
);
--> statement-breakpoint
CREATE TABLE "billing"."pay_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"created_by" uuid NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pay_links_hash_once" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "billing"."provider_events" (
	"provider" "payment_provider" NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "provider_events_provider_event_id_pk" PRIMARY KEY("provider","event_id")
);
--> statement-breakpoint
ALTER TABLE "billing"."demo_refunds" ADD CONSTRAINT "demo_refunds_charge_id_demo_charges_id_fk" FOREIGN KEY ("charge_id") REFERENCES "billing"."demo_charges"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."online_payments" ADD CONSTRAINT "online_payments_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "billing"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."online_payments" ADD CONSTRAINT "online_payments_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "billing"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."online_payments" ADD CONSTRAINT "online_payments_pay_link_id_pay_links_id_fk" FOREIGN KEY ("pay_link_id") REFERENCES "billing"."pay_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."pay_links" ADD CONSTRAINT "pay_links_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "billing"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "online_payments_one_open" ON "billing"."online_payments" USING btree ("invoice_id") WHERE status = 'STARTED';--> statement-breakpoint
CREATE INDEX "online_payments_open" ON "billing"."online_payments" USING btree ("created_at") WHERE status = 'STARTED';--> statement-breakpoint
CREATE INDEX "pay_links_invoice" ON "billing"."pay_links" USING btree ("invoice_id","created_at");