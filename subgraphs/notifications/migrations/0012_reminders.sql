CREATE TABLE "notifications"."reminder_dues" (
	"kind" text NOT NULL,
	"pet_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"pet_name" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"species_id" text NOT NULL,
	"location_id" uuid NOT NULL,
	"what" text NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp (3) with time zone,
	"booked_at" timestamp (3) with time zone,
	"ended" boolean NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "reminder_dues_one" PRIMARY KEY("kind","pet_id","source_id"),
	CONSTRAINT "reminder_dues_kind" CHECK ("notifications"."reminder_dues"."kind" in ('APPOINTMENT', 'VACCINATION'))
);
--> statement-breakpoint
CREATE TABLE "notifications"."reminder_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"steps" integer[] NOT NULL,
	"time_of_day" text NOT NULL,
	"channel" text NOT NULL,
	"species_ids" text[] NOT NULL,
	"location_ids" uuid[] NOT NULL,
	"active" boolean NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reminder_rules_kind" CHECK ("notifications"."reminder_rules"."kind" in ('APPOINTMENT', 'VACCINATION')),
	CONSTRAINT "reminder_rules_channel" CHECK ("notifications"."reminder_rules"."channel" in ('EMAIL')),
	CONSTRAINT "reminder_rules_steps" CHECK (cardinality("notifications"."reminder_rules"."steps") between 1 and 6),
	CONSTRAINT "reminder_rules_outside_quiet_hours" CHECK ("notifications"."reminder_rules"."time_of_day" between '08:00' and '19:59')
);
--> statement-breakpoint
CREATE TABLE "notifications"."reminders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"pet_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"pet_name" text NOT NULL,
	"what" text NOT NULL,
	"location_id" uuid NOT NULL,
	"time_zone" text NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp (3) with time zone,
	"due" text NOT NULL,
	"step" integer NOT NULL,
	"send_at" timestamp (3) with time zone NOT NULL,
	"send_on" date NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"mail_id" uuid,
	"decided_at" timestamp (3) with time zone,
	"stopped_by_id" uuid,
	CONSTRAINT "reminders_once" UNIQUE("owner_id","pet_id","source_id","due","step"),
	CONSTRAINT "reminders_kind" CHECK ("notifications"."reminders"."kind" in ('APPOINTMENT', 'VACCINATION')),
	CONSTRAINT "reminders_status" CHECK ("notifications"."reminders"."status" in ('PLANNED', 'SENT', 'NOT_SENT', 'STOPPED')),
	CONSTRAINT "reminders_reason" CHECK ("notifications"."reminders"."reason" in ('BOOKED_INSIDE_WINDOW', 'ENDED', 'MOVED', 'ALREADY_BOOKED', 'PATIENT_INACTIVE', 'OWNER_INACTIVE', 'NO_ADDRESS', 'NO_CONSENT', 'TOO_LATE')),
	CONSTRAINT "reminders_not_sent_with_reason" CHECK (("notifications"."reminders"."status" = 'NOT_SENT') = ("notifications"."reminders"."reason" is not null)),
	CONSTRAINT "reminders_sent_by_mail" CHECK (("notifications"."reminders"."status" = 'SENT') = ("notifications"."reminders"."mail_id" is not null)),
	CONSTRAINT "reminders_stopped_by" CHECK (("notifications"."reminders"."status" = 'STOPPED') = ("notifications"."reminders"."stopped_by_id" is not null)),
	CONSTRAINT "reminders_decided" CHECK (("notifications"."reminders"."status" = 'PLANNED') = ("notifications"."reminders"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "notifications"."reminders" ADD CONSTRAINT "reminders_rule_id_reminder_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "notifications"."reminder_rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications"."reminders" ADD CONSTRAINT "reminders_mail_id_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "notifications"."mails"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminder_dues_by_day" ON "notifications"."reminder_dues" USING btree ("kind","due_on","pet_id","source_id");--> statement-breakpoint
CREATE INDEX "reminder_dues_of_pet" ON "notifications"."reminder_dues" USING btree ("pet_id");--> statement-breakpoint
CREATE INDEX "reminders_planned" ON "notifications"."reminders" USING btree ("send_at","id") WHERE status = 'PLANNED';--> statement-breakpoint
CREATE INDEX "reminders_decided_newest" ON "notifications"."reminders" USING btree ("decided_at","id") WHERE status <> 'PLANNED';--> statement-breakpoint
CREATE INDEX "reminders_of_household" ON "notifications"."reminders" USING btree ("owner_id","send_on");--> statement-breakpoint
CREATE INDEX "reminders_of_pet" ON "notifications"."reminders" USING btree ("pet_id");--> statement-breakpoint
CREATE INDEX "reminders_of_rule" ON "notifications"."reminders" USING btree ("rule_id");