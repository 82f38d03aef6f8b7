-- What a client decided, and about which words, stays as it was (C4).
REVOKE UPDATE, DELETE, TRUNCATE ON "notifications"."consent_decisions", "notifications"."consent_wordings" FROM "vetgraph_notifications";
