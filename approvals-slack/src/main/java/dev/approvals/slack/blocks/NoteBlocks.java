package dev.approvals.slack.blocks;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A few words as blocks, and whom they are for. Pure. */
public final class NoteBlocks {

    private static final String LEFT_OUT = "...";

    private NoteBlocks() {}

    /**
     * Makes the blocks of a note.
     *
     * @param text the words, shown letter for letter; what is more than one text of Slack's holds is left out
     * @param mentions the ids of persons (U..., W...) and user groups (S...) to notify; from the configuration only
     * @return the blocks
     */
    public static List<LayoutBlock> of(String text, List<String> mentions) {
        Sheet sheet = new Sheet();
        sheet.text(cut(text));
        List<LayoutBlock> blocks = new ArrayList<>(sheet.blocks());
        if (!mentions.isEmpty()) {
            List<RichTextElement> people =
                    mentions.stream().map(NoteBlocks::mention).collect(Collectors.toList());
            BlockElement line =
                    RichTextSectionElement.builder().elements(people).build();
            blocks.add(RichTextBlock.builder().elements(List.of(line)).build());
        }
        return List.copyOf(blocks);
    }

    /**
     * What notifications show instead.
     *
     * @param text the words
     * @return the words, without anything that Slack takes for a mention or a link
     */
    public static String fallback(String text) {
        return Markup.escape(cut(text));
    }

    private static RichTextElement mention(String id) {
        return id.startsWith("S")
                ? RichTextSectionElement.UserGroup.builder().usergroupId(id).build()
                : RichTextSectionElement.User.builder().userId(id).build();
    }

    private static String cut(String text) {
        return text.length() <= CardBlocks.MOST_IN_TEXT
                ? text
                : Pieces.of(List.of(text), CardBlocks.MOST_IN_TEXT - LEFT_OUT.length())
                                .get(0)
                        + LEFT_OUT;
    }
}
