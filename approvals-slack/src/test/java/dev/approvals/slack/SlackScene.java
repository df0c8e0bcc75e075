package dev.approvals.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvals.call.Principal;
import dev.approvals.core.chat.Binding;
import dev.approvals.core.chat.ChatApprover;
import dev.approvals.core.chat.ChatRoutes;
import dev.approvals.core.chat.ChatSettings;
import dev.approvals.core.chat.Click;
import dev.approvals.core.chat.Offer;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.slack.web.SlackWeb;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.tck.ChatMessage;
import dev.approvals.testkit.tck.ChatScene;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A workspace on loopback with a usual channel, and for security another channel and a person. */
final class SlackScene implements ChatScene {

    private static final String USUAL = "C0USUAL";
    private static final String SECURITY = "C0SECURITY";

    private final LoopbackSlack slack = LoopbackSlack.start(ManualTimekeeper.create());
    private final List<ChatApprover> approvers = new ArrayList<>();
    /** What the buttons of each message carried when it was first seen. */
    private final Map<String, String> bindings = new HashMap<>();

    SlackScene() {
        List<String> people = List.of("alice", "bob", "carol", "dora", "mallory");
        people.forEach(name -> slack.user(SlackUser.member(user(name), name)));
        String[] all = people.stream().map(SlackScene::user).toArray(String[]::new);
        slack.channel(USUAL, "usual", all);
        slack.channel(SECURITY, "security", all);
    }

    private static String user(String person) {
        return "U0" + person.toUpperCase(Locale.ROOT);
    }

    @Override
    public Approver newApprover(Timekeeper clock) {
        SlackPlatform platform =
                new SlackPlatform(SlackWeb.of(slack.botToken(), Optional.of(slack.endpoint())), Readiness.given());
        ChatRoutes routes = ChatRoutes.to(USUAL).group("security", SECURITY, user("dora"));
        ChatApprover approver = new ChatApprover(
                platform,
                ChatSettings.of(routes)
                        .inbox(id -> URI.create("https://inbox.example.test/#/r/" + id))
                        .clock(clock));
        approvers.add(approver);
        return approver;
    }

    @Override
    public Principal account(String person) {
        return new Principal("slack:T0LOOP", user(person));
    }

    @Override
    public List<ChatMessage> messages() {
        return Stream.of(USUAL, SECURITY, slack.directChannel(user("dora")))
                .flatMap(place -> slack.messages(place).stream())
                .filter(message -> !message.inThread())
                .sorted(Comparator.comparing(message -> number(message.ts())))
                .map(this::seen)
                .toList();
    }

    /** What stands behind the dot is counted over all channels. */
    private static int number(String ts) {
        return Integer.parseInt(ts.substring(ts.indexOf('.') + 1));
    }

    private ChatMessage seen(SlackMessage message) {
        String id = message.channel() + "/" + message.ts();
        Set<Decision.Kind> offers = message.buttons().stream()
                .flatMap(button -> Button.of(button.path("action_id").asText()).stream())
                .map(button -> button.offer().kind())
                .collect(Collectors.toSet());
        message.buttons().stream()
                .map(button -> button.path("value").asText())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .ifPresent(value -> bindings.putIfAbsent(id, value));
        List<String> thread = slack.messages(message.channel()).stream()
                .filter(note -> note.inThread() && note.threadTs().equals(message.ts()))
                .filter(note -> note.files().isEmpty())
                .map(note -> texts(note.blocks()).collect(Collectors.joining("\n")))
                .toList();
        String text = texts(message.blocks()).collect(Collectors.joining("\n"));
        return new ChatMessage(
                id,
                message.channel(),
                text,
                offers,
                message.button(Button.INBOX_LINK).isPresent(),
                thread);
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.path("type").asText().equals("actions")) {
            return Stream.empty();
        }
        Stream.Builder<JsonNode> inner = Stream.builder();
        node.forEach(inner);
        Stream<String> own =
                node.path("text").isTextual() ? Stream.of(node.path("text").asText()) : Stream.empty();
        return Stream.concat(own, inner.build().flatMap(SlackScene::texts));
    }

    @Override
    public String click(Approver node, ChatMessage message, Decision.Kind kind, String person) {
        Binding binding = Binding.of(bindings.getOrDefault(message.id(), "")).orElseGet(() -> forged(message.text()));
        Reviewer reviewer = new Reviewer(account(person), Assurance.CHAT_PLATFORM);
        return ((ChatApprover) node)
                .take(new Click(binding, kind, reviewer, words(kind), message.id()))
                .text();
    }

    /** A card without buttons still says what a forged click would have to carry. */
    private static Binding forged(String text) {
        return new Binding(after("request: ", text), 0, after("call: ", text));
    }

    private static String after(String label, String text) {
        return text.lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()))
                .findFirst()
                .orElseThrow();
    }

    /** Where every button that decides so asks for words, people give some. */
    private static String words(Decision.Kind kind) {
        return Stream.of(Button.values())
                        .map(Button::offer)
                        .anyMatch(offer -> offer.equals(new Offer(kind, Offer.Comment.NONE)))
                ? ""
                : "so that somebody else looks";
    }

    @Override
    public void away(boolean now) {
        if (now) {
            slack.down();
        } else {
            slack.up();
        }
    }

    @Override
    public void close() {
        approvers.forEach(ChatApprover::close);
        slack.close();
    }
}
