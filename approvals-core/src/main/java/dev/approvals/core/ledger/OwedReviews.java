package dev.approvals.core.ledger;

import dev.approvals.audit.AuditEvent;
import dev.approvals.core.lifecycle.Owed;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.request.OwedJson;
import dev.approvals.review.OwedReview;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Vote;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The reviews that are owed because somebody broke the glass. Thread-safe. */
public final class OwedReviews {

    private final Shelf<Owed, Owed.State> rows;
    private final Requests requests;
    private final String realm;

    public OwedReviews(Place place, Requests requests) {
        this.rows = new Shelf<>(place, new OwedForm(place, requests));
        this.requests = requests;
        this.realm = place.realm();
    }

    /** How owed reviews are written and read. */
    private record OwedForm(Place place, Requests requests) implements Shelf.Form<Owed, Owed.State> {

        @Override
        public StoredRow.Kind kind() {
            return StoredRow.Kind.REVIEW;
        }

        @Override
        public String write(Owed file) {
            return OwedJson.write(file);
        }

        @Override
        public Owed readFile(String json) {
            return OwedJson.read(json);
        }

        @Override
        public String writeState(Owed.State state) {
            return OwedJson.write(state);
        }

        @Override
        public Owed.State readState(String json) {
            return OwedJson.readState(json);
        }

        @Override
        public boolean ended(Owed.State state) {
            return state.ended();
        }

        @Override
        public Optional<Instant> dueAt(Owed file, Owed.State state) {
            return Optional.empty();
        }

        @Override
        public AuditEvent.Origin origin(Owed file) {
            String tool = requests.find(file.review().requestId())
                    .map(request -> request.file().call().tool().name())
                    .orElse("");
            return new AuditEvent.Origin(place.realm(), place.mode(), tool, file.requester());
        }
    }

    /** Whether a note stands for a review that is owed. */
    private enum Standing {
        OWED,
        /** The decision may be on its way. */
        PERHAPS,
        NOT
    }

    /**
     * A note that a person is about to break the glass.
     *
     * @param others how many reviews that person owes beside this one, or is about to
     * @param takeBack takes the note back, where the decision does not count
     */
    public record Note(int others, Runnable takeBack) {}

    /** Notes that a person is about to break the glass: first, so that who does it often at the same time is found out. */
    public Note owe(Owed owed) {
        String person = owed.review().person();
        String id = Ids.random();
        rows.create(id, person, owed, Owed.State.OPEN, Optional.empty());
        long others = rows.open(person).stream()
                .filter(entry -> !entry.id().equals(id))
                .filter(entry -> standing(entry) != Standing.NOT)
                .count();
        return new Note((int) others, () -> rows.find(id).ifPresent(rows::drop));
    }

    /** {@return what is owed, oldest first} */
    public List<OwedReview> open() {
        return rows.open("").stream()
                .filter(entry -> entry.file().isOf(realm))
                .filter(entry -> standing(entry) == Standing.OWED)
                .map(entry -> entry.file().review())
                .toList();
    }

    /** A note that was left behind by a process that died before the decision counted is taken away. */
    private Standing standing(Shelf.Entry<Owed, Owed.State> entry) {
        OwedReview review = entry.file().review();
        Optional<Requests.Request> request = requests.find(review.requestId());
        if (request.isEmpty() || isBroken(request.get(), review.person())) {
            return Standing.OWED;
        }
        if (request.get().state().status() == RequestStatus.PENDING) {
            return Standing.PERHAPS;
        }
        rows.drop(entry);
        return Standing.NOT;
    }

    private static boolean isBroken(Requests.Request request, String person) {
        return request.state()
                .brokenBy()
                .map(Vote::person)
                .filter(person::equals)
                .isPresent();
    }

    /**
     * A person reviews.
     *
     * @return what became of it; empty where no review is owed for that request
     */
    public Optional<Progress<Owed.State>> review(String requestId, Function<Owed, Owed.Review> review) {
        return rows.all().stream()
                .filter(entry -> entry.file().isOf(realm))
                .filter(entry -> entry.file().review().requestId().equals(requestId))
                .filter(entry -> entry.state().ended() || standing(entry) == Standing.OWED)
                .findFirst()
                .flatMap(entry -> rows.apply(
                        entry.id(), (now, at) -> now.file().apply(now.state(), review.apply(now.file()), at)))
                .map(Shelf.Change::progress);
    }
}
