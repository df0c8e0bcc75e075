package dev.approvals.benchmarks;

import dev.approvals.tool.RequiresApproval;

/** The tool that everybody wraps. What it does costs next to nothing, so that what is measured is the wrapping. */
interface Shelf {

    /** Not annotated: passes. */
    String title(String room, String id);

    /** Gated; what is asked about is told by its two texts. */
    @RequiresApproval("Take {id} out of {room}")
    String take(String room, String id);

    /** The tool itself. */
    class Plain implements Shelf {
        @Override
        public String title(String room, String id) {
            return id;
        }

        @Override
        @RequiresApproval("Take {id} out of {room}")
        public String take(String room, String id) {
            return id;
        }
    }
}
