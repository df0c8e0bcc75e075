package dev.approvals.http.api;

import dev.approvals.core.time.Timekeeper;
import dev.approvals.http.live.Inbox;
import dev.approvals.http.live.Live;
import dev.approvals.review.Directory;

/**
 * What the reviewers' API is made of.
 *
 * @param reception says who sent a request
 * @param inbox the approver that has the desk
 * @param directory who is who
 * @param visibility who sees which requests
 * @param live tells what changes
 * @param clock the time
 */
public record Parts(
        Reception reception, Inbox inbox, Directory directory, Visibility visibility, Live live, Timekeeper clock) {}
