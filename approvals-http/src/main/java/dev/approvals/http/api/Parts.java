package dev.approvals.http.api;

import dev.approvals.core.time.Timekeeper;
import dev.approvals.http.live.Inbox;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the reviewers' API is made of.
 *
 * @param reception says who sent a request
 * @param inbox the approver that has the desk
 * @param visibility who sees which requests
 * @param clock the time
 * @param journal the folder of the audit journal, where there is one to be read
 */
public record Parts(
        Reception reception, Inbox inbox, Visibility visibility, Timekeeper clock, Optional<Path> journal) {}
