package dev.approvals.core.directory;

import dev.approvals.review.Directory;

/** Directories that need no set-up. */
public final class Directories {

    private Directories() {}

    /**
     * The directory of a gate that was given none: every account but an agent's is a person of its own, in no group.
     * Nobody's aliases are known to it, and a request that asks for a group can be approved by nobody.
     *
     * @return the directory; a person's id is the account, such as {@code local:alice}
     */
    public static Directory open() {
        return OpenDirectory.INSTANCE;
    }
}
