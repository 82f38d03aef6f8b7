CREATE TABLE "clinical"."consent_form_templates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"wording" text NOT NULL,
	"asks_resuscitation" boolean NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "consent_form_templates_category" CHECK ("clinical"."consent_form_templates"."category" in ('ANAESTHESIA', 'DENTAL', 'EUTHANASIA', 'AFTER_DEATH', 'RECORDS', 'OTHER'))
);
--> statement-breakpoint
CREATE TABLE "clinical"."consent_form_documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sha256" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "consent_form_documents_hash" CHECK ("clinical"."consent_form_documents"."sha256" = sha256("clinical"."consent_form_documents"."body"))
);
--> statement-breakpoint
CREATE TABLE "clinical"."consent_forms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"pet_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"appointment_id" uuid,
	"template_id" uuid NOT NULL,
	"template_version" integer NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"wording" text NOT NULL,
	"procedure" text,
	"notes" text,
	"asks_resuscitation" boolean NOT NULL,
	"prepared_by" uuid NOT NULL,
	"status" text NOT NULL,
	"signed_at" timestamp (3) with time zone,
	"signed_by" text,
	"witness_id" uuid,
	"resuscitate" boolean,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"end_reason" text,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "consent_forms_status" CHECK ("clinical"."consent_forms"."status" in ('PREPARED', 'SIGNED', 'DECLINED', 'WITHDRAWN')),
	CONSTRAINT "consent_forms_signed" CHECK (num_nonnulls(signed_at, signed_by, witness_id) in (0, 3)),
	CONSTRAINT "consent_forms_ended" CHECK (num_nonnulls(ended_at, ended_by, end_reason) in (0, 3)),
	CONSTRAINT "consent_forms_state" CHECK (case status when 'PREPARED' then signed_at is null and ended_at is null
        when 'SIGNED' then signed_at is not null and ended_at is null
        when 'DECLINED' then signed_at is null and ended_at is not null
        else ended_at is not null end),
	CONSTRAINT "consent_forms_resuscitation" CHECK ((resuscitate is not null) = (signed_at is not null and asks_resuscitation))
);
--> statement-breakpoint
ALTER TABLE "clinical"."consent_form_documents" ADD CONSTRAINT "consent_form_documents_id_consent_forms_id_fk" FOREIGN KEY ("id") REFERENCES "clinical"."consent_forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."consent_forms" ADD CONSTRAINT "consent_forms_pet_id_pets_id_fk" FOREIGN KEY ("pet_id") REFERENCES "clinical"."pets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."consent_forms" ADD CONSTRAINT "consent_forms_owner_id_owners_id_fk" FOREIGN KEY ("owner_id") REFERENCES "clinical"."owners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinical"."consent_forms" ADD CONSTRAINT "consent_forms_template_id_consent_form_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "clinical"."consent_form_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "consent_form_templates_name" ON "clinical"."consent_form_templates" USING btree (lower("name")) WHERE active;--> statement-breakpoint
CREATE INDEX "consent_forms_of_pet" ON "clinical"."consent_forms" USING btree ("pet_id","created_at","id");--> statement-breakpoint
CREATE INDEX "consent_forms_of_visit" ON "clinical"."consent_forms" USING btree ("appointment_id","created_at") WHERE appointment_id is not null;--> statement-breakpoint
CREATE FUNCTION "clinical"."consent_form_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if (new.id, new.pet_id, new.owner_id, new.location_id, new.appointment_id, new.template_id, new.template_version,
      new.title, new.category, new.wording, new.procedure, new.notes, new.asks_resuscitation, new.prepared_by,
      new.created_at)
    is distinct from
    (old.id, old.pet_id, old.owner_id, old.location_id, old.appointment_id, old.template_id, old.template_version,
      old.title, old.category, old.wording, old.procedure, old.notes, old.asks_resuscitation, old.prepared_by,
      old.created_at)
  then
    raise exception 'a consent form stays as it was prepared';
  end if;
  if old.status <> 'PREPARED' and (new.signed_at, new.signed_by, new.witness_id, new.resuscitate)
    is distinct from (old.signed_at, old.signed_by, old.witness_id, old.resuscitate)
  then
    raise exception 'a consent form is signed once';
  end if;
  if old.ended_at is not null or (old.status = 'SIGNED' and new.status <> 'WITHDRAWN') then
    raise exception 'a signed consent form is only withdrawn, and ends once';
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "consent_forms_stay" BEFORE UPDATE ON "clinical"."consent_forms"
  FOR EACH ROW EXECUTE FUNCTION "clinical"."consent_form_stays"();--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "clinical"."consent_form_templates", "clinical"."consent_forms",
  "clinical"."consent_form_documents" FROM "vetgraph_clinical";--> statement-breakpoint
REVOKE UPDATE ON "clinical"."consent_form_documents" FROM "vetgraph_clinical";
