CREATE TABLE "notifications"."conversation_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"sender" text NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "conversation_messages_in_order" UNIQUE("conversation_id","sent_at"),
	CONSTRAINT "conversation_messages_sender" CHECK ("notifications"."conversation_messages"."sender" in ('OWNER', 'HOSPITAL')),
	CONSTRAINT "conversation_messages_length" CHECK (char_length(text) between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "notifications"."conversation_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"conversation_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "conversation_notes_length" CHECK (char_length(text) between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "notifications"."conversations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"assigned_to_id" uuid,
	"last_message_id" uuid NOT NULL,
	"last_message_at" timestamp (3) with time zone NOT NULL,
	"owner_wrote_at" timestamp (3) with time zone,
	"hospital_wrote_at" timestamp (3) with time zone,
	"owner_read_at" timestamp (3) with time zone,
	"hospital_read_at" timestamp (3) with time zone,
	"mailed_at" timestamp (3) with time zone,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "conversations_one_of_a_client" UNIQUE("owner_id")
);
--> statement-breakpoint
ALTER TABLE "notifications"."conversation_messages" ADD CONSTRAINT "conversation_messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "notifications"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications"."conversation_notes" ADD CONSTRAINT "conversation_notes_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "notifications"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversation_messages_by_time" ON "notifications"."conversation_messages" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "conversation_notes_newest" ON "notifications"."conversation_notes" USING btree ("conversation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "conversation_notes_by_time" ON "notifications"."conversation_notes" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "conversations_newest" ON "notifications"."conversations" USING btree ("last_message_at","id");--> statement-breakpoint
CREATE INDEX "conversations_assigned" ON "notifications"."conversations" USING btree ("assigned_to_id","last_message_at","id");--> statement-breakpoint
CREATE INDEX "conversations_unread" ON "notifications"."conversations" USING btree ("last_message_at","id") WHERE owner_wrote_at > coalesce(hospital_read_at, 'epoch');