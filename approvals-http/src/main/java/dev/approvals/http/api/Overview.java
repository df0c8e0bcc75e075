package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.text.VisibleText;
import dev.approvals.http.exchange.Json;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Vote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How requests of the last days were decided, and how long people took. */
final class Overview {

    private static final List<Duration> BUCKETS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofDays(1));
    private static final int NAMES = 30;

    private final List<Seen> all;

    private Overview(List<Seen> all) {
        this.all = all;
    }

    private enum End {
        APPROVED,
        DENIED,
        EXPIRED,
        OTHER
    }

    /** One request: of which tool, how it was decided, when, and by whom. */
    private record Seen(String tool, End end, Instant askedAt, List<Vote> votes) {

        static Seen of(ApprovalRequest request) {
            List<Vote> votes = request.progress().votes().stream()
                    .filter(vote -> vote.decision().requestId().equals(request.id()))
                    .toList();
            return new Seen(
                    request.call().tool().name(),
                    end(request, votes),
                    request.call().at(),
                    votes);
        }

        private static End end(ApprovalRequest request, List<Vote> votes) {
            RefusalCode code = request.progress()
                    .outcome()
                    .filter(outcome -> outcome instanceof Outcome.Refused)
                    .map(outcome -> ((Outcome.Refused) outcome).code())
                    .orElse(RefusalCode.CANCELLED);
            if (code.equals(RefusalCode.DENIED_BY_REVIEWER)) {
                return End.DENIED;
            }
            if (code.equals(RefusalCode.EXPIRED)) {
                return End.EXPIRED;
            }
            boolean decided = request.progress()
                            .outcome()
                            .filter(outcome -> !(outcome instanceof Outcome.Refused))
                            .isPresent()
                    || request.progress().status() != RequestStatus.ENDED
                    || code.equals(RefusalCode.LAPSED)
                    || code.equals(RefusalCode.REVOKED);
            return decided && !votes.isEmpty() ? End.APPROVED : End.OTHER;
        }

        boolean decided() {
            return end == End.APPROVED || end == End.DENIED;
        }

        Instant decidedAt() {
            return votes.stream().map(Vote::at).max(Comparator.naturalOrder()).orElse(askedAt);
        }

        Duration took() {
            return Duration.between(askedAt, decidedAt());
        }
    }

    /** The figures of these requests; those that nobody has decided yet must not be among them. */
    static ObjectNode of(List<ApprovalRequest> requests) {
        return new Overview(requests.stream().map(Seen::of).toList()).json();
    }

    private ObjectNode json() {
        List<Seen> decided = all.stream().filter(Seen::decided).toList();
        long approved = count(all, End.APPROVED);
        ObjectNode json = Json.object()
                .put("decided", decided.size())
                .put("approved", approved)
                .put("denied", count(all, End.DENIED))
                .put("expired", count(all, End.EXPIRED));
        if (!decided.isEmpty()) {
            json.put("approveRate", (double) approved / decided.size());
        }
        json.set("timeToReview", times(decided));
        json.set("trend", trend(decided));
        json.set("tools", tools());
        json.set("people", people());
        return json;
    }

    private static long count(List<Seen> seen, End end) {
        return seen.stream().filter(one -> one.end() == end).count();
    }

    private static ObjectNode times(List<Seen> decided) {
        List<Duration> times = decided.stream().map(Seen::took).sorted().toList();
        ObjectNode json = Json.object();
        for (int percent : new int[] {50, 90, 99}) {
            if (!times.isEmpty()) {
                json.put("p" + percent, percentile(times, percent));
            }
        }
        ArrayNode buckets = json.putArray("buckets");
        Duration above = Duration.ofNanos(-1);
        for (Duration upTo : BUCKETS) {
            Duration from = above;
            buckets.addObject()
                    .put("upTo", upTo.toString())
                    .put(
                            "count",
                            times.stream()
                                    .filter(t -> t.compareTo(from) > 0 && t.compareTo(upTo) <= 0)
                                    .count());
            above = upTo;
        }
        Duration last = above;
        buckets.addObject()
                .put("count", times.stream().filter(t -> t.compareTo(last) > 0).count());
        return json;
    }

    private static String percentile(List<Duration> sorted, int percent) {
        int at = (int) Math.ceil(sorted.size() * percent / 100.0) - 1;
        return sorted.get(Math.max(0, at)).toString();
    }

    private static String median(List<Duration> times) {
        return percentile(times.stream().sorted().toList(), 50);
    }

    private static ArrayNode trend(List<Seen> decided) {
        Map<String, List<Duration>> days = decided.stream()
                .collect(Collectors.groupingBy(
                        seen -> seen.decidedAt()
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString(),
                        TreeMap::new,
                        Collectors.mapping(Seen::took, Collectors.toList())));
        ArrayNode json = Json.array();
        days.forEach((day, times) ->
                json.addObject().put("day", day).put("decided", times.size()).put("p50", median(times)));
        return json;
    }

    private ArrayNode tools() {
        ArrayNode json = Json.array();
        busiest(all.stream().collect(Collectors.groupingBy(Seen::tool))).forEach(entry -> {
            List<Seen> seen = entry.getValue();
            ObjectNode one = json.addObject()
                    .put("tool", VisibleText.escape(entry.getKey()))
                    .put("asked", seen.size())
                    .put("approved", count(seen, End.APPROVED))
                    .put("denied", count(seen, End.DENIED));
            List<Duration> times =
                    seen.stream().filter(Seen::decided).map(Seen::took).toList();
            if (!times.isEmpty()) {
                one.put("p50", median(times));
            }
        });
        return json;
    }

    private ArrayNode people() {
        Map<String, List<Duration>> times = new TreeMap<>();
        for (Seen seen : all) {
            seen.votes().stream()
                    .filter(vote -> vote.decision().kind() != Decision.Kind.ESCALATE)
                    .forEach(vote -> times.computeIfAbsent(vote.person(), any -> new ArrayList<>())
                            .add(Duration.between(seen.askedAt(), vote.at())));
        }
        ArrayNode json = Json.array();
        busiest(times)
                .forEach(entry -> json.addObject()
                        .put("person", VisibleText.escape(entry.getKey()))
                        .put("decided", entry.getValue().size())
                        .put("p50", median(entry.getValue())));
        return json;
    }

    private static <T> List<Map.Entry<String, List<T>>> busiest(Map<String, List<T>> groups) {
        Function<Map.Entry<String, List<T>>, Integer> size =
                entry -> entry.getValue().size();
        return groups.entrySet().stream()
                .sorted(Comparator.comparing(size).reversed().thenComparing(Map.Entry::getKey))
                .limit(NAMES)
                .toList();
    }
}
