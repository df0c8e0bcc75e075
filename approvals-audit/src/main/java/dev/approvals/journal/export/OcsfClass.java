package dev.approvals.journal.export;

/** The event classes of OCSF that a journal's events belong to, with those of their activities that occur. */
enum OcsfClass {
    /** What a later version tells. */
    BASE_EVENT(0, "Base Event", 0, "Uncategorized"),

    /** A call of a tool. */
    API_ACTIVITY(6003, "API Activity", 6, "Application Activity"),

    /** A request, a policy, a gate or a journal. */
    ENTITY_MANAGEMENT(3004, "Entity Management", 3, "Identity & Access Management"),

    /** What an agent may do from now on, or no longer. */
    USER_ACCESS(3005, "User Access Management", 3, "Identity & Access Management");

    /** The activity of a class that the schema does not name. */
    static final int OTHER = 99;

    private final int uid;
    private final String caption;
    private final int category;
    private final String categoryCaption;

    OcsfClass(int uid, String caption, int category, String categoryCaption) {
        this.uid = uid;
        this.caption = caption;
        this.category = category;
        this.categoryCaption = categoryCaption;
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

    /** What one of the class's numbers of activities means. */
    String activity(int id) {
        return switch (this) {
            case ENTITY_MANAGEMENT -> entityActivity(id);
            case USER_ACCESS -> id == 1 ? "Assign Privileges" : id == 2 ? "Revoke Privileges" : "Other";
            case BASE_EVENT, API_ACTIVITY -> "Other";
        };
    }

    private static String entityActivity(int id) {
        return switch (id) {
            case 1 -> "Create";
            case 2 -> "Read";
            case 3 -> "Update";
            case 4 -> "Delete";
            case 8 -> "Enable";
            case 10 -> "Activate";
            case 11 -> "Deactivate";
            case 12 -> "Suspend";
            case 13 -> "Resume";
            default -> "Other";
        };
    }
}
