CREATE TABLE "billing"."credit_note_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"credit_note_id" uuid NOT NULL,
	"invoice_item_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"description" text NOT NULL,
	"pet_name" text,
	"quantity" bigint NOT NULL,
	"net" bigint NOT NULL,
	"tax_class" "tax_class" NOT NULL,
	"tax_rate" integer NOT NULL,
	"tax" bigint NOT NULL,
	"gross" bigint NOT NULL,
	CONSTRAINT "credit_note_items_line_once" UNIQUE("credit_note_id","invoice_item_id"),
	CONSTRAINT "credit_note_items_positive" CHECK ("billing"."credit_note_items"."quantity" > 0 and "billing"."credit_note_items"."net" >= 0 and "billing"."credit_note_items"."tax" >= 0),
	CONSTRAINT "credit_note_items_gross_adds_up" CHECK ("billing"."credit_note_items"."gross" = "billing"."credit_note_items"."net" + "billing"."credit_note_items"."tax")
);
--> statement-breakpoint
CREATE TABLE "billing"."credit_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"invoice_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"subtotal" bigint NOT NULL,
	"tax" bigint NOT NULL,
	"total" bigint NOT NULL,
	"issuer" jsonb NOT NULL,
	"recipient" jsonb NOT NULL,
	"replacement_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credit_notes_number_once" UNIQUE("location_id","number"),
	CONSTRAINT "credit_notes_total_adds_up" CHECK ("billing"."credit_notes"."total" = "billing"."credit_notes"."subtotal" + "billing"."credit_notes"."tax")
);
--> statement-breakpoint
CREATE TABLE "billing"."documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "document_kind" NOT NULL,
	"sha256" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "documents_hash" CHECK ("billing"."documents"."sha256" = sha256("billing"."documents"."body"))
);
--> statement-breakpoint
ALTER TABLE "billing"."credit_note_items" ADD CONSTRAINT "credit_note_items_credit_note_id_credit_notes_id_fk" FOREIGN KEY ("credit_note_id") REFERENCES "billing"."credit_notes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."credit_note_items" ADD CONSTRAINT "credit_note_items_invoice_item_id_invoice_items_id_fk" FOREIGN KEY ("invoice_item_id") REFERENCES "billing"."invoice_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."credit_notes" ADD CONSTRAINT "credit_notes_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "billing"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing"."credit_notes" ADD CONSTRAINT "credit_notes_replacement_id_invoices_id_fk" FOREIGN KEY ("replacement_id") REFERENCES "billing"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credit_note_items_line" ON "billing"."credit_note_items" USING btree ("invoice_item_id");--> statement-breakpoint
CREATE INDEX "credit_notes_invoice" ON "billing"."credit_notes" USING btree ("invoice_id","created_at");--> statement-breakpoint
-- Of a line no more is ever credited than was invoiced, by parallel credit notes neither (B8).
CREATE FUNCTION "billing"."keep_credit_within_line"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line billing.invoice_items;
  owed billing.invoices;
BEGIN
  SELECT * INTO line FROM billing.invoice_items WHERE id = new.invoice_item_id FOR UPDATE;
  SELECT i.* INTO owed FROM billing.invoices i JOIN billing.credit_notes n ON n.invoice_id = i.id
    WHERE n.id = new.credit_note_id;
  IF owed.id IS DISTINCT FROM line.invoice_id OR owed.status NOT IN ('FINALISED', 'PAID') OR EXISTS (
    SELECT FROM billing.credit_note_items c WHERE c.invoice_item_id = line.id
    HAVING coalesce(sum(c.quantity), 0) + new.quantity > line.quantity
      OR coalesce(sum(c.net), 0) + new.net > line.net OR coalesce(sum(c.tax), 0) + new.tax > line.tax
  ) THEN
    RAISE EXCEPTION 'more than the line % would be credited', line.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_items_within_line';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "credit_note_items_within_line" BEFORE INSERT ON "billing"."credit_note_items"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_credit_within_line"();
--> statement-breakpoint
-- The totals of a credit note are the sums of its lines when its transaction ends.
CREATE FUNCTION "billing"."check_credit_note_totals"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM billing.credit_note_items c WHERE c.credit_note_id = new.id
    HAVING sum(c.net) = new.subtotal AND sum(c.tax) = new.tax
  ) THEN
    RAISE EXCEPTION 'the totals of a credit note disagree with its lines'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_notes_agree_with_items';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "credit_notes_agree_with_items" AFTER INSERT ON "billing"."credit_notes"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "billing"."check_credit_note_totals"();
--> statement-breakpoint
-- A credit note and a stored document stay as they are.
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."credit_notes", "billing"."credit_note_items", "billing"."documents"
  FROM "vetgraph_billing";
