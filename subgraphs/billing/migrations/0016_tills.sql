CREATE TYPE "billing"."till_session_status" AS ENUM('OPEN', 'COUNTING', 'CLOSED');--> statement-breakpoint
ALTER TYPE "billing"."journal_entry_kind" ADD VALUE 'BANKING';--> statement-breakpoint
ALTER TYPE "billing"."ledger_account" ADD VALUE 'BANK' BEFORE 'ROUNDING';--> statement-breakpoint
CREATE TABLE "billing"."till_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"till_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"status" "till_session_status" NOT NULL,
	"day" date NOT NULL,
	"float" bigint NOT NULL,
	"opened_by" uuid NOT NULL,
	"counting_since" timestamp (3) with time zone,
	"cash" jsonb,
	"expected" bigint,
	"counted" bigint,
	"difference_reason" text,
	"banked" bigint,
	"bank_reference" text,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "till_sessions_float" CHECK ("billing"."till_sessions"."float" between 0 and 99999999999),
	CONSTRAINT "till_sessions_counting" CHECK (("billing"."till_sessions"."status" = 'OPEN') = ("billing"."till_sessions"."counting_since" is null)),
	CONSTRAINT "till_sessions_closed" CHECK (num_nonnulls("billing"."till_sessions"."cash", "billing"."till_sessions"."expected", "billing"."till_sessions"."counted", "billing"."till_sessions"."banked", "billing"."till_sessions"."closed_at", "billing"."till_sessions"."closed_by") = case "billing"."till_sessions"."status" when 'CLOSED' then 6 else 0 end),
	CONSTRAINT "till_sessions_difference_explained" CHECK ("billing"."till_sessions"."counted" = "billing"."till_sessions"."expected" or "billing"."till_sessions"."difference_reason" is not null),
	CONSTRAINT "till_sessions_banked" CHECK ("billing"."till_sessions"."banked" between 0 and "billing"."till_sessions"."counted")
);
--> statement-breakpoint
CREATE TABLE "billing"."tills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "billing"."journal_lines" ADD COLUMN "till_session_id" uuid;--> statement-breakpoint
ALTER TABLE "billing"."till_sessions" ADD CONSTRAINT "till_sessions_till_id_tills_id_fk" FOREIGN KEY ("till_id") REFERENCES "billing"."tills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "till_sessions_open_once" ON "billing"."till_sessions" USING btree ("till_id") WHERE status = 'OPEN';--> statement-breakpoint
CREATE UNIQUE INDEX "till_sessions_counting_once" ON "billing"."till_sessions" USING btree ("till_id") WHERE status = 'COUNTING';--> statement-breakpoint
CREATE INDEX "till_sessions_standing" ON "billing"."till_sessions" USING btree ("location_id") WHERE status <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "till_sessions_location" ON "billing"."till_sessions" USING btree ("location_id","day","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tills_name_once" ON "billing"."tills" USING btree ("location_id",lower("name")) WHERE active;--> statement-breakpoint
CREATE INDEX "tills_location" ON "billing"."tills" USING btree ("location_id");--> statement-breakpoint
CREATE INDEX "journal_lines_till_session" ON "billing"."journal_lines" USING btree ("till_session_id") WHERE till_session_id is not null;--> statement-breakpoint
ALTER TABLE "billing"."journal_lines" ADD CONSTRAINT "journal_lines_cash_in_till" CHECK ("billing"."journal_lines"."till_session_id" is null or "billing"."journal_lines"."account" = 'CASH');