package dev.approvals.journal.export;

import dev.approvals.audit.AuditEvent;

/**
 * What an event tells of that is no call: OCSF's managed entity.
 *
 * @param type what it is
 * @param typeId the schema's number of that
 * @param name what it is called
 * @param uid by what it is known
 */
record OcsfEntity(String type, int typeId, String name, String uid) {

    private static final int POLICY = 5;

    static OcsfEntity of(Exported exported) {
        AuditEvent event = exported.event();
        String call = event.callId();
        String family = event.type().name().replaceAll("\\..*", "");
        return switch (family) {
            case "approval", "break_glass", "review" ->
                new OcsfEntity(
                        "Approval Request", OcsfClass.OTHER, event.origin().tool(), call);
            case "policy" -> new OcsfEntity("Policy", POLICY, event.origin().realm(), call);
            case "config", "sink" ->
                new OcsfEntity("Gate", OcsfClass.OTHER, event.origin().realm(), call);
            default -> new OcsfEntity("Journal", OcsfClass.OTHER, exported.journal(), exported.journal());
        };
    }
}
