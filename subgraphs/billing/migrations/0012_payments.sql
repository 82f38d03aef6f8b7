CREATE TYPE "billing"."payment_method" AS ENUM('CASH', 'CARD', 'TRANSFER', 'CREDIT');--> statement-breakpoint
CREATE TABLE "billing"."payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"method" "payment_method" NOT NULL,
	"amount" bigint NOT NULL,
	"rounding" bigint NOT NULL,
	"tendered" bigint,
	"reference" text,
	"received_on" date NOT NULL,
	"taken_by" uuid NOT NULL,
	"deposit" boolean NOT NULL,
	"appointment_id" uuid,
	"refunded" bigint DEFAULT 0 NOT NULL,
	"reversed_at" timestamp (3) with time zone,
	"reversed_by" uuid,
	"reversal_reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payments_amount" CHECK ("billing"."payments"."amount" between 1 and 99999999999),
	CONSTRAINT "payments_rounding_in_cash" CHECK ("billing"."payments"."rounding" = 0 or "billing"."payments"."method" = 'CASH'),
	CONSTRAINT "payments_refunded_within_captured" CHECK ("billing"."payments"."refunded" between 0 and "billing"."payments"."amount"),
	CONSTRAINT "payments_refunded_or_reversed" CHECK ("billing"."payments"."reversed_at" is null or "billing"."payments"."refunded" = 0),
	CONSTRAINT "payments_reversal" CHECK (("billing"."payments"."reversed_at" is null) = ("billing"."payments"."reversal_reason" is null) and ("billing"."payments"."reversed_at" is null) = ("billing"."payments"."reversed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "billing"."refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"method" "payment_method" NOT NULL,
	"amount" bigint NOT NULL,
	"reason" text NOT NULL,
	"refunded_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "refunds_amount" CHECK ("billing"."refunds"."amount" > 0),
	CONSTRAINT "refunds_of_money" CHECK ("billing"."refunds"."method" <> 'CREDIT')
);
--> statement-breakpoint
ALTER TABLE "billing"."refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "billing"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payments_owner" ON "billing"."payments" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_location" ON "billing"."payments" USING btree ("location_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payments_created" ON "billing"."payments" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "payments_deposits" ON "billing"."payments" USING btree ("appointment_id") WHERE appointment_id is not null;--> statement-breakpoint
CREATE INDEX "refunds_payment" ON "billing"."refunds" USING btree ("payment_id");