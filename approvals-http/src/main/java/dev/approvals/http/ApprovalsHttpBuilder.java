package dev.approvals.http;

import dev.approvals.core.directory.Directories;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.http.api.Reception;
import dev.approvals.http.api.Visibility;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.live.Live;
import dev.approvals.http.servlet.Bounds;
import dev.approvals.review.Directory;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the parts of an {@link ApprovalsHttp}; not thread-safe. */
public final class ApprovalsHttpBuilder {

    Directory directory = Directories.open();
    Visibility visibility = Visibility.concerned();
    Timekeeper clock = Timekeeper.system();
    Bounds bounds = Bounds.USUAL;
    Live.Limits viewers = new Live.Limits(1_000, 256, Duration.ofSeconds(15));
    String realm = "default";
    int perMinute = 6_000;
    Handler page = request -> {
        throw Problem.of(404, "NO_SUCH_ROUTE", "There is nothing at this address")
                .toException();
    };

    @Nullable
    Reception reception;

    ApprovalsHttpBuilder() {}

    Reception reception() {
        if (reception == null) {
            throw new IllegalStateException(
                    "Nobody could sign in: say who sends a request, with ApprovalsHttp.builder().reception(...)");
        }
        return reception;
    }

    /**
     * Sets who says who sent a request.
     *
     * @param who refuses strangers
     * @return this
     */
    public ApprovalsHttpBuilder reception(Reception who) {
        reception = Objects.requireNonNull(who, "who");
        return this;
    }

    /**
     * Sets who is who: the directory that the gate has. The default takes every account for a person of its own.
     *
     * @param people the directory
     * @return this
     */
    public ApprovalsHttpBuilder directory(Directory people) {
        directory = Objects.requireNonNull(people, "people");
        return this;
    }

    /**
     * Sets who sees which requests. The default lets people see what they are asked about or have decided on.
     *
     * @param rule the rule
     * @return this
     */
    public ApprovalsHttpBuilder visibility(Visibility rule) {
        visibility = Objects.requireNonNull(rule, "rule");
        return this;
    }

    /**
     * Names the deployment whose requests are shown; the same as the gate's.
     *
     * @param name the realm; without this, {@code default}
     * @return this
     */
    public ApprovalsHttpBuilder realm(String name) {
        realm = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Sets the clock, by which rates are kept and signs of life are sent. The default is the system's.
     *
     * @param timekeeper the clock
     * @return this
     */
    public ApprovalsHttpBuilder clock(Timekeeper timekeeper) {
        clock = Objects.requireNonNull(timekeeper, "timekeeper");
        return this;
    }

    /**
     * Sets how large and how slow requests may be.
     *
     * @param limits the bounds
     * @return this
     */
    public ApprovalsHttpBuilder bounds(Bounds limits) {
        bounds = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Sets how many may look on while things change, and how.
     *
     * @param limits how many and how
     * @return this
     */
    public ApprovalsHttpBuilder viewers(Live.Limits limits) {
        viewers = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Sets how many requests of one address are taken in a minute.
     *
     * @param count at least 1; without this, 6,000
     * @return this
     */
    public ApprovalsHttpBuilder requestsAMinuteAtMost(int count) {
        perMinute = count;
        return this;
    }

    /**
     * Sets what answers beside the API, in place of the inbox's page.
     *
     * @param handler the page
     * @return this
     */
    public ApprovalsHttpBuilder page(Handler handler) {
        page = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Builds it; the builder may be used again.
     *
     * @return the API and inbox, to be closed by the host
     * @throws IllegalStateException if nobody could sign in
     */
    public ApprovalsHttp build() {
        return new ApprovalsHttp(this);
    }
}
