package dev.approvals.core.chat;

import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.Row;
import dev.approvals.core.render.Section;
import dev.approvals.core.render.TextCard;
import dev.approvals.core.render.Topic;
import dev.approvals.core.text.VisibleText;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request looks like in chat. */
final class Faces {

    private static final int SPILL_WIDTH = 100;
    private static final int MOST_OF_A_LEVEL = 300;

    private final ChatPlatform platform;
    private final ChatSettings settings;

    Faces(ChatPlatform platform, ChatSettings settings) {
        this.platform = platform;
        this.settings = settings;
    }

    /** A request as it is now. */
    ChatCard now(ApprovalRequest request) {
        Card card = card(request);
        boolean pending = request.progress().status() == RequestStatus.PENDING;
        return new ChatCard(
                card,
                Binding.of(request),
                Offers.of(request, card.whole()),
                pending ? settings.link(request.id()) : Optional.empty(),
                pending ? spill(request, card) : "");
    }

    /** What messages of a round show now: of a round that is over, where the request has gone. */
    ChatCard of(ApprovalRequest request, int round) {
        boolean movedOn = request.progress().status() == RequestStatus.PENDING
                && round < request.progress().round();
        return movedOn ? movedOn(request) : now(request);
    }

    Card card(ApprovalRequest request) {
        return request.inboxOnly()
                ? Card.withheld(
                        request, settings.link(request.id()).map(URI::toString).orElse("the inbox"))
                : Card.fitting(request, platform.limits(), platform::fits);
    }

    private static String spill(ApprovalRequest request, Card card) {
        return card.whole() || request.inboxOnly()
                ? ""
                : String.join("\n", TextCard.lines(Card.of(request, CardLimits.standard()), SPILL_WIDTH));
    }

    private ChatCard movedOn(ApprovalRequest request) {
        Card card = card(request);
        List<Section> sections = new ArrayList<>();
        Row where = new Row(0, "now", "escalated: it is for " + asked(request) + " now", List.of());
        sections.add(new Section(Topic.OUTCOME, List.of(where)));
        card.section(Topic.WHAT).ifPresent(sections::add);
        Card old = new Card(card.requestId(), card.title() + ", moved on", card.stamp(), sections, false);
        return new ChatCard(old, Binding.of(request), List.of(), Optional.empty(), "");
    }

    /** Whom a request asks, as far as chat may be told. */
    static String asked(ApprovalRequest request) {
        return request.inboxOnly()
                ? "other people"
                : VisibleText.cut(request.level().describe(), MOST_OF_A_LEVEL).told();
    }
}
