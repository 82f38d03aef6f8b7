CREATE TYPE "billing"."letter_kind" AS ENUM('INVOICE', 'FIRST_REMINDER', 'SECOND_REMINDER', 'FINAL_REMINDER');--> statement-breakpoint
CREATE TABLE "billing"."disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"settled_by" uuid,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "disputes_settled" CHECK (num_nulls("billing"."disputes"."settled_by", "billing"."disputes"."settled_at") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "billing"."letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invoice_id" uuid NOT NULL,
	"kind" "letter_kind" NOT NULL,
	"sent_to" text NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"due" bigint NOT NULL,
	CONSTRAINT "letters_remind_of_debts" CHECK ("billing"."letters"."kind" = 'INVOICE' or "billing"."letters"."due" > 0)
);
--> statement-breakpoint
CREATE TABLE "billing"."payment_terms" (
	"location_id" uuid PRIMARY KEY NOT NULL,
	"days" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_terms_days" CHECK ("billing"."payment_terms"."days" between 0 and 365)
);
--> statement-breakpoint
ALTER TABLE "billing"."invoices" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "billing"."disputes" ADD CONSTRAINT "disputes_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "billing"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."letters" ADD CONSTRAINT "letters_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "billing"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "disputes_one_open" ON "billing"."disputes" USING btree ("invoice_id") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "letters_of_invoice" ON "billing"."letters" USING btree ("invoice_id","sent_at");--> statement-breakpoint
CREATE UNIQUE INDEX "letters_reminder_once" ON "billing"."letters" USING btree ("invoice_id","kind") WHERE kind <> 'INVOICE';