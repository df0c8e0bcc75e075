package dev.approvals.http.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.Row;
import dev.approvals.core.render.Section;
import dev.approvals.core.render.Topic;
import dev.approvals.http.exchange.Json;
import dev.approvals.review.ApprovalRequest;
import java.util.List;

/** The card of a request, as every channel shows it, with room for all of it. */
public final class CardView {

    /** Room for arguments of several megabytes; what is larger is partial here, too. */
    private static final CardLimits WIDE = new CardLimits(16 * 1024 * 1024, 1_000_000, 20_000, 500);

    private CardView() {}

    /**
     * The card of a request, with room for all of it.
     *
     * @param request the request
     * @return the card
     */
    public static Card whole(ApprovalRequest request) {
        return Card.of(request, WIDE);
    }

    /**
     * What a hurried reader might overlook, from what fits on a screen.
     *
     * @param request the request
     * @return the warnings
     */
    public static List<String> flags(ApprovalRequest request) {
        Card card = Card.of(request, CardLimits.standard());
        return card.section(Topic.WARNINGS).stream()
                .flatMap(section -> section.rows().stream())
                // Here nobody approves: that this small card is not whole is not to be said.
                .skip(card.whole() ? 0 : 1)
                .map(Row::text)
                .toList();
    }

    static ObjectNode of(Card card) {
        ObjectNode json = Json.object()
                .put("title", card.title())
                .put("stamp", card.stamp())
                .put("whole", card.whole())
                .put("digest", card.digest());
        ArrayNode sections = json.putArray("sections");
        card.sections().forEach(section -> sections.add(section(section)));
        return json;
    }

    private static ObjectNode section(Section section) {
        ObjectNode json = Json.object()
                .put("topic", Words.lower(section.topic()))
                .put("title", section.topic().title())
                .put("claimed", section.topic().claimed());
        ArrayNode rows = json.putArray("rows");
        for (Row row : section.rows()) {
            ObjectNode one = rows.addObject()
                    .put("depth", row.depth())
                    .put("label", row.label())
                    .put("text", row.text());
            if (!row.block().isEmpty()) {
                row.block().forEach(one.putArray("block")::add);
            }
        }
        return json;
    }
}
