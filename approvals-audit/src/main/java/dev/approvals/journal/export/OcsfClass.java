package dev.approvals.journal.export;

import java.util.Map;

/** The event classes of OCSF that a journal's events belong to, with those of their activities that occur. */
enum OcsfClass {
    /** What a later version tells. */
    BASE_EVENT(0, "Base Event", 0, "Uncategorized", Map.of()),

    /** A call of a tool. */
    API_ACTIVITY(6003, "API Activity", 6, "Application Activity", Map.of()),

    /** A request, a policy, a gate or a journal. */
    ENTITY_MANAGEMENT(
            3004,
            "Entity Management",
            3,
            "Identity & Access Management",
            Map.of(
                    1,
                    "Create",
                    2,
                    "Read",
                    3,
                    "Update",
                    4,
                    "Delete",
                    8,
                    "Enable",
                    10,
                    "Activate",
                    11,
                    "Deactivate",
                    12,
                    "Suspend",
                    13,
                    "Resume")),

    /** What an agent may do from now on, or no longer. */
    USER_ACCESS(
            3005,
            "User Access Management",
            3,
            "Identity & Access Management",
            Map.of(1, "Assign Privileges", 2, "Revoke Privileges"));

    /** The activity of a class that the schema does not name. */
    static final int OTHER = 99;

    private final int uid;
    private final String caption;
    private final int category;
    private final String categoryCaption;
    private final Map<Integer, String> activities;

    OcsfClass(int uid, String caption, int category, String categoryCaption, Map<Integer, String> activities) {
        this.uid = uid;
        this.caption = caption;
        this.category = category;
        this.categoryCaption = categoryCaption;
        this.activities = activities;
    }

    int uid() {
        return uid;
    }

    String caption() {
        return caption;
    }

    int category() {
        return category;
    }

    String categoryCaption() {
        return categoryCaption;
    }

    String activity(int id) {
        return activities.getOrDefault(id, "Other");
    }
}
