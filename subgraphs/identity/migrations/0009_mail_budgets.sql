CREATE TABLE "identity"."mail_budgets" (
	"subject" text PRIMARY KEY NOT NULL,
	"spent" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "mail_budgets_by_time" ON "identity"."mail_budgets" USING btree ("last_at");