-- Whose a patient was is only ever added to (PT5).
REVOKE UPDATE, DELETE, TRUNCATE ON "clinical"."pet_transfers" FROM "vetgraph_clinical";
