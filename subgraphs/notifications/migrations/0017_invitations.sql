CREATE TABLE "notifications"."invitations" (
	"appointment_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"owner_id" uuid NOT NULL,
	"pet_id" uuid NOT NULL,
	"pet_name" text NOT NULL,
	"what" text NOT NULL,
	"location_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"ended" boolean NOT NULL,
	"waiting" boolean NOT NULL,
	"told_starts_at" timestamp (3) with time zone,
	"told_ends_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "notifications"."mail_attachments" DROP CONSTRAINT "mail_attachments_pkey";--> statement-breakpoint
ALTER TABLE "notifications"."mail_attachments" ADD CONSTRAINT "mail_attachments_once" PRIMARY KEY("mail_id","file_name");--> statement-breakpoint
ALTER TABLE "notifications"."mail_attachments" ADD COLUMN "calendar_method" text;--> statement-breakpoint
CREATE INDEX "invitations_waiting" ON "notifications"."invitations" USING btree ("owner_id","starts_at","appointment_id") WHERE waiting;--> statement-breakpoint
CREATE INDEX "invitations_by_time" ON "notifications"."invitations" USING btree ("starts_at");