package dev.approvals.testkit.tck;

import dev.approvals.call.Principal;
import dev.approvals.core.chat.Binding;
import dev.approvals.core.chat.ChatApprover;
import dev.approvals.core.chat.ChatCard;
import dev.approvals.core.chat.ChatNote;
import dev.approvals.core.chat.ChatPlatform;
import dev.approvals.core.chat.ChatRoutes;
import dev.approvals.core.chat.ChatSettings;
import dev.approvals.core.chat.Click;
import dev.approvals.core.chat.Offer;
import dev.approvals.core.chat.Place;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.TextCard;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A chat platform in memory, with limits as strict as a real one's, and people who click. */
class ChatWorld implements ChatPlatform, ChatScene {

    private static final int MOST_CHARS = 6_000;
    private static final int MOST_BUTTONS = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    /** What the buttons carried when each message was posted: people may have it on their screens still. */
    private final Map<String, Binding> posted = new ConcurrentHashMap<>();

    private final List<ChatApprover> approvers = new ArrayList<>();
    private volatile boolean away;

    /** A message as it is now. */
    private record Message(Place place, ChatCard card, List<String> thread) {}

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public CardLimits limits() {
        return new CardLimits(4_000, 100, 300, 8);
    }

    @Override
    public boolean fits(Card card) {
        return text(card).length() <= MOST_CHARS;
    }

    private static String text(Card card) {
        return String.join("\n", TextCard.lines(card, 100));
    }

    private void check(ChatCard card) throws IOException {
        if (away) {
            throw new IOException("The platform does not answer");
        }
        boolean valid = fits(card.card())
                && card.offers().size() < MOST_BUTTONS
                && card.binding().text().length() <= 255
                && Binding.of(card.binding().text())
                        .filter(card.binding()::equals)
                        .isPresent();
        if (!valid) {
            throw new IOException("invalid_blocks");
        }
    }

    @Override
    public String post(Place place, ChatCard card) throws IOException {
        check(card);
        lock.lock();
        try {
            String reference = place.address() + "/1700000000." + messages.size();
            posted.put(reference, card.binding());
            messages.put(reference, new Message(place, card, List.of()));
            return reference;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void rewrite(String reference, ChatCard card) throws IOException {
        check(card);
        change(reference, message -> new Message(message.place(), card, message.thread()));
    }

    @Override
    public void reply(String reference, ChatNote note) throws IOException {
        if (away) {
            throw new IOException("The platform does not answer");
        }
        change(reference, message -> {
            List<String> thread = new ArrayList<>(message.thread());
            thread.add(note.text());
            return new Message(message.place(), message.card(), thread);
        });
    }

    private void change(String reference, UnaryOperator<Message> change) throws IOException {
        lock.lock();
        try {
            if (messages.computeIfPresent(reference, (any, message) -> change.apply(message)) == null) {
                throw new IOException("message_not_found: " + reference);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Approver newApprover(Timekeeper clock) {
        ChatRoutes routes = ChatRoutes.to("C0").group("security", "C1", "U1").onCall("security", "U1");
        ChatApprover approver = new ChatApprover(
                platform(),
                ChatSettings.of(routes)
                        .inbox(id -> URI.create("https://inbox.example.test/#/r/" + id))
                        .clock(clock));
        approvers.add(approver);
        return wrapped(approver);
    }

    /** The platform as one approver sees it; to break on purpose. */
    ChatPlatform platform() {
        return this;
    }

    /** The approver as the gate sees it; to break on purpose. */
    Approver wrapped(ChatApprover approver) {
        return approver;
    }

    @Override
    public Principal account(String person) {
        return new Principal("chat:T1", "U_" + person);
    }

    @Override
    public List<ChatMessage> messages() {
        lock.lock();
        try {
            return messages.entrySet().stream()
                    .map(entry -> message(entry.getKey(), entry.getValue()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private static ChatMessage message(String reference, Message message) {
        ChatCard card = message.card();
        return new ChatMessage(
                reference,
                message.place().address(),
                text(card.card()),
                card.offers().stream().map(Offer::kind).collect(Collectors.toSet()),
                card.inbox().isPresent(),
                message.thread());
    }

    @Override
    public String click(Approver node, ChatMessage message, Decision.Kind kind, String person) {
        Reviewer reviewer = new Reviewer(account(person), Assurance.CHAT_PLATFORM);
        Binding binding = Objects.requireNonNull(posted.get(message.id()));
        return approver(node)
                .take(new Click(binding, kind, reviewer, "", reference(message)))
                .text();
    }

    /** What the buttons of a message carried when it was posted. */
    Optional<Binding> binding(ChatMessage message) {
        return Optional.ofNullable(posted.get(message.id()));
    }

    /** The message as clicks name it. */
    String reference(ChatMessage message) {
        return message.id();
    }

    ChatApprover approver(Approver node) {
        return (ChatApprover) node;
    }

    @Override
    public void away(boolean now) {
        away = now;
    }

    @Override
    public void close() {
        List<ChatApprover> all = List.copyOf(approvers);
        approvers.clear();
        all.forEach(ChatApprover::close);
    }
}
