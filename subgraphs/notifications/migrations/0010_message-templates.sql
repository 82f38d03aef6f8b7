CREATE TABLE "notifications"."message_wordings" (
	"template" text NOT NULL,
	"language" text NOT NULL,
	"channel" text NOT NULL,
	"version" integer NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"link_label" text,
	"saved_by_id" uuid NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "message_wordings_one_by_one" PRIMARY KEY("template","language","channel","version"),
	CONSTRAINT "message_wordings_language" CHECK ("notifications"."message_wordings"."language" in ('EN', 'DE', 'FR', 'NL', 'ES')),
	CONSTRAINT "message_wordings_channel" CHECK ("notifications"."message_wordings"."channel" in ('EMAIL'))
);
--> statement-breakpoint
ALTER TABLE "notifications"."mails" ADD COLUMN "language" text DEFAULT 'EN' NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications"."mails" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "notifications"."mails" ADD COLUMN "body" text;--> statement-breakpoint
ALTER TABLE "notifications"."mails" ADD COLUMN "link_label" text;--> statement-breakpoint
ALTER TABLE "notifications"."mails" ADD COLUMN "wording_version" integer;--> statement-breakpoint
CREATE INDEX "mails_of_template" ON "notifications"."mails" USING btree ("template","created_at","id");--> statement-breakpoint
ALTER TABLE "notifications"."mails" ADD CONSTRAINT "mails_language" CHECK ("notifications"."mails"."language" in ('EN', 'DE', 'FR', 'NL', 'ES'));--> statement-breakpoint
ALTER TABLE "notifications"."mails" ADD CONSTRAINT "mails_written_whole" CHECK (("notifications"."mails"."subject" is null) = ("notifications"."mails"."body" is null) and ("notifications"."mails"."subject" is null) = ("notifications"."mails"."wording_version" is null));