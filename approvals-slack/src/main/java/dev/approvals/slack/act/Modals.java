package dev.approvals.slack.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.approvals.core.chat.Offer;
import dev.approvals.review.Decision;
import dev.approvals.slack.button.Button;
import java.util.List;

/** The modals that ask for a reviewer's words. They show our own words only. */
final class Modals {

    static final String CALLBACK = "approvals.words";
    static final String BLOCK = "words";
    static final String INPUT = "text";

    private static final String PLAIN_TEXT = "plain_text";

    private Modals() {}

    static View of(Slip slip) {
        Button button = slip.button();
        return View.builder()
                .type("modal")
                .callbackId(CALLBACK)
                .privateMetadata(slip.text())
                .title(ViewTitle.builder().type(PLAIN_TEXT).text(title(button)).build())
                .submit(ViewSubmit.builder().type(PLAIN_TEXT).text(verb(button)).build())
                .close(ViewClose.builder().type(PLAIN_TEXT).text("Cancel").build())
                .blocks(List.of(input(button)))
                .build();
    }

    private static InputBlock input(Button button) {
        return InputBlock.builder()
                .blockId(BLOCK)
                .optional(button.offer().comment() != Offer.Comment.REQUIRED)
                .label(plain("Why?"))
                .hint(plain("Your words are kept with the decision, and others may read them."))
                .element(PlainTextInputElement.builder()
                        .actionId(INPUT)
                        .multiline(true)
                        .maxLength(Decision.COMMENT_LIMIT)
                        .focusOnLoad(true)
                        .build())
                .build();
    }

    private static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).build();
    }

    private static String title(Button button) {
        return verb(button) + " the request";
    }

    private static String verb(Button button) {
        return switch (button) {
            case APPROVE, APPROVE_WITH_REASON -> "Approve";
            case DENY, DENY_WITH_REASON -> "Deny";
            case ESCALATE, ESCALATE_WITH_REASON -> "Escalate";
        };
    }

    /** {@return the answer that keeps a modal open, and says beside its field that words are wanted} */
    static ObjectNode wordsWanted() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("response_action", "errors");
        answer.putObject("errors").put(BLOCK, "Say why: this decision does not count without it.");
        return answer;
    }
}
