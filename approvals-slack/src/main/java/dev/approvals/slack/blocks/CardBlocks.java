package dev.approvals.slack.blocks;

import com.slack.api.model.block.LayoutBlock;
import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.Row;
import dev.approvals.core.render.Section;
import dev.approvals.core.render.Topic;
import dev.approvals.tool.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A card as the blocks of one Slack message, in the card's order: what and how harmful, who, the whole call, the review,
 * then fenced what the agent claims, the digests, and last the buttons. Pure.
 *
 * <p>Text of others stands in {@code plain_text} and {@code rich_text_preformatted} only. Each section has blocks of its
 * own below a heading of ours, and no text gets out of its block.
 */
public final class CardBlocks {

    /** Slack takes 13,000 characters in one message at most, or fewer: it does not say. This is on the safe side. */
    static final int MOST_CHARS = 8_000;

    static final int MOST_BLOCKS = 50;
    static final int MOST_IN_HEADER = 150;
    static final int MOST_IN_TEXT = 3_000;
    static final int MOST_IN_FIELD = 2_000;
    static final int MOST_FIELDS = 10;

    /** What of a request is put on a card, where it is not too much for one message. */
    private static final CardLimits LIMITS = new CardLimits(6_000, 120, 300, 8);

    private static final String WHAT = "what";
    private static final String RISK = "risk";

    private final Sheet sheet = new Sheet();

    private CardBlocks() {}

    /** {@return how much a card for Slack shows at most} */
    public static CardLimits limits() {
        return LIMITS;
    }

    /**
     * Whether a card can be shown in one message, with all buttons.
     *
     * @param card the card
     * @return whether {@link #of} takes it
     */
    public static boolean fits(Card card) {
        return fits(facts(card));
    }

    private static boolean fits(Sheet facts) {
        return facts.blocks().size() < MOST_BLOCKS && facts.chars() + Buttons.MOST_CHARS <= MOST_CHARS;
    }

    /**
     * Makes the blocks of a card.
     *
     * @param card the card
     * @param choices what can be done below it
     * @return the blocks, within every limit of Slack's
     * @throws IllegalArgumentException where the card does not fit into one message
     */
    public static List<LayoutBlock> of(Card card, Choices choices) {
        Sheet facts = facts(card);
        if (!fits(facts)) {
            throw new IllegalArgumentException("The card of request " + card.requestId() + " has more than the "
                    + MOST_CHARS + " characters or " + MOST_BLOCKS
                    + " blocks that fit into one Slack message. Make it with Card.fitting and CardBlocks::fits");
        }
        List<LayoutBlock> blocks = new ArrayList<>(facts.blocks());
        Buttons.below(choices).ifPresent(blocks::add);
        return List.copyOf(blocks);
    }

    /**
     * What stands in for the blocks in notifications and on locked screens: nothing that anybody else wrote.
     *
     * @param card the card
     * @return our own words, the risk and the request's code
     */
    public static String fallback(Card card) {
        String risk = Stream.of(Risk.values())
                .map(Risk::name)
                .filter(name -> name.equals(risk(card)))
                .map(name -> ", risk " + name)
                .findFirst()
                .orElse("");
        return Markup.escape(heading(card) + risk);
    }

    private static String risk(Card card) {
        return card.section(Topic.WHAT).stream()
                .flatMap(section -> section.rows().stream())
                .filter(row -> row.label().equals(RISK))
                .map(Row::text)
                .findFirst()
                .orElse("");
    }

    private static String heading(Card card) {
        String stamp = card.stamp().isEmpty() ? "" : card.stamp() + ": ";
        String heading = stamp + card.title() + " " + card.code();
        return heading.length() <= MOST_IN_HEADER ? heading : heading.substring(0, MOST_IN_HEADER);
    }

    private static Sheet facts(Card card) {
        CardBlocks all = new CardBlocks();
        all.sheet.header(heading(card));
        card.sections().stream().filter(section -> !section.rows().isEmpty()).forEach(all::section);
        return all.sheet;
    }

    private void section(Section section) {
        switch (section.topic()) {
            case OUTCOME -> texts(Lines.of(section));
            case WHAT -> what(section);
            case WARNINGS -> {
                sheet.heading(section.topic());
                texts(warnings(section));
            }
            case WHO, REVIEW -> {
                sheet.heading(section.topic());
                fields(section.rows());
            }
            case ARGUMENTS, IMPACT, HISTORY, CLAIM -> {
                sheet.heading(section.topic());
                sheet.fenced(Pieces.of(Lines.of(section), MOST_IN_TEXT));
            }
            case EVIDENCE -> evidence(section);
        }
    }

    /** What would be done stands by itself; the facts about it below. */
    private void what(Section section) {
        section.rows().stream().filter(row -> row.label().equals(WHAT)).forEach(row -> texts(List.of(row.text())));
        fields(section.rows().stream().filter(row -> !row.label().equals(WHAT)).collect(Collectors.toList()));
    }

    private static List<String> warnings(Section section) {
        return section.rows().stream().map(row -> "\u26a0 " + row.text()).collect(Collectors.toList());
    }

    private void evidence(Section section) {
        List<String> texts = Pieces.of(Lines.of(section), MOST_IN_FIELD);
        for (int from = 0; from < texts.size(); from += MOST_FIELDS) {
            sheet.small(texts.subList(from, Math.min(texts.size(), from + MOST_FIELDS)));
        }
    }

    private void texts(List<String> lines) {
        Pieces.of(lines, MOST_IN_TEXT).forEach(sheet::text);
    }

    /** One field a row, side by side where there is room; what is too long for a field gets blocks of its own. */
    private void fields(List<Row> rows) {
        List<String> fields = new ArrayList<>();
        for (Row row : rows) {
            String text = String.join("\n", Lines.of(row));
            if (text.length() > MOST_IN_FIELD) {
                end(fields);
                texts(List.of(text));
            } else {
                fields.add(text);
            }
            if (fields.size() == MOST_FIELDS) {
                end(fields);
            }
        }
        end(fields);
    }

    private void end(List<String> fields) {
        if (!fields.isEmpty()) {
            sheet.fields(fields);
            fields.clear();
        }
    }
}
