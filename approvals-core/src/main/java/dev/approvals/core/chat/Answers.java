package dev.approvals.core.chat;

import dev.approvals.core.render.Row;
import dev.approvals.core.render.Topic;
import dev.approvals.core.text.VisibleText;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers clicks, from the store alone. */
final class Answers {

    private static final int MOST = 1_500;

    private final Faces faces;
    private final ChatSettings settings;

    Answers(Faces faces, ChatSettings settings) {
        this.faces = faces;
        this.settings = settings;
    }

    ClickAnswer to(Click click, ReviewDesk desk) {
        if (click.comment().length() > Decision.COMMENT_LIMIT) {
            return refused("Not counted: your words have " + click.comment().length() + " characters, at most "
                    + Decision.COMMENT_LIMIT + " are taken. Shorten them and try again.");
        }
        Optional<String> unoffered = desk.find(click.binding().requestId())
                .filter(request -> isCurrent(request, click.binding()))
                .flatMap(request -> notOffered(request, click));
        return unoffered.map(Answers::refused).orElseGet(() -> decide(click, desk));
    }

    private static boolean isCurrent(ApprovalRequest request, Binding shown) {
        return request.progress().status() == RequestStatus.PENDING
                && Binding.of(request).equals(shown);
    }

    /** What no button offers was not clicked on our card, or the card has changed since. */
    private Optional<String> notOffered(ApprovalRequest request, Click click) {
        List<Offer> offers = faces.now(request).offers().stream()
                .filter(offer -> offer.kind() == click.kind())
                .toList();
        if (offers.isEmpty()) {
            return Optional.of("Not counted: this cannot be decided so in chat. "
                    + settings.link(request.id())
                            .map(link -> "Open it in the inbox: " + link)
                            .orElse("Decide where the request is shown whole."));
        }
        boolean unsaid = click.comment().isBlank()
                && offers.stream().allMatch(offer -> offer.comment() == Offer.Comment.REQUIRED);
        return unsaid ? Optional.of("Not counted: say why, in a few words, and try again.") : Optional.empty();
    }

    private ClickAnswer decide(Click click, ReviewDesk desk) {
        Binding binding = click.binding();
        Receipt receipt = desk.decide(new Decision(
                binding.requestId(),
                binding.round(),
                binding.digest(),
                click.kind(),
                click.reviewer(),
                click.comment()));
        return receipt.counted()
                ? new ClickAnswer(true, visible(receipt.message()))
                : refused("Not counted: " + receipt.message() + howItEnded(binding.requestId(), desk));
    }

    /** For whoever came too late: what became of it, by whom and when. */
    private String howItEnded(String id, ReviewDesk desk) {
        return desk.find(id)
                .map(faces::card)
                .flatMap(card -> card.section(Topic.OUTCOME))
                .map(outcome -> outcome.rows().stream()
                        .map(Answers::told)
                        .collect(Collectors.joining("; ", " It stands so: ", ".")))
                .orElse("");
    }

    private static String told(Row row) {
        return row.label().equals("now") || row.label().isEmpty() ? row.text() : row.label() + " " + row.text();
    }

    static ClickAnswer refused(String text) {
        return new ClickAnswer(false, visible(text));
    }

    private static String visible(String text) {
        return VisibleText.cut(text, MOST).told();
    }
}
