CREATE TYPE "notifications"."mail_status" AS ENUM('QUEUED', 'SENDING', 'SENT', 'UNCERTAIN', 'FAILED', 'KEPT');--> statement-breakpoint
CREATE TABLE "notifications"."mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"template" text NOT NULL,
	"recipient" text NOT NULL,
	"recipient_name" text NOT NULL,
	"values" jsonb NOT NULL,
	"token" text,
	"status" "mail_status" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"attempt_at" timestamp (3) with time zone NOT NULL,
	"handed_over_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "mails_sent_has_time" CHECK (("notifications"."mails"."status" = 'SENT') = ("notifications"."mails"."sent_at" is not null)),
	CONSTRAINT "mails_sent_keep_no_secret" CHECK ("notifications"."mails"."status" <> 'SENT' or "notifications"."mails"."token" is null)
);
--> statement-breakpoint
CREATE INDEX "mails_newest" ON "notifications"."mails" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "mails_by_status" ON "notifications"."mails" USING btree ("status","created_at","id");