CREATE TABLE "notifications"."notification_preferences" (
	"recipient_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"channel" text NOT NULL,
	"enabled" boolean NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notification_preferences_one" PRIMARY KEY("recipient_id","reason","channel"),
	CONSTRAINT "notification_preferences_reason" CHECK ("notifications"."notification_preferences"."reason" in ('MESSAGES', 'APPOINTMENTS')),
	CONSTRAINT "notification_preferences_channel" CHECK ("notifications"."notification_preferences"."channel" in ('IN_APP', 'EMAIL'))
);
