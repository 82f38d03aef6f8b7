CREATE TYPE "billing"."journal_entry_kind" AS ENUM('INVOICE', 'CREDIT_NOTE', 'PAYMENT', 'ALLOCATION', 'REFUND', 'REVERSAL', 'TILL_DIFFERENCE');--> statement-breakpoint
CREATE TYPE "billing"."ledger_account" AS ENUM('RECEIVABLES', 'CREDIT', 'DEPOSITS', 'REVENUE', 'TAX', 'CASH', 'CARD', 'TRANSFER', 'ROUNDING', 'TILL_DIFFERENCE');--> statement-breakpoint
CREATE TABLE "billing"."journal_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "journal_entry_kind" NOT NULL,
	"source_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"owner_id" uuid,
	"currency" char(3) NOT NULL,
	"day" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"receivable" bigint NOT NULL,
	"credit" bigint NOT NULL,
	CONSTRAINT "journal_entries_once" UNIQUE("kind","source_id"),
	CONSTRAINT "journal_entries_of_an_owner" CHECK ("billing"."journal_entries"."owner_id" is not null or ("billing"."journal_entries"."receivable" = 0 and "billing"."journal_entries"."credit" = 0))
);
--> statement-breakpoint
CREATE TABLE "billing"."journal_lines" (
	"entry_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"account" "ledger_account" NOT NULL,
	"amount" bigint NOT NULL,
	"invoice_id" uuid,
	"payment_id" uuid,
	CONSTRAINT "journal_lines_entry_id_position_pk" PRIMARY KEY("entry_id","position"),
	CONSTRAINT "journal_lines_not_zero" CHECK ("billing"."journal_lines"."amount" <> 0),
	CONSTRAINT "journal_lines_receivables_by_invoice" CHECK (("billing"."journal_lines"."account" = 'RECEIVABLES') = ("billing"."journal_lines"."invoice_id" is not null))
);
--> statement-breakpoint
CREATE INDEX "journal_entries_account" ON "billing"."journal_entries" USING btree ("owner_id","currency","day","id") WHERE receivable <> credit;--> statement-breakpoint
CREATE INDEX "journal_entries_credit" ON "billing"."journal_entries" USING btree ("owner_id","currency") WHERE credit <> 0;--> statement-breakpoint
CREATE INDEX "journal_entries_location" ON "billing"."journal_entries" USING btree ("location_id","day","id");--> statement-breakpoint
CREATE INDEX "journal_lines_invoice" ON "billing"."journal_lines" USING btree ("invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE INDEX "journal_lines_payment" ON "billing"."journal_lines" USING btree ("payment_id") WHERE payment_id is not null;