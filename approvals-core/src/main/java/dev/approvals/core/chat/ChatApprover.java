package dev.approvals.core.chat;

import dev.approvals.core.work.Workers;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Delivery;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks people on a chat platform: posts the card of a request where the level's groups are asked, answers clicks from the
 * store, and rewrites the cards when votes come, when the request moves on and when it ends, whoever ended it.
 *
 * <p>Nothing that a click or a rewriting needs is kept in memory: it works after a restart, and for messages that another
 * node posted. What the platform does not take is done once it is back: a request that still waits is posted then, once.
 * Thread-safe.
 */
public final class ChatApprover implements Approver, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChatApprover.class);
    private static final long GRACE_SECONDS = 5;

    private final ChatPlatform platform;
    private final ChatSettings settings;
    private final Known known = new Known();
    private final Posting posting;
    private final Rewriting rewriting;
    private final Answers answers;
    private final Threads notes;
    private final Arrears arrears;
    private final ExecutorService workers;
    /** Apart from the others: what is to be posted may have to wait for the platform's pace. */
    private final ExecutorService posts;
    /** Requests whose messages are about to be brought up to date. */
    private final Set<String> queued = ConcurrentHashMap.newKeySet();

    private volatile @Nullable ReviewDesk desk;
    private volatile ReviewDesk.Watch watch = () -> {};

    /**
     * An approver.
     *
     * @param platform where people are; closed with this
     * @param settings how it is set up
     */
    public ChatApprover(ChatPlatform platform, ChatSettings settings) {
        this.platform = platform;
        this.settings = settings;
        Faces faces = new Faces(platform, settings);
        this.posting = new Posting(platform, faces, known);
        this.rewriting = new Rewriting(platform, faces, known);
        this.answers = new Answers(faces, settings);
        this.notes = new Threads(platform, settings.routes(), known);
        this.arrears = new Arrears(settings.clock());
        this.workers = Workers.approver(platform.name() + "-cards");
        this.posts = Workers.approver(platform.name() + "-posts");
    }

    @Override
    public String name() {
        return platform.name();
    }

    @Override
    public void attach(ReviewDesk attached) {
        desk = attached;
        watch = attached.watch(id -> {
            if (known.has(id)) {
                later(id);
            }
        });
        run(this::takeOver);
    }

    /** What was posted before this process began is looked after from now on as if this had posted it. */
    private void takeOver() {
        ReviewDesk to = required();
        to.pending().forEach(request -> lookAfter(request.id(), known.of(request.id(), to)));
    }

    private void lookAfter(String id, List<Messages> messages) {
        messages.forEach(shown -> known.add(id, shown.round(), shown.references()));
    }

    @Override
    public Answer review(ApprovalRequest request) throws IOException, InterruptedException {
        Set<Place> places = settings.routes().places(request.level());
        if (places.isEmpty()) {
            throw new IOException("No place is known in " + name() + " for "
                    + request.level().describe()
                    + ": name one for everybody with ChatRoutes.to(...), or one for each group with group(...)");
        }
        Posting.Posted posted = uninterrupted(request, places);
        int round = request.progress().round();
        if (!posted.missing().isEmpty()) {
            owe(request.id(), Optional.of(new Arrears.Missing(round, posted.missing())));
        }
        if (round > 0) {
            later(request.id());
            run(() -> notes.escalated(request, required()));
        }
        return posted.delivery().orElseThrow(() -> notPosted(request, posted));
    }

    /**
     * Posts on a thread of our own: the gate interrupts this one where a request is over meanwhile, and a message that
     * stands already would be forgotten.
     */
    private Posting.Posted uninterrupted(ApprovalRequest request, Set<Place> places)
            throws IOException, InterruptedException {
        Post post = new Post(request, places);
        try {
            posts.execute(post);
            return post.get();
        } catch (RejectedExecutionException e) {
            throw new IOException("The approver " + name() + " is closed", e);
        } catch (ExecutionException e) {
            throw new IOException("Request " + request.id() + " could not be posted in " + name(), e.getCause());
        } catch (InterruptedException e) {
            post.leave();
            throw e;
        }
    }

    /** One posting of a request. Where nobody waits for it any more, its messages are brought up to date at its end. */
    private final class Post extends FutureTask<Posting.Posted> {

        private final ApprovalRequest request;
        private volatile boolean left;

        Post(ApprovalRequest request, Set<Place> places) {
            super(() -> posting.post(request, places));
            this.request = request;
        }

        @Override
        public void run() {
            super.run();
            if (left) {
                later(request.id());
            }
        }

        void leave() {
            left = true;
            cancel(false); // so that it does not begin any more
            later(request.id());
        }
    }

    private IOException notPosted(ApprovalRequest request, Posting.Posted posted) {
        Exception why = posted.failure().orElseThrow();
        return new IOException(
                "Request " + request.id() + " could not be posted in " + name() + ": " + why.getMessage(), why);
    }

    @Override
    public void reminded(ApprovalRequest request) {
        notes.reminded(request, required());
    }

    @Override
    public void ended(ApprovalRequest request) {
        arrears.forget(request.id());
        // Not on the gate's thread: the platform's pace would keep it from what is to be posted next.
        run(() -> bringUpToDate(request.id(), Optional.of(request)));
    }

    /**
     * Takes a click, of whatever message and node. Waits for the store and not for the platform: cards are rewritten later,
     * on other threads.
     *
     * @param click the click, of a person whom the platform has authenticated
     * @return the answer for whoever clicked
     */
    public ClickAnswer take(Click click) {
        try {
            return answers.to(click, required());
        } catch (RuntimeException e) {
            LOG.error(
                    "A click on request {} could not be taken", click.binding().requestId(), e);
            return Answers.refused(
                    "Not counted: your click could not be checked. Try again, or tell an administrator.");
        } finally {
            run(() -> clicked(click));
        }
    }

    /** A message that nobody knows of was posted by a process that died before it could say so. */
    private void clicked(Click click) {
        String id = click.binding().requestId();
        ReviewDesk to = required();
        if (to.find(id).isPresent()) {
            List<Messages> all = known.of(id, to);
            lookAfter(id, all);
            // A platform may know less of a message from a click than from posting it.
            boolean isKnown = all.stream()
                    .flatMap(messages -> messages.references().stream())
                    .anyMatch(reference -> reference.startsWith(click.reference()));
            if (!isKnown && Messages.isReference(click.reference())) {
                known.add(id, click.binding().round(), List.of(click.reference()));
            }
            later(id);
        }
    }

    private ReviewDesk required() {
        ReviewDesk to = desk;
        if (to == null) {
            throw new IllegalStateException("The approver " + name() + " belongs to no gate yet: give it to"
                    + " Approvals.builder().approver(...) before clicks come");
        }
        return to;
    }

    /** Brings the messages of a request up to date on another thread; many wishes at once are one. */
    private void later(String id) {
        if (queued.add(id)) {
            run(() -> {
                queued.remove(id);
                bringUpToDate(id, Optional.empty());
            });
        }
    }

    private void bringUpToDate(String id, Optional<ApprovalRequest> told) {
        if (!rewriting.upToDate(required(), id, told)) {
            owe(id, Optional.empty());
        }
    }

    private void owe(String id, Optional<Arrears.Missing> post) {
        arrears.owe(id, new Arrears.Debt(post, 0), this::wake);
    }

    private void wake() {
        run(() -> arrears.pay(this::pay, this::wake));
    }

    private Optional<Arrears.Debt> pay(String id, Arrears.Debt debt) {
        try {
            Optional<Arrears.Missing> left = debt.post().flatMap(missing -> postLate(id, missing));
            boolean done = left.isEmpty() && rewriting.upToDate(required(), id, Optional.empty());
            return done ? Optional.empty() : Optional.of(new Arrears.Debt(left, debt.tries()));
        } catch (RuntimeException e) {
            LOG.warn("Request {} could not be read; what chat is owed of it is tried again", id, e);
            return Optional.of(debt);
        }
    }

    /** Posts what was not posted, if the request still waits in that round; tells what is still missing. */
    private Optional<Arrears.Missing> postLate(String id, Arrears.Missing missing) {
        ReviewDesk to = required();
        Optional<ApprovalRequest> waits = to.find(id)
                .filter(request -> request.progress().status() == RequestStatus.PENDING
                        && request.progress().round() == missing.round());
        if (waits.isEmpty()) {
            return Optional.empty();
        }
        boolean unseen = known.of(id, to).stream().noneMatch(messages -> messages.round() == missing.round());
        Posting.Posted posted = posting.post(waits.get(), missing.places());
        Set<Place> still = posted.missing();
        if (posted.delivery().isEmpty() || (still.size() == missing.places().size() && !still.isEmpty())) {
            return Optional.of(missing);
        }
        if (unseen && missing.round() > 0) {
            run(() -> notes.callUpon(waits.get(), to));
        }
        boolean told = tell(to, id, missing.round(), posted.delivery().get());
        return told && still.isEmpty() ? Optional.empty() : Optional.of(new Arrears.Missing(missing.round(), still));
    }

    /** False where the store did not take it: what is posted stands, and is told again later. */
    private static boolean tell(ReviewDesk to, String id, int round, Delivery delivery) {
        try {
            to.deliver(id, round, delivery);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("That request {} is shown could not be recorded; it is tried again", id, e);
            return false;
        }
    }

    private void run(Runnable task) {
        try {
            workers.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.warn("The approver {} failed on news of a request", name(), e);
                }
            });
        } catch (RejectedExecutionException e) {
            // Closed: whoever takes over finds the messages in the store.
            LOG.debug("The approver {} was closed before news of a request reached it", name());
        }
    }

    /** Ends what goes on, for a few seconds: cards that tell how their requests ended; then releases the platform. */
    @Override
    public void close() {
        watch.close();
        arrears.close();
        posts.shutdown();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        platform.close();
    }
}
