CREATE TABLE "notifications"."bulk_message_recipients" (
	"id" uuid NOT NULL,
	"bulk_message_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"pet_ids" uuid[] NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "bulk_message_recipients_once" PRIMARY KEY("bulk_message_id","owner_id"),
	CONSTRAINT "bulk_message_recipients_id_unique" UNIQUE("id"),
	CONSTRAINT "bulk_message_recipients_status" CHECK ("notifications"."bulk_message_recipients"."status" in ('PLANNED', 'SENT', 'NOT_SENT', 'STOPPED')),
	CONSTRAINT "bulk_message_recipients_reason" CHECK ("notifications"."bulk_message_recipients"."reason" in ('PATIENT_INACTIVE', 'OWNER_INACTIVE', 'NO_CONSENT', 'NO_ADDRESS', 'ADDRESS_REFUSED')),
	CONSTRAINT "bulk_message_recipients_left_out_with_reason" CHECK (("notifications"."bulk_message_recipients"."status" = 'NOT_SENT') = ("notifications"."bulk_message_recipients"."reason" is not null)),
	CONSTRAINT "bulk_message_recipients_decided" CHECK (("notifications"."bulk_message_recipients"."status" = 'PLANNED') = ("notifications"."bulk_message_recipients"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "notifications"."bulk_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"location_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"recipients" integer NOT NULL,
	"sent" integer NOT NULL,
	"left_out" integer NOT NULL,
	"stopped" integer NOT NULL,
	"created_by_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"stopped_by_id" uuid,
	CONSTRAINT "bulk_messages_purpose" CHECK ("notifications"."bulk_messages"."purpose" in ('SERVICE', 'NEWS')),
	CONSTRAINT "bulk_messages_reach_somebody" CHECK (recipients > 0 and sent >= 0 and left_out >= 0 and stopped >= 0),
	CONSTRAINT "bulk_messages_finished_when_all_decided" CHECK (sent + left_out + stopped <= recipients
        and (finished_at is not null) = (sent + left_out + stopped = recipients)),
	CONSTRAINT "bulk_messages_stopped_by" CHECK ((stopped > 0) = (stopped_by_id is not null))
);
--> statement-breakpoint
ALTER TABLE "notifications"."bulk_message_recipients" ADD CONSTRAINT "bulk_message_recipients_bulk_message_id_bulk_messages_id_fk" FOREIGN KEY ("bulk_message_id") REFERENCES "notifications"."bulk_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_message_recipients_in_order" ON "notifications"."bulk_message_recipients" USING btree ("bulk_message_id","id");--> statement-breakpoint
CREATE INDEX "bulk_messages_newest" ON "notifications"."bulk_messages" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "mails_of_recipient" ON "notifications"."mails" USING btree ("recipient","created_at","id");