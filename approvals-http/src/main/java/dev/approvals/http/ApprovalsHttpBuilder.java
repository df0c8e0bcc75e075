package dev.approvals.http;

import dev.approvals.core.directory.Directories;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.http.api.Reception;
import dev.approvals.http.api.Visibility;
import dev.approvals.http.auth.OriginGuard;
import dev.approvals.http.auth.Origins;
import dev.approvals.http.auth.ReviewerAuthenticator;
import dev.approvals.http.auth.StepUp;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.guard.RateLimit;
import dev.approvals.http.live.Live;
import dev.approvals.http.login.SignIn;
import dev.approvals.http.page.Page;
import dev.approvals.http.servlet.Bounds;
import dev.approvals.review.Directory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Collects the parts of an {@link ApprovalsHttp}; not thread-safe. */
public final class ApprovalsHttpBuilder {

    Directory directory = Directories.open();
    Visibility visibility = Visibility.concerned();
    Timekeeper clock = Timekeeper.system();
    Bounds bounds = Bounds.USUAL;
    Live.Limits viewers = new Live.Limits(1_000, 256, Duration.ofSeconds(15));
    int perMinute = 6_000;
    boolean development;
    Handler page = new Page();

    Optional<Path> journal = Optional.empty();
    Optional<StepUp> stepUp = Optional.empty();
    private Optional<OriginGuard> guard = Optional.empty();
    byte[] pageKey = random();
    final Map<String, Handler> rooms = new HashMap<>();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final List<ReviewerAuthenticator> authenticators = new ArrayList<>();

    ApprovalsHttpBuilder() {}

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    Origins origins() {
        if (addresses.isEmpty()) {
            throw new IllegalStateException(
                    "No request could be told from one that a foreign site sends: name the address that"
                            + " people's browsers show, with ApprovalsHttp.builder().address(\"https://approvals.example.com\")");
        }
        return Origins.of(addresses.toArray(String[]::new));
    }

    Reception reception() {
        if (authenticators.isEmpty()) {
            throw new IllegalStateException(
                    "Nobody could sign in: name who reads credentials, with ApprovalsHttp.builder().reviewers(...)");
        }
        return new Reception(
                ReviewerAuthenticator.anyOf(authenticators),
                guard.orElseGet(() -> new OriginGuard(origins(), pageKey)),
                directory,
                stepUp,
                new RateLimit(perMinute, perMinute, clock));
    }

    /**
     * Adds a public address of this server: what browsers show, without a path. Requests to any other are refused.
     *
     * @param origin such as {@code https://approvals.example.com}; plain HTTP only for this machine itself
     * @return this
     */
    public ApprovalsHttpBuilder address(String origin) {
        addresses.add(Objects.requireNonNull(origin, "origin"));
        return this;
    }

    /**
     * Sets how reviewers sign in: public addresses, ways in, what counts as stepped up, and the pages below {@code login}, all
     * at once.
     *
     * @param ways the ways in
     * @return this
     */
    public ApprovalsHttpBuilder signIn(SignIn ways) {
        addresses.clear();
        addresses.addAll(ways.guard().origins().addresses());
        guard = Optional.of(ways.guard());
        stepUp = ways.stepUp();
        development = ways.login().isForDevelopment();
        return reviewers(ways.reviewers()).room("login", ways.login());
    }

    /**
     * Adds a way for reviewers to be known.
     *
     * @param authenticator reads one kind of credential
     * @return this
     */
    public ApprovalsHttpBuilder reviewers(ReviewerAuthenticator authenticator) {
        authenticators.add(Objects.requireNonNull(authenticator, "authenticator"));
        return this;
    }

    /**
     * Sets what counts as a better sign-in, which those are asked for whose decision needs one.
     *
     * @param demand the demand
     * @return this
     */
    public ApprovalsHttpBuilder stepUp(StepUp demand) {
        stepUp = Optional.of(demand);
        return this;
    }

    /**
     * Sets the key of the tokens that tell our own pages from others.
     *
     * @param key 32 random bytes, the same in every process behind one address; without this, random ones
     * @return this
     */
    public ApprovalsHttpBuilder pageKey(byte[] key) {
        pageKey = key.clone();
        return this;
    }

    /**
     * Shows the audit journal beside the requests; needs approvals-audit.
     *
     * @param folder where it is kept; it is only read
     * @return this
     */
    public ApprovalsHttpBuilder journal(Path folder) {
        journal = Optional.of(folder);
        return this;
    }

    /**
     * Adds what answers below a path of its own, such as {@code login}, {@code health} or {@code agents}.
     *
     * @param segment the first segment of the path
     * @param handler who answers; it is handed the whole path
     * @return this
     * @throws IllegalArgumentException if that is the API's own
     */
    public ApprovalsHttpBuilder room(String segment, Handler handler) {
        if (segment.equals("api") || !segment.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("A room is one segment in small letters, and not api; got " + segment);
        }
        rooms.put(segment, Objects.requireNonNull(handler, "handler"));
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
     * Sets how many requests of one address, and of one person, are taken in a minute.
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
     * @throws IllegalStateException if no address or no way to sign in is named
     */
    public ApprovalsHttp build() {
        return new ApprovalsHttp(this);
    }
}
