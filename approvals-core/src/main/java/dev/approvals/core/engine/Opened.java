package dev.approvals.core.engine;

import dev.approvals.core.ledger.Requests;
import dev.approvals.core.request.RequestFile;

/**
 * What a caller keeps of the request that it waits for: what never changes. The rest is read when it is needed, for a
 * caller may wait for days, and many may wait.
 *
 * @param file what people decide about
 * @param node the process in which the call was made
 */
record Opened(RequestFile file, String node) {

    static Opened of(Requests.Request request) {
        return new Opened(request.file(), request.state().holder().node());
    }

    String id() {
        return file.id();
    }
}
