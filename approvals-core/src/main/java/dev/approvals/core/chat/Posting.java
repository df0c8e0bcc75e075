package dev.approvals.core.chat;

import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts the card of a request in places, as far as the platform takes it. */
final class Posting {

    private static final Logger LOG = LoggerFactory.getLogger(Posting.class);

    private final ChatPlatform platform;
    private final Faces faces;
    private final Known known;

    Posting(ChatPlatform platform, Faces faces, Known known) {
        this.platform = platform;
        this.faces = faces;
        this.known = known;
    }

    /**
     * What became of a posting.
     *
     * @param delivery what is shown of this round now, in all places; empty where it is shown in none
     * @param missing the places that it could not be posted in
     * @param failure why not, the first time
     */
    record Posted(Optional<Delivery> delivery, Set<Place> missing, Optional<Exception> failure) {}

    /** Posts a request in places; a place that does not take it keeps it from no other. */
    Posted post(ApprovalRequest request, Set<Place> places) {
        ChatCard card = faces.now(request);
        List<String> references = new ArrayList<>();
        Set<Place> missing = new LinkedHashSet<>();
        Optional<Exception> failure = Optional.empty();
        for (Place place : places) {
            try {
                references.add(post(place, card));
            } catch (IOException | RuntimeException e) {
                LOG.debug("Request {} could not be posted in {}", request.id(), place, e);
                missing.add(place);
                failure = failure.or(() -> Optional.of(e));
            }
        }
        return new Posted(delivery(request, card, references), missing, failure);
    }

    private String post(Place place, ChatCard card) throws IOException {
        String reference = platform.post(place, card);
        if (!Messages.isReference(reference)) {
            throw new IOException("The platform " + platform.name() + " named a message \"" + reference
                    + "\"; a reference is visible ASCII without spaces, 200 characters at most");
        }
        known.shows(reference, card);
        return reference;
    }

    private Optional<Delivery> delivery(ApprovalRequest request, ChatCard card, List<String> references) {
        int round = request.progress().round();
        Messages shown = known.add(request.id(), round, references);
        return shown.references().isEmpty()
                ? Optional.empty()
                : Optional.of(new Delivery(shown.text(), card.card().digest(), showsAll(request, card)));
    }

    private static boolean showsAll(ApprovalRequest request, ChatCard card) {
        return card.card().whole() && Offers.knowsWell(request);
    }
}
