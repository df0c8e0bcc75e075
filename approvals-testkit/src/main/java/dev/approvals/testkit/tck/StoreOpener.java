package dev.approvals.testkit.tck;

import dev.approvals.store.ApprovalStore;

/** Opens a store that outlives its process; with a public class and constructor, so that another process can make one. */
@FunctionalInterface
public interface StoreOpener {

    /**
     * Opens the store at a place.
     *
     * @param place where: a file, an address, whatever the store needs
     * @return the store with the rows that are there
     * @throws Exception if it cannot be opened
     */
    ApprovalStore open(String place) throws Exception;
}
