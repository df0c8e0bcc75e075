package dev.approvals.slack.blocks;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import dev.approvals.core.render.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The blocks of one message while they are put together, and how much text is in them. Text of others goes into
 * {@link #plain} and {@link #fence} only, which Slack shows letter for letter: no markup, no mentions, no links, no emoji.
 */
final class Sheet {

    private static final String BLANK = "(blank)";

    private final List<LayoutBlock> blocks = new ArrayList<>();
    private int chars;

    List<LayoutBlock> blocks() {
        return blocks;
    }

    /** {@return how many characters all texts have together} */
    int chars() {
        return chars;
    }

    void header(String text) {
        blocks.add(HeaderBlock.builder().text(plain(text)).build());
    }

    /** A heading of ours: the only markup on a card, and it takes no text but a topic's. */
    void heading(Topic topic) {
        String bold = counted("*" + topic.title() + "*");
        blocks.add(SectionBlock.builder()
                .text(MarkdownTextObject.builder().text(bold).build())
                .expand(true)
                .build());
    }

    void text(String text) {
        blocks.add(SectionBlock.builder().text(plain(text)).expand(true).build());
    }

    void fields(List<String> texts) {
        List<TextObject> fields = texts.stream().map(this::plain).collect(Collectors.toList());
        blocks.add(SectionBlock.builder().fields(fields).expand(true).build());
    }

    void small(List<String> texts) {
        List<ContextBlockElement> elements = texts.stream().map(this::plain).collect(Collectors.toList());
        blocks.add(ContextBlock.builder().elements(elements).build());
    }

    void fenced(List<String> texts) {
        List<BlockElement> fences = texts.stream().map(this::fence).collect(Collectors.toList());
        blocks.add(RichTextBlock.builder().elements(fences).build());
    }

    private BlockElement fence(String text) {
        return RichTextPreformattedElement.builder()
                .elements(List.of(RichTextSectionElement.Text.builder()
                        .text(counted(text))
                        .build()))
                .build();
    }

    private PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(counted(text)).emoji(false).build();
    }

    /** Slack refuses a text without anything to see in it. */
    private String counted(String text) {
        String shown = text.isBlank() ? BLANK : text;
        chars += shown.length();
        return shown;
    }
}
