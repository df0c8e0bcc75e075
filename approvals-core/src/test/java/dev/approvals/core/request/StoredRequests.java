package dev.approvals.core.request;

import dev.approvals.audit.AuditSink;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Digests;
import dev.approvals.core.capture.Masking;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.Renderers;
import dev.approvals.core.lifecycle.Denials;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.GrantState;
import dev.approvals.core.lifecycle.GrantTerms;
import dev.approvals.core.lifecycle.Holder;
import dev.approvals.core.lifecycle.Owed;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Seats;
import dev.approvals.review.Briefing;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Impact;
import dev.approvals.review.OwedReview;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Random requests as they are stored; the same for one seed. */
final class StoredRequests {

    private static final String ALPHABET = "ab \\\"\n\u0000\u0301é\u202E{}[]:,漢\uD83D\uDE00\uFFFD\uDE00";

    private final Random random;

    StoredRequests(long seed) {
        random = new Random(seed);
    }

    RequestState state() {
        return new RequestState(
                pick(RequestStatus.values()),
                new RequestState.Asking(
                        random.nextInt(3),
                        random.nextInt(3),
                        instant(),
                        random.nextInt(3),
                        Set.copyOf(some(this::text))),
                some(this::vote),
                map(() -> new RequestState.Shown(delivery(), instant())),
                new Holder(
                        text(),
                        new Holder.Handover(random.nextBoolean(), random.nextBoolean(), random.nextBoolean()),
                        new Holder.Execution(text(), random.nextInt(9))),
                maybe(this::instant),
                maybe(this::ending));
    }

    /** A request with an argument that only the tool may see. */
    RequestFile file() {
        return file(tool().sensitive("amount", BigDecimal.class).build(), amount());
    }

    /** A request whose arguments everybody may see who sees the request. */
    RequestFile openFile() {
        return file(tool().parameter("amount", BigDecimal.class).build(), amount());
    }

    /** A request with a certain text that only the tool may see. */
    RequestFile fileWith(String secret) {
        return file(tool().sensitive("token", String.class).build(), secret);
    }

    private BigDecimal amount() {
        return new BigDecimal(random.nextLong()).movePointLeft(3);
    }

    private ToolSpec.Builder tool() {
        return ToolSpec.named("tool")
                .method("com.example.Tools", "tool(String,int)")
                .parameter("text", String.class)
                .parameter("rows", int.class)
                .parameter("open", Object.class)
                .reason("why")
                .summary(word())
                .risk(pick(Risk.values()))
                .reviewers("dba", "security")
                .quorum(1 + random.nextInt(3))
                .runLater(random.nextBoolean())
                .idempotent(random.nextBoolean())
                .inboxOnly(random.nextBoolean());
    }

    private RequestFile file(ToolSpec tool, Object last) {
        Capture capture = Capture.of(tool, Renderers.none());
        Payload payload = capture.freeze(text(), random.nextInt(), some(this::text), text(), last);
        Payload shown = Masking.standard().mask(payload);
        Requester requester = requester();
        byte[] salt = new byte[Digests.SALT_BYTES];
        random.nextBytes(salt);
        CallFacts facts =
                new CallFacts("request-" + random.nextInt(), tool, requester, text(), map(this::text), instant());
        String digest = Digests.binding(salt, facts.header(), payload);
        String summary = text();
        return new RequestFile(
                new FrozenCall(facts, shown, capture.arguments(shown), () -> digest, () -> summary),
                payload,
                HexFormat.of().formatHex(salt),
                new Terms(facts.id(), digest, requester, plan(), instant(), tool, random.nextLong()),
                new RequestFile.Rule(text(), text(), text()),
                pick(Mode.values()),
                briefing());
    }

    GrantFile grant() {
        GrantTerms.Given given = new GrantTerms.Given(text(), plan(), random.nextInt(3), some(this::vote), instant());
        return new GrantFile(
                new GrantTerms(text(), requester(), given, scope(), random.nextLong()),
                text(),
                text(),
                text(),
                text(),
                text());
    }

    GrantState grantState() {
        return new GrantState(random.nextInt(9), instant(), maybe(this::ending));
    }

    Owed owed() {
        return new Owed(
                new OwedReview(text(), text(), text(), instant()), requester(), plan(), random.nextInt(3), text());
    }

    Owed.State owedState() {
        return new Owed.State(maybe(() -> new Owed.Reviewed(reviewer(), text(), text(), instant())));
    }

    Denials denials() {
        return new Denials(some(this::instant), maybe(this::instant));
    }

    private Requester requester() {
        return new Requester(
                Principal.agent(word()), maybe(this::principal), some(this::principal), text(), text(), text());
    }

    private ReviewPlan plan() {
        return new ReviewPlan(
                some(() -> new Level(List.of(new Seats(1 + random.nextInt(3), Set.copyOf(some(this::word)))))),
                new ReviewPlan.Timing(
                        maybe(this::duration), maybe(this::duration), maybe(this::duration), maybe(this::duration)),
                new ReviewPlan.Demands(
                        pick(Assurance.values()), random.nextBoolean(), random.nextBoolean(), duration()),
                new ReviewPlan.Permits(
                        random.nextBoolean(),
                        random.nextBoolean(),
                        maybe(this::scope),
                        Set.copyOf(some(this::word)),
                        random.nextBoolean()));
    }

    private Duration duration() {
        return Duration.ofNanos(1 + random.nextInt(1_000_000_000));
    }

    private Scope scope() {
        return new Scope(Set.copyOf(some(this::word)), 1 + random.nextInt(9), duration(), duration());
    }

    private Briefing briefing() {
        return new Briefing(
                new Impact(some(() -> new Impact.Effect(text(), maybe(this::text), text()))),
                maybe(this::text),
                some(() -> new Briefing.PastCall(maybe(this::instant), text(), text())),
                maybe(this::text),
                maybe(() -> new AuditSink.Head(random.nextInt(9), text())));
    }

    private Vote vote() {
        Decision.Kind kind = pick(Decision.Kind.values());
        Decision decision = new Decision(
                text(),
                random.nextInt(3),
                text(),
                kind,
                reviewer(),
                text(),
                kind == Decision.Kind.APPROVE ? maybe(this::scope) : Optional.empty());
        return new Vote(decision, text(), instant());
    }

    private Reviewer reviewer() {
        return new Reviewer(principal(), pick(Assurance.values()), text());
    }

    private Delivery delivery() {
        return new Delivery(text(), text(), random.nextBoolean());
    }

    private Ending ending() {
        Ending how = switch (random.nextInt(4)) {
            case 0 -> Ending.refused(RefusalCode.EXPIRED, text());
            case 1 -> Ending.returned(text());
            case 2 -> Ending.threw(text(), text());
            default -> Ending.LOST;
        };
        return new Ending(how.kind(), how.code(), how.text(), how.result(), maybe(this::instant));
    }

    private Principal principal() {
        return new Principal(word(), word());
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private String word() {
        return "w" + random.nextInt(1_000);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        // The last one is half a character.
        int[] points = ALPHABET.codePoints().toArray();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value.get());
    }

    private <T> List<T> some(Supplier<T> value) {
        List<T> some = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            some.add(value.get());
        }
        return some;
    }

    private <T> Map<String, T> map(Supplier<T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        // Names are the host's, never a model's: JSON parsers take no half of a character in them.
        some(this::text).forEach(name -> map.put(name.replaceAll("\\p{Cs}", ""), value.get()));
        return map;
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
