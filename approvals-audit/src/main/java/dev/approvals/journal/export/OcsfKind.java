package dev.approvals.journal.export;

import static dev.approvals.journal.export.OcsfClass.API_ACTIVITY;
import static dev.approvals.journal.export.OcsfClass.BASE_EVENT;
import static dev.approvals.journal.export.OcsfClass.ENTITY_MANAGEMENT;
import static dev.approvals.journal.export.OcsfClass.OTHER;
import static dev.approvals.journal.export.OcsfClass.USER_ACCESS;

import java.util.Map;

/**
 * What OCSF calls a type of event.
 *
 * @param of its class
 * @param activity what happened, by the class's numbers
 * @param severity how much it matters
 * @param status whether it went well
 */
record OcsfKind(OcsfClass of, int activity, Severity severity, Status status) {

    /** How much an event matters to whoever watches. */
    enum Severity {
        INFORMATIONAL(1, "Informational"),
        LOW(2, "Low"),
        MEDIUM(3, "Medium"),
        HIGH(4, "High");

        private final int id;
        private final String caption;

        Severity(int id, String caption) {
            this.id = id;
            this.caption = caption;
        }

        int id() {
            return id;
        }

        String caption() {
            return caption;
        }
    }

    /** Whether what an event tells of went well. */
    enum Status {
        UNKNOWN(0, "Unknown"),
        SUCCESS(1, "Success"),
        FAILURE(2, "Failure");

        private final int id;
        private final String caption;

        Status(int id, String caption) {
            this.id = id;
            this.caption = caption;
        }

        int id() {
            return id;
        }

        String caption() {
            return caption;
        }
    }

    private static final int CREATE = 1;
    private static final int READ = 2;
    private static final int UPDATE = 3;
    private static final int DELETE = 4;
    private static final int ENABLE = 8;
    private static final int ACTIVATE = 10;
    private static final int DEACTIVATE = 11;
    private static final int SUSPEND = 12;
    private static final int RESUME = 13;
    private static final int ASSIGN = 1;
    private static final int REVOKE = 2;

    private static final OcsfKind CALL = usual(API_ACTIVITY, OTHER);
    private static final OcsfKind FAILED_CALL = CALL.but(Severity.LOW, Status.FAILURE);
    private static final OcsfKind ENDED = usual(ENTITY_MANAGEMENT, DEACTIVATE);
    private static final OcsfKind CHANGED = usual(ENTITY_MANAGEMENT, UPDATE);

    private static final OcsfKind UNKNOWN = usual(BASE_EVENT, OTHER).but(Severity.INFORMATIONAL, Status.UNKNOWN);

    private static final Map<String, OcsfKind> BY_TYPE = Map.ofEntries(
            Map.entry("action.requested", CALL),
            Map.entry("action.joined", CALL),
            Map.entry("policy.evaluated", CALL),
            Map.entry("action.started", CALL),
            Map.entry("action.completed", CALL),
            Map.entry("outcome.delivered", CALL),
            Map.entry("action.failed", FAILED_CALL),
            Map.entry("action.outcome_unknown", CALL.but(Severity.MEDIUM, Status.UNKNOWN)),
            Map.entry("approval.requested", usual(ENTITY_MANAGEMENT, CREATE)),
            Map.entry("approval.notified", usual(ENTITY_MANAGEMENT, OTHER)),
            Map.entry("approval.shown", usual(ENTITY_MANAGEMENT, OTHER)),
            Map.entry("approval.undelivered", usual(ENTITY_MANAGEMENT, OTHER).but(Severity.MEDIUM, Status.FAILURE)),
            Map.entry("approval.decided", CHANGED),
            Map.entry("approval.refused", CHANGED.but(Severity.MEDIUM, Status.FAILURE)),
            Map.entry("approval.escalated", CHANGED),
            Map.entry("approval.detached", usual(ENTITY_MANAGEMENT, OTHER)),
            Map.entry("approval.reminded", usual(ENTITY_MANAGEMENT, OTHER)),
            Map.entry("approval.expired", ENDED),
            Map.entry("approval.cancelled", ENDED),
            Map.entry("approval.invalidated", ENDED.but(Severity.LOW, Status.SUCCESS)),
            Map.entry("approval.revoked", ENDED.but(Severity.LOW, Status.SUCCESS)),
            Map.entry("approval.lapsed", ENDED),
            Map.entry("break_glass.used", CHANGED.but(Severity.HIGH, Status.SUCCESS)),
            Map.entry("break_glass.reviewed", CHANGED),
            Map.entry("review.recorded", CHANGED),
            Map.entry("grant.issued", usual(USER_ACCESS, ASSIGN).but(Severity.LOW, Status.SUCCESS)),
            Map.entry("grant.used", usual(USER_ACCESS, OTHER)),
            Map.entry("grant.expired", usual(USER_ACCESS, REVOKE)),
            Map.entry("grant.revoked", usual(USER_ACCESS, REVOKE)),
            Map.entry("tool.locked", usual(USER_ACCESS, REVOKE).but(Severity.MEDIUM, Status.SUCCESS)),
            Map.entry("policy.loaded", usual(ENTITY_MANAGEMENT, ENABLE)),
            Map.entry("config.changed", CHANGED),
            Map.entry("sink.failed", usual(ENTITY_MANAGEMENT, SUSPEND).but(Severity.HIGH, Status.FAILURE)),
            Map.entry("sink.restored", usual(ENTITY_MANAGEMENT, RESUME)),
            Map.entry("log.opened", usual(ENTITY_MANAGEMENT, ACTIVATE)),
            Map.entry("log.segment", CHANGED),
            Map.entry("log.recovered", usual(ENTITY_MANAGEMENT, RESUME).but(Severity.MEDIUM, Status.SUCCESS)),
            Map.entry("log.closed", ENDED),
            Map.entry("log.pruned", usual(ENTITY_MANAGEMENT, DELETE).but(Severity.LOW, Status.SUCCESS)),
            Map.entry("key.rotated", CHANGED.but(Severity.LOW, Status.SUCCESS)),
            Map.entry("payload.erased", usual(ENTITY_MANAGEMENT, DELETE).but(Severity.LOW, Status.SUCCESS)),
            Map.entry("evidence.exported", usual(ENTITY_MANAGEMENT, READ)));

    static OcsfKind of(String type) {
        return BY_TYPE.getOrDefault(type, UNKNOWN);
    }

    private static OcsfKind usual(OcsfClass of, int activity) {
        return new OcsfKind(of, activity, Severity.INFORMATIONAL, Status.SUCCESS);
    }

    private OcsfKind but(Severity otherSeverity, Status otherStatus) {
        return new OcsfKind(of, activity, otherSeverity, otherStatus);
    }
}
